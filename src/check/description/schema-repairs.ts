import type { Json } from '../../model/document.ts';
import { isList, isObject } from '../../model/json.ts';

type Node = Record<string, Json>;
type Note = (what: string) => void;

const lists = ['allOf', 'anyOf', 'oneOf', 'enum'] as const;
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'discriminator'] as const;

/** Puts right, in place, what published schemas often get wrong and what types cannot be made from. */
export function repairSchema(schema: Node, note: Note): void {
  if (isList(schema['required']) && schema['required'].length === 0) {
    Reflect.deleteProperty(schema, 'required');
  } else if ('required' in schema && !isTexts(schema['required'])) {
    drop(schema, 'required', 'has "required" that is no list of names', note);
  }
  for (const key of lists) {
    const value = schema[key];
    if (value === undefined || (isList(value) && value.length > 0)) continue;
    drop(schema, key, `has "${key}" that is no list, or an empty one`, note);
  }
  for (const key of maps) {
    if (schema[key] === undefined || isObject(schema[key])) continue;
    drop(schema, key, `has "${key}" that is no object`, note);
  }
  if (schema['type'] === 'object' && isTexts(schema['enum'])) {
    schema['type'] = 'string';
    note('is of type object although its values are texts');
  }
}

function drop(schema: Node, key: string, what: string, note: Note): void {
  // What is copied has no prototype and no accessors.
  Reflect.deleteProperty(schema, key);
  note(what);
}

function isTexts(value: Json | undefined): boolean {
  return isList(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}
