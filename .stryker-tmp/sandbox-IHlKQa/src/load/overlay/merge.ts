// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { isList, isObject, own, pointerOf } from '../../model/json.ts';

/** An object of the document that is changed. */
export type Mutable = Record<string, Json>;

/** Sets a property, also one that JavaScript would take for the prototype. */
export function put(object: Mutable, key: string, value: Json): void {
  Object.defineProperty(object, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

/**
 * Merges an object into another in place: objects by their properties, lists one behind the other, anything else replaced.
 * Returns the pointer of what cannot be merged; nothing is changed then.
 */
export function mergeInto(target: Mutable, addition: JsonObject): string | undefined {
  const wrong = mismatch(target, addition);
  if (wrong === undefined) merge(target, addition);
  return wrong;
}

/** A copy that shares nothing with the original. */
export function copied(value: Json): Json {
  if (isList(value)) return value.map(copied);
  if (!isObject(value)) return value;
  const copy: Mutable = {};
  for (const key of Object.keys(value)) put(copy, key, copied(value[key] ?? null));
  return copy;
}

/** Whether a value is an object, a list, or neither. */
export function formOf(value: Json): 'object' | 'list' | 'primitive' {
  if (isList(value)) return 'list';
  return isObject(value) ? 'object' : 'primitive';
}

function mismatch(target: Json, addition: Json): string | undefined {
  const form = formOf(target);
  if (form !== formOf(addition)) return '';
  if (!isObject(target) || !isObject(addition)) return undefined;
  for (const key of Object.keys(addition)) {
    const before = own(target, key);
    const wrong = before === undefined ? undefined : mismatch(before, addition[key] ?? null);
    if (wrong !== undefined) return `${pointerOf([key])}${wrong}`;
  }
  return undefined;
}

function merge(target: Mutable, addition: JsonObject): void {
  for (const key of Object.keys(addition)) {
    const before = own(target, key);
    const value = addition[key] ?? null;
    if (isList(before) && isList(value)) put(target, key, [...before, ...value.map(copied)]);
    else if (isObject(before) && isObject(value)) merge(before, value);
    else put(target, key, copied(value));
  }
}
