import type { Token } from '../text/tokens.ts';

/** What a rule found, and the index behind it. */
export interface Found<T> {
  readonly value: T;
  readonly next: number;
}

export type Tokens = readonly Token[];

/** A set of words from a line of them. */
export function words(line: string): ReadonlySet<string> {
  return new Set(line.split(' '));
}

/** The text of a token; empty behind the end. */
export function textAt(tokens: Tokens, index: number): string {
  return tokens[index]?.text ?? '';
}

/** As far as a rule looks ahead over words that mean nothing to it: what keeps hostile text linear. */
const maxSkip = 16;

/** The index behind the tokens from `index` on that are among some words. */
export function skip(tokens: Tokens, index: number, among: ReadonlySet<string>): number {
  let at = index;
  while (at < index + maxSkip && among.has(textAt(tokens, at))) at++;
  return at;
}

/** Whether words follow one another from an index on. */
export function isPhrase(tokens: Tokens, index: number, phrase: string): boolean {
  let start = 0;
  for (let at = index; start <= phrase.length; at++) {
    const space = phrase.indexOf(' ', start);
    const end = space === -1 ? phrase.length : space;
    const word = textAt(tokens, at);
    if (word.length !== end - start || !phrase.startsWith(word, start)) return false;
    start = end + 1;
  }
  return true;
}

/** Whether words follow one another anywhere. */
export function hasPhrase(tokens: Tokens, phrase: string): boolean {
  return tokens.some((_, index) => isPhrase(tokens, index, phrase));
}
