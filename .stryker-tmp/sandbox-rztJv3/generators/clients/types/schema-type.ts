// @ts-nocheck
import { code, name } from '../../../src/emit/code.ts';
import { isList, isObject, own, ownList, ownText } from '../../../src/plan/description.ts';
import type { Json, JsonObject } from '../../../src/plan/description.ts';
import { arrayType } from './array-type.ts';
import { literalTypes } from './literal-type.ts';
import { missingTags, objectType } from './object-type.ts';
import {
  anyObject,
  anything,
  atom,
  intersectionOf,
  nothing,
  nullType,
  unionOf,
} from './printed.ts';
import type { Printed } from './printed.ts';
import { referredSchema } from './reference.ts';
import type { Site } from './site.ts';

/** The type of the values that a schema describes. */
export function schemaType(site: Site, schema: Json | undefined): Printed {
  if (schema === false) return nothing;
  if (!isObject(schema)) return anything;
  if (isAll(own(schema, 'not'))) return nothing;
  const type = literalTypes(schema) ?? composedType(site, schema);
  return isNullable(schema) ? unionOf([type, nullType]) : type;
}

function composedType(site: Site, schema: JsonObject): Printed {
  const part: Site = isComposition(schema) ? { ...site, whole: site.whole ?? schema } : site;
  const parts = [
    ...referredType(site, schema),
    ...ownList(schema, 'allOf').map((item) => schemaType(inherited(part), item)),
  ];
  const alternatives = site.isOwnForm === true ? [] : alternativeTypes(part, schema);
  const isPart = parts.length + alternatives.length > 0 || site.whole !== undefined;
  return intersectionOf([
    ...parts,
    ...declaredType(part, schema, isPart),
    ...(site.isRoot === true ? missingTags(site, schema) : []),
    ...alternatives,
  ]);
}

function inherited(site: Site): Site {
  return { ...site, isRoot: false };
}

function isComposition(schema: JsonObject): boolean {
  const choices = [...ownList(schema, 'oneOf'), ...ownList(schema, 'anyOf')].length;
  const parts = ownList(schema, 'allOf').length + ('$ref' in schema ? 1 : 0);
  const own = 'properties' in schema || 'required' in schema ? 1 : 0;
  return parts + own > 1 || (choices > 0 && parts + own > 0);
}

function referredType(
  { components, direction, heir }: Site,
  schema: JsonObject,
): readonly Printed[] {
  const component = referredSchema(schema);
  if (component === undefined) return [];
  const isOwn = heir !== undefined && components.kin.isOwnForm(heir, component);
  return [atom(components.nameOf({ component, direction, view: isOwn ? 'own' : 'whole' }))];
}

function alternativeTypes({ components, direction, whole }: Site, schema: JsonObject): Printed[] {
  const site: Site = { components, direction, ...(whole === undefined ? {} : { whole }) };
  return (['oneOf', 'anyOf'] as const).flatMap((key) => {
    const items = ownList(schema, key);
    return items.length === 0 ? [] : [unionOf(items.map((item) => schemaType(site, item)))];
  });
}

// What a schema says by its own keywords; beside other parts, an object of which nothing is said adds nothing.
function declaredType(site: Site, schema: JsonObject, isPart: boolean): readonly Printed[] {
  const named = typesOf(schema);
  if (named.length === 0) {
    const type = objectType(site, schema);
    return type === undefined ? [] : [type];
  }
  const types = named.map((type) => {
    if (type === 'object') return objectType(site, schema) ?? (isPart ? anything : anyObject);
    return namedType(site, schema, type);
  });
  return [unionOf(types)];
}

function namedType(site: Site, schema: JsonObject, type: string): Printed {
  switch (type) {
    case 'array':
      return arrayType(site, schema);
    case 'string':
      return ownText(schema, 'format') === 'binary' ? binaryType(site) : textType;
    case 'file':
      return binaryType(site);
    case 'integer':
    case 'number':
      return numberType;
    case 'boolean':
      return booleanType;
    case 'null':
      return nullType;
    default:
      return anything;
  }
}

const textType = atom(code`string`);
const numberType = atom(code`number`);
const booleanType = atom(code`boolean`);

// A field of a form that holds a file: what the runtime takes.
function binaryType({ direction }: Site): Printed {
  if (direction === 'received') return textType;
  return unionOf(['Blob', 'ArrayBuffer', 'ArrayBufferView'].map((type) => atom(name(type))));
}

// The types that a schema names, or the one that only it can mean.
function typesOf(schema: JsonObject): readonly string[] {
  const type = own(schema, 'type');
  if (isList(type)) return type.filter((item) => typeof item === 'string');
  if (typeof type === 'string') return [type];
  const isArray = isObject(own(schema, 'items')) || ownList(schema, 'prefixItems').length > 0;
  if (isArray) return ['array'];
  const said = ['properties', 'patternProperties', 'additionalProperties'];
  return said.some((key) => isObject(own(schema, key))) ? ['object'] : [];
}

function isNullable(schema: JsonObject): boolean {
  return own(schema, 'nullable') === true;
}

function isAll(schema: Json | undefined): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).length === 0);
}
