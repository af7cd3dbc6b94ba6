// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ParameterWriter } from './operation.ts';
import { percentEncode } from './percent.ts';
import { formWriting, pairTexts } from './style.ts';
import { isRecord, itemsOf, partsOf, presentEntries, primitiveText } from './value.ts';

/** A query parameter, or a cookie, whose style is not the usual one. */
export const queryStyle: ParameterWriter = (
  { name, style = 'form', explode = style === 'form', allowReserved = false },
  value,
) =>
  style === 'simple' || style === 'label' || style === 'matrix'
    ? []
    : pairTexts(
        [name, value],
        { style, explode },
        // RFC 3986 has no brackets in a query, and some servers refuse them.
        { ...formWriting(allowReserved), brackets: ['%5B', '%5D'] },
      );

/** A header whose parts are `key=value`. */
export const headerStyle: ParameterWriter = (_, value) => exploded(value, (text) => text);

/** A path parameter: `.a.b`, `;name=a;name=b` or `key=a,key=b`. */
export const pathStyle: ParameterWriter = ({ name, style, explode = false }, value) => {
  if (partsOf(value).length === 0) return [];
  const parts = explode
    ? exploded(value, percentEncode)
    : partsOf(value).map((part) => percentEncode(primitiveText(part)));
  if (style === 'label') return [`.${parts.join(explode ? '.' : ',')}`];
  if (style !== 'matrix') return [parts.join(',')];
  // `;name` for an empty text.
  const pair = (text: string): string => `;${percentEncode(name)}${text === '' ? '' : `=${text}`}`;
  if (!explode) return [pair(parts.join(','))];
  return isRecord(value) ? parts.map((part) => `;${part.replace(/=$/, '')}`) : parts.map(pair);
};

function exploded(value: unknown, encode: (text: string) => string): readonly string[] {
  return isRecord(value)
    ? presentEntries(value).map(([key, part]) => `${encode(key)}=${encode(primitiveText(part))}`)
    : itemsOf(value).map((part) => encode(primitiveText(part)));
}
