import { isObject, own, ownList, ownObject, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { isMarked } from './lookup.ts';
import { referredSchema } from './reference.ts';

/** Whether a value comes from the system or goes to it. */
export type Direction = 'received' | 'sent';

/** The properties of a schema that exist in a direction: what is only read is not sent, and the other way round; without one, all. */
export function visibleProperties(
  schemas: JsonObject,
  schema: JsonObject,
  direction?: Direction,
): readonly (readonly [string, Json])[] {
  const properties = ownObject(schema, 'properties') ?? {};
  return Object.keys(properties).flatMap((key) => {
    const property = own(properties, key) ?? {};
    const hidden = direction !== undefined && isHidden(schemas, property, direction);
    return hidden ? [] : [[key, property] as const];
  });
}

/** Whether a property does not exist in a direction. */
export function isHidden(schemas: JsonObject, property: Json, direction: Direction): boolean {
  return direction === 'sent'
    ? isMarked(schemas, property, 'readOnly')
    : isMarked(schemas, property, 'writeOnly');
}

/** The schemas that a type of a schema is made of, besides what it extends; without a direction, of both. */
export function innerSchemas(
  schemas: JsonObject,
  schema: JsonObject,
  direction?: Direction,
): readonly Json[] {
  const { items, additionalProperties, patternProperties } = {
    items: own(schema, 'items'),
    additionalProperties: own(schema, 'additionalProperties'),
    patternProperties: ownObject(schema, 'patternProperties') ?? {},
  };
  return [
    ...visibleProperties(schemas, schema, direction).map(([, property]) => property),
    ...alternatives.flatMap((key) => ownList(schema, key)),
    ...ownList(schema, 'prefixItems'),
    ...ownList(schema, 'items'),
    ...(isObject(items) ? [items] : []),
    ...(isObject(additionalProperties) ? [additionalProperties] : []),
    ...Object.keys(patternProperties).map((key) => own(patternProperties, key) ?? {}),
  ];
}

const alternatives = ['oneOf', 'anyOf'] as const;

/** The components whose received and sent forms are not the same. */
export function differingComponents(schemas: JsonObject): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const differing = new Set<string>();
  for (const name of Object.keys(schemas)) {
    const { differs, uses } = survey(schemas, own(schemas, name));
    if (differs) differing.add(name);
    for (const used of uses) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [name]);
      else known.push(name);
    }
  }
  for (const name of differing) for (const user of users.get(name) ?? []) differing.add(user);
  return differing;
}

function survey(
  schemas: JsonObject,
  schema: Json | undefined,
): { readonly differs: boolean; readonly uses: ReadonlySet<string> } {
  const uses = new Set<string>();
  let differs = false;
  const visit = (node: Json | undefined): void => {
    if (!isObject(node)) return;
    const name = referredSchema(node);
    if (name !== undefined) uses.add(name);
    differs ||= ownText(node, 'format') === 'binary' || hasHidden(schemas, node);
    innerSchemas(schemas, node).forEach(visit);
    ownList(node, 'allOf').forEach(visit);
  };
  visit(schema);
  return { differs, uses };
}

function hasHidden(schemas: JsonObject, node: JsonObject): boolean {
  const properties = ownObject(node, 'properties') ?? {};
  return Object.keys(properties).some((key) => {
    const property = own(properties, key) ?? {};
    return isHidden(schemas, property, 'sent') || isHidden(schemas, property, 'received');
  });
}
