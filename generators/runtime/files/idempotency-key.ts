// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition } from './operation.ts';
import { isRecord } from './value.ts';

/** The input with its key in place: the caller's, or one made for this call; the same on every attempt. */
export function withIdempotencyKey(
  { idempotencyKey: place, method }: OperationDefinition,
  input: CallInput,
  random: () => number,
): CallInput {
  if (place === undefined || ['GET', 'HEAD'].includes(method.toUpperCase())) return input;
  const { name } = place;
  if (place.in === 'field') {
    if (!isRecord(input.body)) return input;
    return {
      ...input,
      body: { ...input.body, [name]: input.idempotencyKey ?? input.body[name] ?? uuid(random) },
    };
  }
  const others = Object.entries(input.headers ?? {});
  const given = others.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const headers = Object.fromEntries(
    others.filter(([key]) => key.toLowerCase() !== name.toLowerCase()),
  );
  return {
    ...input,
    headers: { ...headers, [name]: input.idempotencyKey ?? given ?? uuid(random) },
  };
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
