// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Whether the value is an object with fields of its own rather than a list, a date or bytes. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
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

/** A list without what is missing; of anything else a list with it alone. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter(isPresent) : [value];
}

/** The same; of an object its keys and values in turn. */
export function partsOf(value: unknown): readonly unknown[] {
  return isRecord(value) ? presentEntries(value).flat() : itemsOf(value);
}

/** A single value as text; dates as ISO 8601, anything nested as JSON. */
export function primitiveText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}
