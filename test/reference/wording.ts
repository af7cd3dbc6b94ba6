import { definitionName, followed } from './schema-node.ts';
import type { Schema, SchemaNode } from './schema-node.ts';

/** What a description says, by the sentences that the schema's descriptions are made of. */
export interface Wording {
  readonly meaning: string;
  /** What holds where the key is left out; `required` where it may not be. */
  readonly otherwise: string;
  readonly takes: string;
  readonly notYet: string;
}

/** Splits `Meaning. Default: x. Takes y. Not yet: z.` into its parts; a key that must be there has no default. */
export function wordingOf(schema: Schema, node: SchemaNode, isRequired: boolean): Wording {
  const sentences = (followed(schema, node).description ?? '').split(/(?<=[.;])\s+(?=[A-Z`"])/);
  const starting = (word: string): string => {
    const found = sentences.find((sentence) => sentence.startsWith(word)) ?? '';
    return found.slice(word.length).trim().replace(/\.$/, '');
  };
  const marked = /^(?:Default:|Takes |Not yet:|Required\.)/;
  return {
    meaning: sentences.filter((sentence) => !marked.test(sentence)).join(' '),
    otherwise: isRequired || sentences.includes('Required.') ? 'required' : starting('Default:'),
    takes: starting('Takes ') || kindOf(schema, node),
    notYet: starting('Not yet:'),
  };
}

const named: Readonly<Record<string, string>> = {
  id: 'an id',
  text: 'text',
  secretName: 'the name of a secret',
  authMethod: 'a [method](#authentication)',
  limits: '[limits](#limits)',
  idempotency: '[forms](#idempotency)',
  webhook: '[an object](#webhooks)',
  throttled: '[an object](#throttling)',
  steps: '[steps](#steps)',
  step: 'a [step](#steps)',
  flow: 'a [flow](#a-flow)',
  system: 'a [system](#a-system)',
  peak: 'a [peak](#peaks)',
};

function kindOf(schema: Schema, node: SchemaNode): string {
  const name = definitionName(node);
  if (name !== undefined && name in named) return named[name] ?? '';
  const { enum: values, const: constant, anyOf, ...rest } = followed(schema, node);
  const fixed = constant === undefined ? values : [constant];
  if (fixed !== undefined)
    return fixed
      .map((value) => `\`${JSON.stringify(value)}\``)
      .join(', ')
      .replaceAll('"', '');
  if (anyOf !== undefined) {
    const kinds = [...new Set(anyOf.map((one) => kindOf(schema, one)))];
    return kinds.join(', or ').replace(`, or a list of: ${kinds[0] ?? ''}`, ', or a list of them');
  }
  return plainKind(schema, rest);
}

function plainKind(schema: Schema, { type, items, title }: SchemaNode): string {
  switch (type) {
    case 'array':
      return `a list of: ${kindOf(schema, items ?? {})}`;
    case 'boolean':
      return '`true`, `false`';
    case 'object':
      return 'an object';
    default:
      return title?.toLowerCase() ?? type ?? 'anything';
  }
}
