// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { percentEncode, percentEncodeReserved } from './percent.ts';
import { isPresent, isRecord, itemsOf, partsOf, presentEntries, primitiveText } from './value.ts';

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

/** Percent-encoded but for the brackets, as the clients of the vendors who want them write a form. */
export function formWriting(allowReserved: boolean): PairWriting {
  return {
    name: percentEncode,
    text: allowReserved ? percentEncodeReserved : percentEncode,
    brackets: ['[', ']'],
    delimiters: { form: ',', spaceDelimited: '%20', pipeDelimited: '%7C', deepObject: ',' },
  };
}

/** `name=value` texts; none where there is no value. */
export function pairTexts(
  field: readonly [name: string, value: unknown],
  how: PairStyle,
  writing: PairWriting,
): readonly string[] {
  return pairs(field, how, writing).map(([name, text]) => `${name}=${text}`);
}

type Pair = readonly [name: string, text: string];

/** The pairs of a value, written; none where there is no value. */
export function pairs(
  [name, value]: readonly [name: string, value: unknown],
  { style, explode }: PairStyle,
  writing: PairWriting,
): readonly Pair[] {
  if (!isPresent(value)) return [];
  const text = (part: unknown): string => writing.text(primitiveText(part));
  if (style === 'deepObject') return deepPairs(writing.name(name), value, writing);
  if (explode && isRecord(value))
    return presentEntries(value).map(([key, part]) => [writing.name(key), text(part)]);
  if (explode) return itemsOf(value).map((part) => [writing.name(name), text(part)]);
  const parts = partsOf(value).map(text);
  return parts.length === 0
    ? []
    : [[writing.name(name), parts.join(writing.delimiters[style])] as const];
}

/** `name[key]`, nested as deep as the value; lists as Stripe documents them: `name[]` of single values, else numbered. */
function deepPairs(prefix: string, value: unknown, writing: PairWriting): readonly Pair[] {
  const [open, close] = writing.brackets;
  if (!isPresent(value)) return [];
  if (Array.isArray(value)) {
    const items = itemsOf(value);
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
