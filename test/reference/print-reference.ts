import { definitionName, followed } from './schema-node.ts';
import type { Schema, SchemaNode } from './schema-node.ts';
import { wordingOf } from './wording.ts';

/** Definitions that have a section of their own, in the order of the page. */
const sections: readonly (readonly [heading: string, definition: string])[] = [
  ['A system', 'system'],
  ['Authentication', 'authMethod'],
  ['Limits', 'limits'],
  ['Throttling', 'throttled'],
  ['Idempotency', 'idempotency'],
  ['Webhooks', 'webhook'],
  ['A flow', 'flow'],
  ['Peaks', 'peak'],
  ['Steps', 'steps'],
];

const ownSection: ReadonlySet<string> = new Set([
  ...sections.map(([, definition]) => definition),
  'limit',
  'step',
  'idempotencyForm',
]);

/** The reference of integration.yaml as a Markdown page, from its JSON Schema alone. */
export function printReference(schema: Schema): string {
  const parts = [
    '# `integration.yaml`: every key',
    '',
    '<!-- Printed from integration.schema.json by `npm run reference`. -->',
    '',
    `${schema.description ?? ''} An unknown key is an error. What says "not yet" is refused with \`feature/not-yet\`.`,
    '',
    '## The file',
    '',
    ...table(schema, schema),
    ...sections.flatMap(([heading, definition]) => section(schema, heading, definition)),
    '',
    '## Values',
    '',
    ...values(schema),
  ];
  return `${parts.join('\n')}\n`;
}

function section(schema: Schema, heading: string, definition: string): readonly string[] {
  const node = schema.$defs[definition] ?? {};
  const variants = objectsIn(schema, node);
  const opening = ['', `## ${heading}`, '', ...(node.description ? [node.description, ''] : [])];
  // Methods of authentication share no keys but `type`: a table each says what belongs together.
  if (definition !== 'authMethod') return [...opening, ...table(schema, node)];
  return [
    ...opening,
    ...variants.flatMap((variant, index) => [
      ...(index === 0 ? [] : ['']),
      `### ${variant.title ?? ''}`,
      '',
      ...table(schema, variant),
    ]),
  ];
}

function table(schema: Schema, node: SchemaNode): readonly string[] {
  const rows = new Map(rowsOf(schema, node, '').map((row) => [row.join('\n'), row] as const));
  return [
    '| key | takes | default | meaning |',
    '| --- | --- | --- | --- |',
    ...[...rows.values()].map((cells) => `| ${cells.map(cell).join(' | ')} |`),
  ];
}

type Row = readonly [key: string, takes: string, otherwise: string, meaning: string];

function rowsOf(schema: Schema, node: SchemaNode, prefix: string): readonly Row[] {
  return objectsIn(schema, node).flatMap((object) =>
    Object.entries(object.properties ?? {}).flatMap(([key, value]): readonly Row[] => {
      const path = `${prefix}${key}`;
      const row = rowOf(schema, {
        path,
        value,
        isRequired: object.required?.includes(key) === true,
      });
      return hasOwnSection(schema, value) ? [row] : [row, ...rowsOf(schema, value, `${path}.`)];
    }),
  );
}

function rowOf(
  schema: Schema,
  of: { readonly path: string; readonly value: SchemaNode; readonly isRequired: boolean },
): Row {
  const { meaning, otherwise, takes, notYet } = wordingOf(schema, of.value, of.isRequired);
  const [example] = followed(schema, of.value).examples ?? [];
  const shown = example === undefined ? '' : ` \`${inYaml(example)}\``;
  const mark = notYet === '' ? '' : ` **Not yet:** ${notYet}.`;
  return [`\`${of.path}\``, takes, otherwise, `${meaning}${mark}${shown}`];
}

/** The objects that a node may be: itself, its alternatives, what stands in a list or under free names. */
function objectsIn(schema: Schema, node: SchemaNode): readonly SchemaNode[] {
  const { properties, anyOf, items, additionalProperties, ...rest } = followed(schema, node);
  if (properties !== undefined) return [{ ...rest, properties }];
  const inner = [...(anyOf ?? []), ...(items === undefined ? [] : [items])];
  if (typeof additionalProperties === 'object') inner.push(additionalProperties);
  return inner.flatMap((one) => objectsIn(schema, one));
}

function hasOwnSection(schema: Schema, node: SchemaNode): boolean {
  const name = definitionName(node);
  if (name !== undefined && ownSection.has(name)) return true;
  const { anyOf, items, additionalProperties } = name === undefined ? node : followed(schema, node);
  const inner = [...(anyOf ?? []), ...(items === undefined ? [] : [items])];
  if (typeof additionalProperties === 'object') inner.push(additionalProperties);
  return inner.some((one) => hasOwnSection(schema, one));
}

function values(schema: Schema): readonly string[] {
  const rows = Object.values(schema.$defs)
    .filter(({ title, properties, anyOf }) => title && !properties && !anyOf)
    .filter(({ $comment, description }) => $comment ?? description)
    .map(({ title, $comment, description, examples }) => {
      const shown = (examples ?? []).map((example) => `\`${inYaml(example)}\``).join(', ');
      return `| ${[title ?? '', $comment ?? description ?? '', shown].map(cell).join(' | ')} |`;
    });
  return ['| value | meaning | examples |', '| --- | --- | --- |', ...rows];
}

/** As in a YAML file, on one line. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${key}: ${inYaml(inner)}`);
  return `{ ${pairs.join(', ')} }`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').trim();
}
