// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { PropertyEncoding } from './operation.ts';
import { percentEncode } from './percent.ts';
import { queryPairs } from './style.ts';
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
  const { style, explode, allowReserved } = encoding;
  const hasStyle = style !== undefined || explode !== undefined || allowReserved !== undefined;
  // Without a style, OpenAPI writes an object by its content type, which is JSON.
  if (!hasStyle && isRecord(value))
    return [`${percentEncode(name)}=${percentEncode(JSON.stringify(value))}`];
  return queryPairs(name, value, {
    style: style ?? 'form',
    explode: explode ?? (style === undefined || style === 'form'),
    allowReserved: allowReserved ?? false,
  });
}
