import fc from 'fast-check';

import type { Json, JsonObject } from '../../src/model/document.ts';
import { isObject } from '../../src/model/json.ts';
import { payloads } from '../hostile/payloads.ts';

/** One change to a document; places are counted from the start of whatever document it meets. */
export interface JsonMutation {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  /** A second place, to copy from or to refer to. */
  readonly from: number;
  readonly value: Json;
  readonly word: string;
  readonly levels: number;
}

const kinds = [
  'delete',
  'duplicate',
  'replace',
  'rename',
  'refer to another place',
  'refer to an ancestor',
  'copy from another place',
  'nest',
  'add',
] as const;

const words = fc.constantFrom(
  ...payloads,
  'type',
  '$ref',
  'allOf',
  'oneOf',
  'items',
  'properties',
  'x-a',
  'parameters',
  'content',
  '200',
  'get',
  'ü',
  '',
);

const numbers = fc.constantFrom(0, -0, -1, 0.1, 1e21, 1e308, 5e-324, 2 ** 53, -(2 ** 63), 2 ** 32);

/** Any value where another was expected. */
const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(null, true, false, '', [], {}, [[]], [null], { '': null }),
  numbers,
  words,
  words.map((word) => ({ [word]: word })),
  fc.array(words, { maxLength: 3 }),
  words.map((word) => ({ $ref: `#/components/schemas/${word}` })),
);

/** Some changes to a document. */
export const jsonMutations: fc.Arbitrary<readonly JsonMutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(),
    from: fc.nat(),
    value: values,
    word: words,
    levels: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 20 }) },
      { weight: 1, arbitrary: fc.integer({ min: 21, max: 900 }) },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

type Container = Json[] | Record<string, Json>;

interface Spot {
  readonly parent: Container;
  readonly key: string;
  readonly path: readonly string[];
}

/** A copy of a document with some changes; the whole text is JSON. */
export function mutated(text: string, mutations: readonly JsonMutation[]): string {
  // JSON.parse is typed `any`; what it returns is JSON.
  const document = JSON.parse(text) as Json;
  for (const mutation of mutations) mutate(document, mutation);
  return JSON.stringify(document, undefined, 1);
}

function mutate(document: Json, { kind, at, from, value, word, levels }: JsonMutation): void {
  const spots = spotsOf(document);
  const spot = spots[at % spots.length];
  const other = spots[from % spots.length];
  if (spot === undefined || other === undefined) return;
  const own = valueAt(spot);
  switch (kind) {
    case 'delete':
      remove(spot);
      break;
    case 'duplicate':
      insert(spot, `${spot.key}${word}`, own);
      break;
    case 'replace':
      put(spot, value);
      break;
    case 'rename':
      remove(spot);
      insert(spot, word, own);
      break;
    case 'refer to another place':
      put(spot, { $ref: pointer(other.path) });
      break;
    case 'refer to an ancestor':
      put(spot, { $ref: pointer(spot.path.slice(0, from % (spot.path.length + 1))) });
      break;
    case 'copy from another place':
      put(spot, valueAt(other));
      break;
    case 'nest':
      put(spot, nested(own, levels, from));
      break;
    case 'add':
      insert(spot, word, value);
  }
}

/** Every place that holds a value, in the order of the document, without recursion. */
function spotsOf(document: Json): readonly Spot[] {
  const spots: Spot[] = [];
  const open: { readonly value: Json; readonly path: readonly string[] }[] = [
    { value: document, path: [] },
  ];
  for (let next = open.pop(); next !== undefined && spots.length < 20_000; next = open.pop()) {
    const { value, path } = next;
    if (!Array.isArray(value) && !isObject(value)) continue;
    for (const [key, inner] of Object.entries(value as Record<string, Json>)) {
      const spot = { parent: value as Container, key, path: [...path, key] };
      spots.push(spot);
      open.push({ value: inner, path: spot.path });
    }
  }
  return spots;
}

/** A copy, so that no value is shared by two places. */
function valueAt({ parent, key }: Spot): Json {
  return JSON.parse(JSON.stringify((parent as JsonObject)[key] ?? null)) as Json;
}

function put({ parent, key }: Spot, value: Json): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function insert({ parent, key }: Spot, name: string, value: Json): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 0, value);
  else put({ parent, key: name, path: [] }, value);
}

function remove({ parent, key }: Spot): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

function nested(value: Json, levels: number, shape: number): Json {
  const wraps: readonly ((inner: Json) => Json)[] = [
    (inner) => [inner],
    (inner) => ({ a: inner }),
    (inner) => ({ allOf: [inner] }),
    (inner) => ({ oneOf: [inner, { type: 'null' }] }),
    (inner) => ({ type: 'array', items: inner }),
    (inner) => ({ type: 'object', properties: { a: inner } }),
    (inner) => ({ not: inner }),
  ];
  const wrap = wraps[shape % wraps.length];
  let result = value;
  for (let level = 0; level < levels; level += 1) result = wrap?.(result) ?? result;
  return result;
}

function pointer(path: readonly string[]): string {
  return `#${path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}
