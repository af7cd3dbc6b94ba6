// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { PropertyEncoding } from './operation.ts';
import { percentEncode } from './percent.ts';
import { formWriting, pairTexts, type PairStyle } from './style.ts';
import { isRecord, presentEntries } from './value.ts';

/** An object as `application/x-www-form-urlencoded`, each field as its encoding says. */
export function formText(
  body: Readonly<Record<string, unknown>>,
  encoding: Readonly<Record<string, PropertyEncoding>>,
): string {
  return presentEntries(body)
    .flatMap(([name, value]) =>
      fieldPairs(name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined),
    )
    .join('&');
}

function fieldPairs(
  name: string,
  value: unknown,
  encoding: PropertyEncoding = {},
): readonly string[] {
  const style = pairStyle(encoding);
  // Without a style, OpenAPI writes an object by its content type, which is JSON.
  if (style === undefined && isRecord(value))
    return [`${percentEncode(name)}=${percentEncode(JSON.stringify(value))}`];
  return pairTexts(
    [name, value],
    style ?? { style: 'form', explode: true },
    formWriting(encoding.allowReserved ?? false),
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
