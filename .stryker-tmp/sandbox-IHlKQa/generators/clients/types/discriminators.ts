// @ts-nocheck
import {
  isList,
  isObject,
  own,
  ownList,
  ownObject,
  ownText,
} from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { referredSchema } from './reference.ts';

/** A choice among components by the value of one property. */
export interface Discriminator {
  readonly property: string;
  /** The components that it chooses among, with the values that stand for each. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The component that the others inherit from; absent where the choice is a list of alternatives. */
  readonly base?: string;
}

/** What components inherit from others by `allOf`, by name. */
export interface Inheritance {
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly heirs: ReadonlyMap<string, readonly string[]>;
}

/** Which components extend which. */
export function inheritance(schemas: JsonObject): Inheritance {
  const parents = new Map<string, readonly string[]>();
  const heirs = new Map<string, string[]>();
  for (const name of Object.keys(schemas)) {
    const found = [...new Set(extended(own(schemas, name)))].filter((parent) => parent !== name);
    parents.set(name, found);
    for (const parent of found) heirs.set(parent, [...(heirs.get(parent) ?? []), name]);
  }
  return { parents, heirs };
}

function extended(schema: Json | undefined): readonly string[] {
  return ownList(schema, 'allOf').flatMap((part) => {
    const name = referredSchema(part);
    return name === undefined ? extended(part) : [name];
  });
}

/** The names that can be reached from some, themselves included. */
export function closure(
  from: Iterable<string>,
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const name of found) for (const next of edges.get(name) ?? []) found.add(next);
  return found;
}

/** All discriminators of a document, wherever they stand in it. */
export function discriminatorsOf(
  document: JsonObject,
  { heirs }: Inheritance,
): readonly Discriminator[] {
  const schemas = ownObject(ownObject(document, 'components'), 'schemas') ?? {};
  const names = new Map(Object.keys(schemas).map((name) => [own(schemas, name), name] as const));
  return discriminating(document).flatMap((node) => {
    const discriminator = ownObject(node, 'discriminator');
    const property = ownText(discriminator, 'propertyName') ?? '';
    const mapping = mappingOf(discriminator);
    const alternatives = [...ownList(node, 'oneOf'), ...ownList(node, 'anyOf')];
    if (alternatives.length > 0) {
      const members = alternatives.flatMap((part) => referredSchema(part) ?? []);
      return [{ property, members: valuesOf(members, mapping) }];
    }
    const base = names.get(node);
    if (base === undefined) return [];
    const all = [...closure([base], heirs)].filter((name) => name !== base);
    const members = mapping.size > 0 ? [...mapping.values()] : all;
    return members.length === 0 ? [] : [{ property, members: valuesOf(members, mapping), base }];
  });
}

function discriminating(document: JsonObject): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (value: Json, isMap: boolean): void => {
    if (isList(value)) for (const item of value) visit(item, false);
    if (!isObject(value)) return;
    const isNode =
      !isMap && ownText(ownObject(value, 'discriminator'), 'propertyName') !== undefined;
    if (isNode) found.push(value);
    for (const key of Object.keys(value)) {
      if (isMap || !data.has(key)) visit(own(value, key) ?? null, !isMap && maps.has(key));
    }
  };
  visit(document, false);
  return found;
}

/** Keys whose keys are names that the vendor chose. */
const maps = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'],
  ...['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'paths', 'content'],
]);

/** Keys whose value is data, which may look like a schema and is none. */
const data = new Set(['default', 'const', 'enum']);

// From value to component.
function mappingOf(discriminator: JsonObject | undefined): ReadonlyMap<string, string> {
  const mapping = ownObject(discriminator, 'mapping') ?? {};
  const entries = Object.keys(mapping).flatMap((value) => {
    const name = referredSchema({ $ref: own(mapping, value) ?? null });
    return name === undefined ? [] : [[value, name] as const];
  });
  return new Map(entries);
}

// Where the mapping does not name a component, its own name is the value.
function valuesOf(
  members: readonly string[],
  mapping: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const mapped = new Map<string, string[]>();
  for (const [value, name] of mapping) mapped.set(name, [...(mapped.get(name) ?? []), value]);
  return new Map([...new Set(members)].map((name) => [name, mapped.get(name) ?? [name]] as const));
}
