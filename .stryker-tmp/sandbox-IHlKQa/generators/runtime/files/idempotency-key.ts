// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition } from './operation.ts';
import { isPresent, isRecord, primitiveText } from './value.ts';

/** Whether the key that the operation honours can be written into this input; true where it honours none. */
export function hasKeyPlace(
  { idempotencyKey: place }: OperationDefinition,
  { body }: CallInput,
): boolean {
  return place?.in !== 'field' || isRecord(body);
}

/** The input with its key in place: the caller's, or one made for this call; the same on every attempt. */
export function withIdempotencyKey(
  operation: OperationDefinition,
  input: CallInput,
  random: () => number,
): CallInput {
  const { idempotencyKey: place, method } = operation;
  if (place === undefined || ['GET', 'HEAD'].includes(method.toUpperCase())) return input;
  const { name } = place;
  const key = (given: unknown): unknown =>
    [input.idempotencyKey, given].find((value) => isPresent(value) && value !== '') ?? uuid(random);
  if (place.in === 'field') {
    if (!isRecord(input.body)) return input;
    return { ...input, body: { ...input.body, [name]: key(input.body[name]) } };
  }
  const isOurs = ([header]: readonly [string, unknown]): boolean =>
    header.toLowerCase() === name.toLowerCase();
  const all = Object.entries(input.headers ?? {});
  const others = Object.fromEntries(all.filter((entry) => !isOurs(entry)));
  const text = primitiveText(key(all.find(isOurs)?.[1]));
  return { ...input, headers: { ...others, [name]: text } };
}

/** A random UUID (RFC 9562, version 4). */
export function uuid(random: () => number): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
  const marked = bytes.map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = marked.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
