// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { KeyWriter } from './operation.ts';
import { uuid } from './uuid.ts';
import { isPresent, isRecord, primitiveText } from './value.ts';

/** Writes the key that an operation honours. */
export const idempotencyKey: KeyWriter = ({ idempotencyKey: place, method }, input, random) => {
  if (place === undefined || ['GET', 'HEAD'].includes(method)) return input;
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
};
