// @ts-nocheck
import type { Json } from '../../model/document.ts';
import { isList, isObject } from '../../model/json.ts';

type Node = Record<string, Json>;
type Note = (what: string) => void;

const lists = ['allOf', 'anyOf', 'oneOf', 'enum'] as const;
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'discriminator'] as const;

/** Puts right, in place, what published schemas often get wrong and what types cannot be made from. */
export function repairSchema(schema: Node, note: Note): void {
  repairRequired(schema, note);
  for (const key of lists) {
    const value = schema[key];
    if (value === undefined || (isList(value) && value.length > 0)) continue;
    Reflect.deleteProperty(schema, key);
    note(`has "${key}" that is no list, or an empty one`);
  }
  for (const key of maps) {
    if (schema[key] === undefined || isObject(schema[key])) continue;
    Reflect.deleteProperty(schema, key);
    note(`has "${key}" that is no object`);
  }
  if (schema['type'] === 'object' && isTexts(schema['enum'])) {
    schema['type'] = 'string';
    note('is of type object although its values are texts');
  }
}

function repairRequired(schema: Node, note: Note): void {
  const { required } = schema;
  if (required === undefined || isTexts(required)) return;
  Reflect.deleteProperty(schema, 'required');
  // An empty list is allowed since 3.1, and says nothing.
  if (!isList(required) || required.length > 0) note('has "required" that is no list of names');
}

function isTexts(value: Json | undefined): boolean {
  return isList(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}
