// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { PropertyEncoding } from './operation.ts';
import { RequestFault } from './errors.ts';
import { essence, isJson } from './media-type.ts';
import { percentEncode } from './percent.ts';
import { formWriting, pairTexts, type PairStyle } from './style.ts';
import { isPresent, isRecord, presentEntries, primitiveText } from './value.ts';

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
  const writing = formWriting(encoding.allowReserved ?? false);
  if (style !== undefined) return pairTexts([name, value], style, writing);
  // Without a style, OpenAPI writes a value, or each item of a list, by its content type: of an object, JSON.
  const items: readonly unknown[] = Array.isArray(value) ? value.filter(isPresent) : [value];
  return items.map((item) => {
    const type = typeOf(item, encoding.contentType) ?? 'application/json';
    return `${percentEncode(name)}=${percentEncode(textAs(item, type))}`;
  });
}

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

/** A value as the text of a media type; of an object or list only JSON has one that is known. */
export function textAs(value: unknown, mediaType: string): string {
  if (!isNested(value) || isJson(mediaType) || essence(mediaType) === 'text/plain')
    return primitiveText(value);
  throw new RequestFault(
    'invalid_request',
    `A value of type ${essence(mediaType)} is text, bytes or a Blob.`,
  );
}

function isNested(value: unknown): boolean {
  return isRecord(value) || Array.isArray(value);
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
