// @ts-nocheck
import { own, ownList, ownObject, ownText } from '../../../src/plan/description.ts';
import type { JsonObject } from '../../../src/plan/description.ts';
import { closure, discriminatorsOf, inheritance } from './discriminators.ts';
import type { Discriminator, Inheritance } from './discriminators.ts';
import { propertyOf, textsOf } from './lookup.ts';
import { referredSchema } from './reference.ts';

/** The values of each property that tells components apart, by property. */
export type Tags = ReadonlyMap<string, readonly string[]>;

/** How the components of a document stand for one another. */
export interface Polymorphism {
  /** The properties of a component that tell it from others. */
  tagsOf(name: string): Tags;
  /** The components that stand where a base is named; undefined for what is no base. */
  membersOf(name: string): readonly string[] | undefined;
  /** Whether `heir`, extending `parent`, means what the parent itself declares, and not any of its members. */
  isOwnForm(heir: string, parent: string): boolean;
  /** The properties that the own form of a component leaves to its heirs. */
  leftOut(name: string): ReadonlySet<string>;
}

/** Reads the discriminators of a document. */
export function polymorphism(document: JsonObject): Polymorphism {
  const schemas = ownObject(ownObject(document, 'components'), 'schemas') ?? {};
  const family = inheritance(schemas);
  const discriminators = discriminatorsOf(document, family);
  const members = new Map(
    discriminators.flatMap(({ base, members: of }) =>
      base === undefined ? [] : [[base, [...of.keys()]] as const],
    ),
  );
  const chosen = new Map([...alternativesOf(schemas), ...members]);
  const tags = mergedTags(schemas, discriminators);
  const heirs = new Map(
    [...chosen].map(([name, of]) => [name, closure(of, family.parents)] as const),
  );
  const isOwnForm = (heir: string, parent: string): boolean =>
    heirs.get(parent)?.has(heir) === true || shareTag(tags.get(heir), tags.get(parent));
  inheritTags(tags, family, isOwnForm);
  return {
    tagsOf: (name) => tags.get(name) ?? noTags,
    membersOf: (name) => members.get(name),
    isOwnForm,
    leftOut: (name) =>
      new Set([
        ...(tags.get(name)?.keys() ?? []),
        ...discriminators.flatMap(({ base, property }) => (base === name ? [property] : [])),
      ]),
  };
}

const noTags: Tags = new Map();

// Components that are one of several others, whether by a discriminator or not.
function alternativesOf(schemas: JsonObject): ReadonlyMap<string, readonly string[]> {
  const direct = new Map(
    Object.keys(schemas).flatMap((name) => {
      const schema = own(schemas, name);
      const parts = [...ownList(schema, 'oneOf'), ...ownList(schema, 'anyOf')];
      const names = parts.flatMap((part) => referredSchema(part) ?? []);
      return names.length === 0 ? [] : [[name, names] as const];
    }),
  );
  return new Map([...direct].map(([name, of]) => [name, [...closure(of, direct)]] as const));
}

function mergedTags(
  schemas: JsonObject,
  discriminators: readonly Discriminator[],
): Map<string, Map<string, readonly string[]>> {
  const tags = new Map<string, Map<string, readonly string[]>>();
  for (const { property, members } of discriminators) {
    for (const [name, values] of members) {
      if (!isRecord(own(schemas, name) as JsonObject | undefined)) continue;
      const known = tags.get(name) ?? new Map<string, readonly string[]>();
      known.set(property, [...new Set([...(known.get(property) ?? []), ...values])]);
      tags.set(name, known);
    }
  }
  for (const [name, known] of tags) {
    for (const [property, values] of known) {
      known.set(property, agreed(schemas, { name, property, values }));
    }
  }
  return tags;
}

// A component that is itself one of several, or no object, has no property of its own.
function isRecord(schema: JsonObject | undefined): boolean {
  if (schema === undefined) return false;
  const type = ownText(schema, 'type');
  if (type !== undefined && type !== 'object') return false;
  const isChoice = ownList(schema, 'oneOf').length + ownList(schema, 'anyOf').length > 0;
  return !isChoice && own(schema, '$ref') === undefined;
}

// What a component says of its own property counts before what a mapping says of it.
function agreed(
  schemas: JsonObject,
  tag: { readonly name: string; readonly property: string; readonly values: readonly string[] },
): readonly string[] {
  const property = propertyOf(schemas, own(schemas, tag.name), tag.property);
  const said = textsOf(schemas, property);
  if (said === undefined || said.length === 0) return tag.values;
  const both = said.filter((value) => tag.values.includes(value));
  return both.length === 0 ? said : both;
}

function shareTag(a: Tags | undefined, b: Tags | undefined): boolean {
  return [...(a?.keys() ?? [])].some((property) => b?.has(property) === true);
}

// What the own form of a parent leaves out, its heir must say.
function inheritTags(
  tags: Map<string, Map<string, readonly string[]>>,
  { parents, heirs }: Inheritance,
  isOwnForm: (heir: string, parent: string) => boolean,
): void {
  // Nothing comes to a component from above where nothing above it has a tag.
  const below = closure(tags.keys(), heirs);
  for (const heir of parents.keys()) {
    if (!below.has(heir)) continue;
    const above = [...closure([heir], parents)].filter((name) => name !== heir);
    for (const parent of above.filter((name) => tags.has(name) && isOwnForm(heir, name))) {
      const known = tags.get(heir) ?? new Map<string, readonly string[]>();
      for (const [property, values] of tags.get(parent) ?? []) {
        if (!known.has(property)) known.set(property, values);
      }
      tags.set(heir, known);
    }
  }
}
