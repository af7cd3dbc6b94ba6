// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Whether the value is an object with fields of its own rather than a list, a date or bytes. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Whether the value has parts: an object with fields or a list. */
export function isNested(value: unknown): boolean {
  return isRecord(value) || Array.isArray(value);
}

/** Whether there is anything to write: null and undefined are left out. */
export function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** The fields of an object that have a value, in the object's order. */
export function presentEntries(
  value: Readonly<Record<string, unknown>>,
): readonly [string, unknown][] {
  return Object.entries(value).filter(([, field]) => isPresent(field));
}

/** A single value as text; dates as ISO 8601, anything nested as JSON. */
export function primitiveText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}

/** Whether a value is bytes or a file, or a list with one: it has no style and no JSON. */
export function isBinary(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isBinary);
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** A copy, so that what the caller does to the bytes later does not change a retry. */
export function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return value instanceof ArrayBuffer
    ? new Uint8Array(value.slice(0))
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
}
