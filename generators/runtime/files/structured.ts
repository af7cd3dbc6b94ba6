// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/**
 * What a media type with a wildcard holds: the object or list that is declared, because it can only be JSON.
 * Anything else may be text or bytes.
 */
export type Structured<Value> = [NonNullable<Value>] extends [object] ? Value : unknown;
