// @ts-nocheck
import { isList, isObject, own, ownList, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { referredSchema } from './reference.ts';

/** A property of a schema, of what it refers to, and of what it is composed of. */
export function propertyOf(
  schemas: JsonObject,
  schema: Json | undefined,
  key: string,
): Json | undefined {
  for (const part of partsOf(schemas, schema)) {
    const found = own(ownObject(part, 'properties'), key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The texts that a schema allows by `enum` or `const`; undefined where it names no values. */
export function textsOf(
  schemas: JsonObject,
  schema: Json | undefined,
): readonly string[] | undefined {
  for (const part of partsOf(schemas, schema)) {
    const constant = own(part, 'const');
    const values = constant === undefined ? own(part, 'enum') : [constant];
    if (isList(values)) return values.filter((value) => typeof value === 'string');
  }
  return undefined;
}

/** Whether a property is there only in answers, or only in requests, by its own word or that of what it refers to. */
export function isMarked(
  schemas: JsonObject,
  property: Json | undefined,
  mark: 'readOnly' | 'writeOnly',
): boolean {
  if (own(property, mark) !== undefined) return own(property, mark) === true;
  const name = referredSchema(property);
  return name !== undefined && own(own(schemas, name), mark) === true;
}

// The schema, what it refers to, and the members of its compositions; each once, so that no round is endless.
function partsOf(schemas: JsonObject, schema: Json | undefined): Iterable<JsonObject> {
  const found = new Set<JsonObject>();
  const open: (Json | undefined)[] = [schema];
  for (let next = open.pop(); next !== undefined || open.length > 0; next = open.pop()) {
    if (!isObject(next) || found.has(next)) continue;
    found.add(next);
    const name = referredSchema(next);
    if (name !== undefined) open.push(own(schemas, name));
    for (const key of compositions) open.push(...ownList(next, key));
  }
  return found;
}

const compositions = ['allOf', 'oneOf', 'anyOf'] as const;
