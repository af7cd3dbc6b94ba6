// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { fieldsOf, textAs } from './body.ts';
import { pairStyle, typeOf } from './encoding.ts';
import type { BodyContent, PropertyEncoding, RequestBody } from './operation.ts';
import { percentEncode } from './percent.ts';
import { formWriting, pairTexts } from './style.ts';
import { isPresent, presentEntries } from './value.ts';

/** An object as `application/x-www-form-urlencoded`, each field as its encoding says. */
export function formBody(body: unknown, { encoding = {} }: BodyContent): RequestBody {
  const contentType = 'application/x-www-form-urlencoded';
  if (typeof body === 'string') return { content: body, contentType };
  if (body instanceof URLSearchParams) return { content: body.toString(), contentType };
  const content = presentEntries(fieldsOf(body, contentType))
    .flatMap(([name, value]) =>
      fieldPairs(name, value, Object.hasOwn(encoding, name) ? encoding[name] : undefined),
    )
    .join('&');
  return { content, contentType };
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
