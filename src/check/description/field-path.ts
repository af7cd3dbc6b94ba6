import type { Json, JsonObject } from '../../model/document.ts';
import { isObject, own, ownList, ownObject } from '../../model/json.ts';
import { referenceOf, resolve } from './lookup.ts';

/** Where a dotted path stops being known: the segment and what stands beside it. */
export interface MissingField {
  readonly segment: string;
  readonly known: readonly string[];
}

// Schemas refer to each other without end; a path has few segments.
const mostBranches = 40;
const deepest = 12;

/** Why a schema has no field at a dotted path; undefined where it has, or leaves open what it holds. */
export function missingField(
  document: JsonObject,
  schema: Json | undefined,
  path: string,
): MissingField | undefined {
  let places = branches(document, schema, 0);
  for (const segment of path.split('.').filter((part) => part !== '')) {
    const listed = places.flatMap((place) => branches(document, own(place, 'items'), 0));
    if (listed.length > 0 && /^(\[\]|\d+|\*)$/.test(segment)) {
      places = listed;
      continue;
    }
    const objects = [...places, ...listed];
    if (objects.length === 0 || objects.some((place) => isOpen(place, segment))) return undefined;
    const next = objects.flatMap((place) => {
      const property = own(ownObject(place, 'properties'), segment);
      return property === undefined ? [] : branches(document, property, 0);
    });
    if (!objects.some((place) => own(ownObject(place, 'properties'), segment) !== undefined)) {
      const known = objects.flatMap((place) => Object.keys(ownObject(place, 'properties') ?? {}));
      return known.length === 0 ? undefined : { segment, known: [...new Set(known)] };
    }
    places = next;
  }
  return undefined;
}

/** Whether an object may hold names that its schema does not list. */
function isOpen(schema: JsonObject, segment: string): boolean {
  if (own(ownObject(schema, 'properties'), segment) !== undefined) return false;
  const others = own(schema, 'additionalProperties');
  return others === true || isObject(others) || own(schema, 'patternProperties') !== undefined;
}

/** A schema and everything that it is put together from, references followed. */
function branches(
  document: JsonObject,
  schema: Json | undefined,
  depth: number,
): readonly JsonObject[] {
  const reference = referenceOf(schema);
  const found =
    reference === undefined ? { value: schema } : resolve({ root: document }, reference);
  if (!('value' in found) || !isObject(found.value) || depth > deepest) return [];
  const node = found.value;
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => ownList(node, key));
  return [
    node,
    ...parts.slice(0, mostBranches).flatMap((part) => branches(document, part, depth + 1)),
  ];
}
