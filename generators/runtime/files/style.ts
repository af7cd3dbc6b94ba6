// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { percentEncode, percentEncodeReserved } from './percent.ts';
import { isPresent, isRecord, presentEntries, primitiveText } from './value.ts';

/** How a value is written into a query or a form body. */
export interface QueryStyle {
  readonly style: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

const delimiters = { form: ',', spaceDelimited: '%20', pipeDelimited: '%7C', deepObject: ',' };

/** `name=value` pairs, already encoded; none where there is no value. */
export function queryPairs(name: string, value: unknown, how: QueryStyle): readonly string[] {
  if (!isPresent(value)) return [];
  const encode = how.allowReserved ? percentEncodeReserved : percentEncode;
  const pair = (key: string, part: unknown): string =>
    `${percentEncode(key)}=${encode(primitiveText(part))}`;
  if (how.style === 'deepObject') return deepPairs(percentEncode(name), value, encode);
  if (!Array.isArray(value) && !isRecord(value)) return [pair(name, value)];
  if (how.explode) {
    return isRecord(value)
      ? presentEntries(value).map(([key, part]) => pair(key, part))
      : presentItems(value).map((part) => pair(name, part));
  }
  const parts = flatParts(value).map((part) => encode(primitiveText(part)));
  return parts.length === 0 ? [] : [`${percentEncode(name)}=${parts.join(delimiters[how.style])}`];
}

/** `name[key]=value`, nested as deep as the value; items of a list are numbered, as Stripe wants it. */
function deepPairs(
  prefix: string,
  value: unknown,
  encode: (text: string) => string,
): readonly string[] {
  if (!isPresent(value)) return [];
  if (Array.isArray(value)) {
    return presentItems(value).flatMap((item, index) =>
      deepPairs(`${prefix}[${index}]`, item, encode),
    );
  }
  if (isRecord(value)) {
    return presentEntries(value).flatMap(([key, part]) =>
      deepPairs(`${prefix}[${percentEncode(key)}]`, part, encode),
    );
  }
  return [`${prefix}=${encode(primitiveText(value))}`];
}

/** `simple`: of a path or, unencoded, of a header. */
export function simpleText(
  value: unknown,
  explode: boolean,
  encode: (text: string) => string,
): string {
  return joined(value, { explode, delimiter: ',', encode });
}

/** `.a.b`; `.a,b` where the list is not exploded. */
export function labelText(value: unknown, explode: boolean): string {
  return `.${joined(value, { explode, delimiter: explode ? '.' : ',', encode: percentEncode })}`;
}

/** `;name=a`; `;name` for an empty text. */
export function matrixText(name: string, value: unknown, explode: boolean): string {
  const pair = (key: string, text: string): string =>
    text === '' ? `;${percentEncode(key)}` : `;${percentEncode(key)}=${text}`;
  const encoded = (part: unknown): string => percentEncode(primitiveText(part));
  if (explode && isRecord(value)) {
    return presentEntries(value)
      .map(([key, part]) => pair(key, encoded(part)))
      .join('');
  }
  if (explode && Array.isArray(value)) {
    return presentItems(value)
      .map((part) => pair(name, encoded(part)))
      .join('');
  }
  return pair(name, joined(value, { explode: false, delimiter: ',', encode: percentEncode }));
}

function joined(
  value: unknown,
  how: {
    readonly explode: boolean;
    readonly delimiter: string;
    readonly encode: (text: string) => string;
  },
): string {
  const text = (part: unknown): string => how.encode(primitiveText(part));
  if (how.explode && isRecord(value)) {
    return presentEntries(value)
      .map(([key, part]) => `${how.encode(key)}=${text(part)}`)
      .join(how.delimiter);
  }
  if (!Array.isArray(value) && !isRecord(value)) return text(value);
  return flatParts(value).map(text).join(how.delimiter);
}

/** The items of a list; the keys and values of an object in turn. */
function flatParts(
  value: readonly unknown[] | Readonly<Record<string, unknown>>,
): readonly unknown[] {
  return isRecord(value) ? presentEntries(value).flat() : presentItems(value);
}

function presentItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter(isPresent) : [];
}
