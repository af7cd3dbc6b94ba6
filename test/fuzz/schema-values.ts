import { readFileSync } from 'node:fs';

import fc from 'fast-check';

import type { Json, JsonObject } from '../../src/model/document.ts';
import { own } from '../../src/model/json.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/integration.schema.json', import.meta.url), 'utf8'),
  // JSON.parse is typed `any`; the schema is an object.
) as JsonObject;

// Names that often meet, so that much of what is generated refers to something that exists.
const pools: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  id: fc.constantFrom('shop', 'api', 'crm', 'orders-in', 'order-out', 'ask', 'late'),
  secretName: fc.constantFrom('API_KEY', 'HOOK_SECRET', 'TOKEN'),
  text: fc.constantFrom(
    'spec.json',
    'getOrder',
    'putOrder',
    'createPet',
    'POST /pets',
    'order.id',
    'Europe/Berlin',
    'https://api.example/v1',
    'out',
    'X-Left',
    'some words',
  ),
};

const wrong: fc.Arbitrary<Json> = fc.constantFrom(null, true, 1, -1, 1e21, '', 'x', [], {}, ['x']);

/** Values of a definition of the schema of integration.yaml, nearly all of them allowed. */
export function valuesOf(definition: string): fc.Arbitrary<Json> {
  return arbitrary({ $ref: `#/$defs/${definition}` }, 0);
}

/** Which keys a definition of the schema has, and the values of each. */
export function propertiesOf(definition: string): Readonly<Record<string, fc.Arbitrary<Json>>> {
  const { properties, anyOf } = at(definition);
  // A flow has the same keys in each of its forms.
  const found = properties ?? own((anyOf as readonly Json[])[0], 'properties');
  return Object.fromEntries(
    Object.entries(found as JsonObject).map(([key, value]) => [key, arbitrary(value, 1)]),
  );
}

function at(definition: string): JsonObject {
  return own(schema['$defs'], definition) as JsonObject;
}

function arbitrary(value: Json, depth: number): fc.Arbitrary<Json> {
  const node = value as JsonObject;
  const usual = usualOf(node, depth);
  return fc.oneof({ weight: 40, arbitrary: usual }, { weight: 1, arbitrary: wrong });
}

function usualOf(node: JsonObject, depth: number): fc.Arbitrary<Json> {
  const { $ref, anyOf, pattern, type } = node;
  if (typeof $ref === 'string') return named($ref.slice('#/$defs/'.length), depth);
  if (Array.isArray(anyOf)) {
    return fc.oneof(
      ...anyOf.map((option: Json) => fc.constant(option).chain((one) => arbitrary(one, depth))),
    );
  }
  if ('const' in node) return fc.constant(node['const'] ?? null);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as Json[]));
  if (typeof pattern === 'string')
    return fc.stringMatching(new RegExp(pattern), { size: 'xsmall' });
  if (type === 'object') return objects(node, depth);
  if (type === 'array') {
    return fc.array(arbitrary(node['items'] ?? {}, depth + 1), { minLength: 1, maxLength: 3 });
  }
  return scalars(node);
}

function named(definition: string, depth: number): fc.Arbitrary<Json> {
  return pools[definition] ?? usualOf(at(definition), depth + 1);
}

function objects(node: JsonObject, depth: number): fc.Arbitrary<Json> {
  const { properties = {}, required = [], additionalProperties } = node;
  const entries = Object.entries(properties as JsonObject);
  const fixed = fc.record(
    Object.fromEntries(
      entries.map(([key, inner]) => [
        key,
        fc.constant(inner).chain((one) => arbitrary(one, depth + 1)),
      ]),
    ),
    { requiredKeys: required as string[] },
  );
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return fixed;
  const free = fc.dictionary(
    fc.constantFrom('a', 'eu', 'live', 'shop'),
    arbitrary(additionalProperties, depth + 1),
    {
      maxKeys: 2,
    },
  );
  return fc.tuple(fixed, free).map(([one, two]) => ({ ...one, ...two }));
}

function scalars({ type }: JsonObject): fc.Arbitrary<Json> {
  if (type === 'integer') return fc.constantFrom(1, 2, 100, 429, 500, 2 ** 31);
  if (type === 'number') return fc.constantFrom(0.5, 1, 2, 1e9);
  if (type === 'boolean') return fc.boolean();
  return fc.constantFrom('x', 1, true, 'some words');
}
