// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { essence, isJson } from './media-type.ts';
import type { PropertyEncoding } from './operation.ts';
import { isNested } from './plain-body.ts';
import type { PairStyle } from './style.ts';

/** The one of the types of an encoding, parted by commas, that a value is sent as; wildcards say nothing of it. */
export function typeOf(value: unknown, contentTypes: string | undefined): string | undefined {
  const types = (contentTypes ?? '').split(',').map((type) => type.trim());
  const named = types.filter((type) => type !== '' && !type.includes('*'));
  const own = value instanceof Blob ? essence(value.type) : undefined;
  return (
    named.find((type) =>
      own === undefined ? isNested(value) && isJson(type) : essence(type) === own,
    ) ?? named[0]
  );
}

/** The style of a property; none where its encoding does not speak of any, so that its content type counts. */
export function pairStyle({
  style,
  explode,
  allowReserved,
}: PropertyEncoding): PairStyle | undefined {
  if (style === undefined && explode === undefined && allowReserved === undefined) return undefined;
  return {
    style: style ?? 'form',
    explode: explode ?? (style === undefined || style === 'form'),
  };
}
