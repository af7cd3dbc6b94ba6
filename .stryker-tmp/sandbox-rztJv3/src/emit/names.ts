// @ts-nocheck
import { isName } from './code.ts';

/** Names for a set of texts, no two alike even where case does not count. */
export interface Naming {
  /** The name of a text; asking for one that was not in the set is a bug and throws. */
  of(text: string): string;
  /** The texts whose plain name was taken or reserved, sorted. */
  readonly renamed: readonly { readonly text: string; readonly name: string }[];
}

/** `list-all items` → `listAllItems`; always usable as an identifier. */
export function camelName(text: string): string {
  const [first = '', ...rest] = wordsOf(text);
  const joined = lowerFirst(first) + rest.map(upperFirst).join('');
  return usable(joined.slice(0, longestName));
}

/** `list-all items` → `ListAllItems`. */
export function pascalName(text: string): string {
  return usable(wordsOf(text).map(upperFirst).join('').slice(0, longestName));
}

/**
 * Camel-case names for a set of texts. Where several would bear one name, the text that is that name
 * keeps it, or else the first in code-unit order; the others get 2, 3, … in that order. The order in
 * which the texts are given does not matter.
 */
export function camelNames(texts: readonly string[], reserved: readonly string[] = []): Naming {
  return namesIn(camelName, texts, new TakenNames(reserved));
}

/** The same for types; what is given is taken from then on. */
export function pascalNames(texts: readonly string[], taken: TakenNames): Naming {
  return namesIn(pascalName, texts, taken);
}

/** The names of one scope that are given away, whether in capitals or not. */
export class TakenNames {
  readonly #taken: Set<string>;
  /** The last number that a plain name was given, so that many alike are not counted through again. */
  readonly #numbers = new Map<string, number>();

  constructor(reserved: readonly string[] = []) {
    this.#taken = new Set(reserved.map((word) => word.toLowerCase()));
  }

  /** The name itself, or with the first number that makes it another one. */
  claim(plain: string): string {
    const key = plain.toLowerCase();
    for (let number = (this.#numbers.get(key) ?? 0) + 1; ; number += 1) {
      const name = numbered(plain, number);
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      this.#numbers.set(key, number);
      return name;
    }
  }
}

function namesIn(
  style: (text: string) => string,
  texts: readonly string[],
  taken: TakenNames,
): Naming {
  const names = new Map<string, string>();
  const renamed: { text: string; name: string }[] = [];
  const sorted = [...new Set(texts)].sort(byCodeUnits);
  const exact = new Set(sorted.filter((text) => style(text) === text));
  for (const text of [...exact, ...sorted.filter((other) => !exact.has(other))]) {
    const plain = style(text);
    const name = taken.claim(plain);
    names.set(text, name);
    if (name !== plain) renamed.push({ text, name });
  }
  return {
    of: (text) => names.get(text) ?? missing(text),
    renamed: renamed.sort((a, b) => byCodeUnits(a.text, b.text)),
  };
}

const longestName = 96;

function numbered(plain: string, number: number): string {
  return number === 1 ? plain : `${plain}${/\d$/.test(plain) ? '_' : ''}${String(number)}`;
}

function missing(text: string): never {
  throw new Error(`${JSON.stringify(text)} was not among the names.`);
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// Accents fall away; another letter outside ASCII is spelled by its code point, so that no two become one.
function wordsOf(text: string): readonly string[] {
  const ascii = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, (letter) =>
      /\p{L}/u.test(letter) ? `u${(letter.codePointAt(0) ?? 0).toString(16)}` : ' ',
    );
  return ascii.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
}

// A leading run of capitals falls as a whole: `HTTPStatus` → `httpStatus`, `ID` → `id`.
function lowerFirst(word: string): string {
  const [run = ''] = /^[A-Z]+(?![a-z])/.exec(word) ?? [];
  const length = Math.max(run.length, 1);
  return word.slice(0, length).toLowerCase() + word.slice(length);
}

function upperFirst(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function usable(text: string): string {
  if (text === '') return 'unnamed';
  if (/^\d/.test(text)) return `_${text}`;
  return isName(text) ? text : `${text}_`;
}
