// @ts-nocheck
import type { Json, JsonObject } from './document.ts';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** An own property of an object: what `constructor` or `__proto__` inherit does not count. */
export function own(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An own property where it is an object. */
export function ownObject(value: Json | undefined, key: string): JsonObject | undefined {
  const found = own(value, key);
  return isObject(found) ? found : undefined;
}

/** An own property where it is a list; empty otherwise. */
export function ownList(value: Json | undefined, key: string): readonly Json[] {
  const found = own(value, key);
  return isList(found) ? found : [];
}

/** An own property where it is a text. */
export function ownText(value: Json | undefined, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** An object without a prototype, so that no key of the user's means something to JavaScript. */
export function bare<T = Json>(entries: Iterable<readonly [string, T]> = []): Record<string, T> {
  // Object.create is typed `any`; the object has no properties yet.
  const object = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/** A JSON object without a prototype. */
export function jsonObject(entries: Iterable<readonly [string, Json]>): Record<string, Json> {
  return bare(entries);
}

/** The segments of a JSON pointer, `/paths/~1a/get`; percent-encoding of a URI fragment is undone. */
export function pointerSegments(pointer: string): readonly string[] {
  if (pointer === '' || pointer === '/') return [];
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((segment) => decoded(segment).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer from its segments. */
export function pointerOf(segments: readonly string[]): string {
  return segments
    .map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** Percent-decoded where that is possible, unchanged otherwise. */
export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
