import { amount } from './amount.ts';
import { concurrency } from './concurrency.ts';
import { adverb, interval, named, unitFirst, windowFirst } from './others.ts';
import { policy } from './policy.ts';
import { rate } from './rate.ts';
import type { Phrase } from './rate.ts';
import { textAt } from './words.ts';
import type { Found, Tokens } from './words.ts';

// In this order: an amount with its own window is never the amount of another.
const rules = [policy, concurrency, rate, adverb, interval, unitFirst, named, windowFirst];

/** Every phrase of a sentence, from left to right, none inside another; each rule looks a bounded way ahead. */
export function phrasesOf(tokens: Tokens): Phrase[] {
  const found: Phrase[] = [];
  for (let index = 0; index < tokens.length;) {
    const next = firstMatch(tokens, index);
    if (next !== undefined) found.push(next.value);
    index = Math.max(index + 1, next?.next ?? 0);
    for (let more = next && alternative(tokens, next); more !== undefined;) {
      found.push(more.value);
      index = more.next;
      more = alternative(tokens, more);
    }
  }
  return found;
}

function firstMatch(tokens: Tokens, index: number): Found<Phrase> | undefined {
  for (const rule of rules) {
    const match = rule(tokens, index);
    if (match !== undefined) return match;
  }
  return undefined;
}

// "requests per minute: 20 (free) / 80 (premium)": the same window for others.
function alternative(tokens: Tokens, { value, next }: Found<Phrase>): Found<Phrase> | undefined {
  if (value.rule !== 'unit-first' && value.rule !== 'named') return undefined;
  const behind = bracketEnd(tokens, next);
  if (behind === undefined || !/^[/,;]$|^(?:and|or)$/.test(textAt(tokens, behind)))
    return undefined;
  const many = amount(tokens, behind + 1);
  if (many === undefined || many.value.isTimes || bracketEnd(tokens, many.next) === undefined) {
    return undefined;
  }
  const phrase = { ...value, from: behind + 1, to: many.next, count: many.value.count };
  return { value: phrase, next: many.next };
}

function bracketEnd(tokens: Tokens, index: number): number | undefined {
  if (textAt(tokens, index) !== '(') return undefined;
  for (let at = index + 1; at < index + 5; at++) if (textAt(tokens, at) === ')') return at + 1;
  return undefined;
}
