// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { isList, isObject, own, ownList, ownObject, ownText } from '../../model/json.ts';
import type { FieldFact, FieldKind, Listing, QueryFact } from '../../model/pagination.ts';
import { referenceOf, resolve } from './lookup.ts';

/** More levels of objects than envelopes have, and more fields than one of them has. */
const deepest = 3;
const mostFields = 200;

/** More schemas than one answer is gathered from; parts that name each other would multiply without an end. */
const mostSchemas = 1000;

/** What a read shows of paging; undefined where the answer holds no list that could come in pages. */
export function readListing(document: JsonObject, node: JsonObject): Listing | undefined {
  const [status, answer] = success(document, ownObject(node, 'responses')) ?? [];
  if (status === undefined || answer === undefined) return undefined;
  const schema = jsonSchema(answer);
  if (schema === undefined) return undefined;
  const fields: FieldFact[] = [];
  collect({ document, fields, schemas: { left: mostSchemas } }, schema, []);
  if (!fields.some(({ kind }) => kind === 'list')) return undefined;
  return {
    status,
    headers: headersOf(document, answer),
    query: queryOf(document, node),
    fields,
  };
}

function success(
  document: JsonObject,
  responses: JsonObject | undefined,
): readonly [string, JsonObject] | undefined {
  const keys = Object.keys(responses ?? {});
  const key = keys.find((each) => each === '200') ?? keys.find((each) => /^2|^default$/.test(each));
  const answer = key === undefined ? undefined : objectOf(document, own(responses, key));
  return key === undefined || answer === undefined ? undefined : [key, answer];
}

function jsonSchema(answer: JsonObject): Json | undefined {
  const content = ownObject(answer, 'content');
  const type = Object.keys(content ?? {}).find((each) => /json|\*\/\*/i.test(each));
  return type === undefined ? undefined : own(ownObject(content, type), 'schema');
}

function headersOf(document: JsonObject, answer: JsonObject): Listing['headers'] {
  const headers = ownObject(answer, 'headers');
  return Object.keys(headers ?? {}).map((name) => ({
    name,
    description: wordsOf(objectOf(document, own(headers, name))),
  }));
}

function queryOf(document: JsonObject, node: JsonObject): readonly QueryFact[] {
  return ownList(node, 'parameters').flatMap((item) => {
    const parameter = objectOf(document, item);
    const name = ownText(parameter, 'name');
    if (own(parameter, 'in') !== 'query' || name === undefined) return [];
    const schema = simple(document, own(parameter, 'schema'));
    return [
      {
        name,
        required: own(parameter, 'required') === true,
        kind: kindOf(schema),
        description: [wordsOf(parameter), wordsOf(schema)].join(' ').trim(),
        ...numbers(schema),
      },
    ];
  });
}

function numbers(schema: JsonObject | undefined): Partial<QueryFact> {
  const found = (['default', 'minimum', 'maximum'] as const).flatMap((key) => {
    const value = own(schema, key);
    return typeof value === 'number' && Number.isSafeInteger(value) ? [[key, value] as const] : [];
  });
  return Object.fromEntries(found);
}

interface Walk {
  readonly document: JsonObject;
  readonly fields: FieldFact[];
  /** How many more schemas may be looked into. */
  readonly schemas: { left: number };
}

function collect(walk: Walk, value: Json | undefined, path: readonly string[]): void {
  if (walk.fields.length >= mostFields) return;
  const schema = simple(walk.document, value);
  const properties = propertiesOf(walk, schema);
  const kind = properties.size > 0 ? 'object' : kindOf(schema);
  const format = ownText(schema, 'format');
  walk.fields.push({
    path,
    kind,
    ...(format === undefined ? {} : { format }),
    description: wordsOf(schema),
    ...(kind === 'list' ? { entry: entryFields(walk, own(schema, 'items')) } : {}),
  });
  if (kind !== 'object' || path.length >= deepest) return;
  for (const [name, inner] of properties) collect(walk, inner, [...path, name]);
}

function entryFields(walk: Walk, items: Json | undefined): readonly string[] {
  const { document } = walk;
  return [...propertiesOf(walk, simple(document, items))].flatMap(([name, inner]) => {
    const kind = kindOf(simple(document, inner));
    return kind === 'string' || kind === 'integer' || kind === 'number' ? [name] : [];
  });
}

/** More parts or branches of one schema than are looked through. */
const mostBranches = 40;

/** The properties of an object: of all parts together, and of alternatives those that every one has. */
function propertiesOf(
  walk: Walk,
  schema: JsonObject | undefined,
  depth = 0,
): ReadonlyMap<string, Json> {
  if (schema === undefined || depth > 6) return new Map();
  walk.schemas.left -= 1;
  const inner = (part: Json): ReadonlyMap<string, Json> =>
    walk.schemas.left <= 0 ? new Map() : propertiesOf(walk, simple(walk.document, part), depth + 1);
  const own = Object.entries(ownObject(schema, 'properties') ?? {});
  const parts = ownList(schema, 'allOf').slice(0, mostBranches).map(inner);
  const alternatives = (['anyOf', 'oneOf'] as const).map((key) => ownList(schema, key));
  const shared = alternatives
    .filter(({ length }) => length <= mostBranches)
    .map((branches) => inAll(branches.map(inner)));
  return new Map([...own, ...[...parts, ...shared].flatMap((properties) => [...properties])]);
}

function inAll([first, ...others]: readonly ReadonlyMap<string, Json>[]): ReadonlyMap<
  string,
  Json
> {
  return new Map([...(first ?? [])].filter(([name]) => others.every((other) => other.has(name))));
}

/** What a schema is once references are followed and "or null" is left out. */
function simple(document: JsonObject, value: Json | undefined, hops = 0): JsonObject | undefined {
  const schema = objectOf(document, value);
  if (schema === undefined || hops > 6) return schema;
  for (const key of ['anyOf', 'oneOf'] as const) {
    const branches = ownList(schema, key).filter((branch) => own(branch, 'type') !== 'null');
    if (branches.length === 1) return simple(document, branches[0], hops + 1);
  }
  const parts = ownList(schema, 'allOf');
  if (parts.length === 1 && own(schema, 'properties') === undefined)
    return simple(document, parts[0], hops + 1);
  return schema;
}

function kindOf(schema: JsonObject | undefined): FieldKind {
  const declared = own(schema, 'type');
  const types = (isList(declared) ? declared : [declared]).filter((type) => type !== 'null');
  const type = types.length === 1 ? types[0] : undefined;
  if (type === 'array' || (type === undefined && isObject(own(schema, 'items')))) return 'list';
  const known = ['string', 'integer', 'number', 'boolean', 'object'] as const;
  return known.find((kind) => kind === type) ?? 'other';
}

function objectOf(document: JsonObject, value: Json | undefined): JsonObject | undefined {
  const reference = referenceOf(value);
  const found = reference === undefined ? { value } : resolve({ root: document }, reference);
  return 'value' in found && isObject(found.value) ? found.value : undefined;
}

function wordsOf(node: JsonObject | undefined): string {
  return (ownText(node, 'description') ?? ownText(node, 'title') ?? '').slice(0, 2000);
}
