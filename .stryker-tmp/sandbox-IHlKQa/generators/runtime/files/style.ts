// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { percentEncode, percentEncodeReserved } from './percent.ts';
import { isPresent, isRecord, presentEntries, primitiveText } from './value.ts';

/** The styles that write a value as pairs of a name and a text. */
export interface PairStyle {
  readonly style: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
}

/** How the parts of a pair are written where it goes. */
export interface PairWriting {
  readonly name: (text: string) => string;
  readonly text: (text: string) => string;
  readonly brackets: readonly [open: string, close: string];
  readonly delimiters: Readonly<Record<PairStyle['style'], string>>;
}

/** As they stand: for the parts of a multipart body, which need no encoding. */
export const plainWriting: PairWriting = {
  name: (text) => text,
  text: (text) => text,
  brackets: ['[', ']'],
  delimiters: { form: ',', spaceDelimited: ' ', pipeDelimited: '|', deepObject: ',' },
};

const encodedDelimiters = {
  form: ',',
  spaceDelimited: '%20',
  pipeDelimited: '%7C',
  deepObject: ',',
} as const;

/** Percent-encoded, brackets too: RFC 3986 has none in a query, and some servers refuse them. */
export function queryWriting(allowReserved: boolean): PairWriting {
  return { ...formWriting(allowReserved), brackets: ['%5B', '%5D'] };
}

/** Percent-encoded but for the brackets, as the clients of the vendors who want them write a form. */
export function formWriting(allowReserved: boolean): PairWriting {
  return {
    name: percentEncode,
    text: allowReserved ? percentEncodeReserved : percentEncode,
    brackets: ['[', ']'],
    delimiters: encodedDelimiters,
  };
}

/** Whether a style writes anything: a list or object without members counts as not given (RFC 6570 section 2.3). */
export function isWritten(value: unknown): boolean {
  if (isRecord(value) || Array.isArray(value)) return flatParts(value).length > 0;
  return isPresent(value);
}

/** `name=value` texts; none where there is no value. */
export function pairTexts(
  field: readonly [name: string, value: unknown],
  how: PairStyle,
  writing: PairWriting,
): readonly string[] {
  return pairs(field, how, writing).map(([name, text]) => `${name}=${text}`);
}

/** The pairs of a value, written; none where there is no value. */
export function pairs(
  [name, value]: readonly [name: string, value: unknown],
  { style, explode }: PairStyle,
  writing: PairWriting,
): readonly (readonly [name: string, text: string])[] {
  if (!isPresent(value)) return [];
  const text = (part: unknown): string => writing.text(primitiveText(part));
  const pair = (key: string, part: unknown): readonly [string, string] => [
    writing.name(key),
    text(part),
  ];
  if (style === 'deepObject') return deepPairs(writing.name(name), value, writing);
  if (!Array.isArray(value) && !isRecord(value)) return [pair(name, value)];
  if (explode) {
    return isRecord(value)
      ? presentEntries(value).map(([key, part]) => pair(key, part))
      : presentItems(value).map((part) => pair(name, part));
  }
  const parts = flatParts(value).map(text);
  return parts.length === 0
    ? []
    : [[writing.name(name), parts.join(writing.delimiters[style])] as const];
}

/** `name[key]`, nested as deep as the value; lists as Stripe documents them: `name[]` of single values, else numbered. */
function deepPairs(
  prefix: string,
  value: unknown,
  writing: PairWriting,
): readonly (readonly [name: string, text: string])[] {
  const [open, close] = writing.brackets;
  if (!isPresent(value)) return [];
  if (Array.isArray(value)) {
    const items = presentItems(value);
    const isFlat = items.every((item) => !isRecord(item) && !Array.isArray(item));
    return items.flatMap((item, index) =>
      deepPairs(`${prefix}${open}${isFlat ? '' : index}${close}`, item, writing),
    );
  }
  if (isRecord(value)) {
    return presentEntries(value).flatMap(([key, part]) =>
      deepPairs(`${prefix}${open}${writing.name(key)}${close}`, part, writing),
    );
  }
  return [[prefix, writing.text(primitiveText(value))] as const];
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
