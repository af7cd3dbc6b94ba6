// @ts-nocheck
import { code, joinLines, propertyKey, type Code } from '../../../src/emit/code.ts';
import { isObject, own, ownList, ownObject } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { isHidden, visibleProperties } from './directions.ts';
import { textTypes } from './literal-type.ts';
import { propertyOf } from './lookup.ts';
import type { Tags } from './polymorphism.ts';
import { anything, atom, headed, isSame, objectOf, unionOf } from './printed.ts';
import type { Printed } from './printed.ts';
import { schemaType } from './schema-type.ts';
import { inside, type Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The type of an object by what a schema says of its properties; undefined where it says nothing. */
export function objectType(site: Site, schema: JsonObject): Printed | undefined {
  const required = new Set(ownList(schema, 'required'));
  const members = declaredMembers(site, schema, required);
  const lines = [
    ...members.map(memberLine),
    ...requiredElsewhere(site, schema).map((key) => code`${propertyKey(key)}: {} | null;`),
  ];
  const index = indexType(site, schema, members);
  if (index !== undefined) lines.push(headed(code`[key: string]:`, index, code`;`));
  return lines.length === 0 ? undefined : objectOf(lines);
}

/** A property of an object type. */
export interface Member {
  readonly key: string;
  readonly type: Printed;
  readonly isOptional: boolean;
  readonly words: Code;
}

/** A property with the comment over it. */
export function memberLine({ key, type, isOptional, words }: Member): Code {
  const mark = isOptional ? code`?` : code``;
  return joinLines([words, headed(code`${propertyKey(key)}${mark}:`, type, code`;`)]);
}

/** The properties that tell a component apart and that it does not declare itself. */
export function missingTags(site: Site, schema: JsonObject): readonly Printed[] {
  const { schemas } = site.components;
  const missing = [...(site.tags ?? [])].filter(([key]) => {
    const property = propertyOf(schemas, schema, key);
    const hidden = property !== undefined && isHidden(schemas, property, site.direction);
    return !hidden && !declares(schema, key);
  });
  return taggedType(new Map(missing));
}

/** An object of nothing but the properties that tell a component apart; none where there are none. */
export function taggedType(tags: Tags): readonly Printed[] {
  if (tags.size === 0) return [];
  const lines = [...tags].map(([key, values]) =>
    headed(code`${propertyKey(key)}:`, textTypes(values), code`;`),
  );
  return [objectOf(lines)];
}

function declares(schema: Json, key: string): boolean {
  return (
    own(ownObject(schema, 'properties'), key) !== undefined ||
    ownList(schema, 'allOf').some((part) => declares(part, key))
  );
}

function declaredMembers(
  site: Site,
  schema: JsonObject,
  required: ReadonlySet<Json>,
): readonly Member[] {
  const { schemas } = site.components;
  return visibleProperties(schemas, schema, site.direction)
    .filter(([key]) => site.leftOut?.has(key) !== true)
    .map(([key, property]) => {
      const values = site.tags?.get(key);
      return {
        key,
        type: values === undefined ? schemaType(inside(site), property) : textTypes(values),
        isOptional: !required.has(key),
        words: isObject(property) ? wordsOf(property) : code``,
      };
    });
}

// "Required" may name what another part of the same whole declares.
function requiredElsewhere(site: Site, schema: JsonObject): readonly string[] {
  const { whole, components, direction } = site;
  if (whole === undefined) return [];
  const declared = ownObject(schema, 'properties');
  return ownList(schema, 'required').flatMap((key) => {
    if (typeof key !== 'string' || own(declared, key) !== undefined) return [];
    if (site.leftOut?.has(key) === true || site.tags?.has(key) === true) return [];
    const property = propertyOf(components.schemas, whole, key);
    const isThere = property !== undefined && !isHidden(components.schemas, property, direction);
    return isThere ? [key] : [];
  });
}

// The signature must cover the named properties too, or nobody could make such an object.
function indexType(
  site: Site,
  schema: JsonObject,
  members: readonly Member[],
): Printed | undefined {
  const patterns = ownObject(schema, 'patternProperties') ?? {};
  const additional = own(schema, 'additionalProperties');
  const isOpen = additional === true || isObject(additional);
  const schemas = [
    ...(isOpen ? [additional] : []),
    ...Object.keys(patterns).map((key) => own(patterns, key) ?? true),
  ];
  if (schemas.length === 0) return undefined;
  if (site.whole !== undefined) return anything;
  const type = unionOf(schemas.map((inner) => schemaType(inside(site), inner)));
  if (members.length === 0 || isSame(type, anything)) return type;
  const all = unionOf([type, ...members.map((member) => member.type)]);
  if (all.code.text.length > longestIndex) return anything;
  return members.some(({ isOptional }) => isOptional)
    ? unionOf([type, ...members.map((member) => member.type), atom(code`undefined`)])
    : all;
}

const longestIndex = 400;
