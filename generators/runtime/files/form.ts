// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { pairStyle, typeOf } from './encoding.ts';
import type { BodyWriter, PropertyEncoding } from './operation.ts';
import { percentEncode } from './percent.ts';
import { fieldsOf, textAs } from './plain-body.ts';
import { formWriting, pairTexts } from './style.ts';
import { itemsOf, presentEntries } from './value.ts';

/** An object as `application/x-www-form-urlencoded`, each field as its encoding says. */
export const formBody: BodyWriter = (body, { encoding = {} }) => {
  const contentType = 'application/x-www-form-urlencoded';
  if (typeof body === 'string') return { content: body, contentType };
  if (body instanceof URLSearchParams) return { content: body.toString(), contentType };
  const content = presentEntries(fieldsOf(body, contentType))
    .flatMap(([name, value]) =>
      fieldPairs(name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined),
    )
    .join('&');
  return { content, contentType };
};

function fieldPairs(
  name: string,
  value: unknown,
  encoding: PropertyEncoding = {},
): readonly string[] {
  const style = pairStyle(encoding);
  const writing = formWriting(encoding.allowReserved ?? false);
  if (style !== undefined) return pairTexts([name, value], style, writing);
  // Without a style, OpenAPI writes a value, or each item of a list, by its content type: of an object, JSON.
  return itemsOf(value).map((item) => {
    const type = typeOf(item, encoding.contentType) ?? 'application/json';
    return `${percentEncode(name)}=${percentEncode(textAs(item, type))}`;
  });
}
