import type { Token } from '../text/tokens.ts';
import { amount } from './amount.ts';
import type { Amount } from './amount.ts';
import { scope } from './scope.ts';
import { bytesOf, closedUnit, unitOf } from './unit.ts';
import type { UnitKind } from './unit.ts';
import { window } from './window.ts';
import { textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

/** An amount in a window, as a phrase says it; whether it is a limit, the words around it decide. */
export interface Phrase {
  readonly rule:
    | 'rate'
    | 'named'
    | 'unit-first'
    | 'window-first'
    | 'interval'
    | 'concurrency'
    | 'policy'
    | 'cell';
  /** Index of its first token, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Null for what holds at any moment. */
  readonly seconds: number | null;
  readonly unit: UnitKind | 'none';
  /** The noun that is counted: `invitations`. */
  readonly noun: string;
  readonly scopes: readonly string[];
  readonly isVague: boolean;
  readonly isCalendar: boolean;
}

const breaks = words(
  '. ; : ? ! = | if when unless then after before while because but at least than until since returns return returned',
);
const maxFill = 18;

/** rate := amount filler* scope* window scope*: `5 transactions per account per second`, `40/s`, `twice a day` */
export function rate(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const many = amount(tokens, index);
  if (many === undefined) return undefined;
  const whole = closedUnit(tokens, many.next);
  if (whole !== undefined) {
    const { unit, seconds } = whole.value;
    const counted = { unit, noun: textAt(tokens, many.next), scopes: [] };
    return phrase(tokens, {
      index,
      many,
      ...counted,
      next: whole.next,
      seconds,
      isCalendar: false,
    });
  }
  const filler = fill(tokens, many.next);
  if (filler === undefined) return undefined;
  const { seconds, isCalendar } = filler.window.value;
  return phrase(tokens, { index, many, ...filler, next: filler.window.next, seconds, isCalendar });
}

interface Parts {
  readonly index: number;
  readonly many: Found<Amount>;
  readonly unit: UnitKind | 'none';
  readonly noun: string;
  readonly scopes: readonly string[];
  readonly next: number;
  readonly seconds: number;
  readonly isCalendar: boolean;
}

function phrase(tokens: Tokens, parts: Parts): Found<Phrase> {
  const { index, many, next, seconds, isCalendar, noun } = parts;
  const { count, isTimes, isVague } = many.value;
  const behind = scopesBehind(tokens, next);
  const unit = isTimes ? 'times' : parts.unit;
  const value: Phrase = {
    rule: 'rate',
    from: index,
    to: behind.next,
    count: unit === 'bytes' ? count * bytesOf(noun) : count,
    seconds,
    unit,
    noun,
    scopes: [...parts.scopes, ...behind.value],
    isVague,
    isCalendar,
  };
  return { value, next: behind.next };
}

interface Filler {
  readonly unit: UnitKind | 'none';
  readonly noun: string;
  readonly scopes: readonly string[];
  readonly window: Found<{ seconds: number; isCalendar: boolean }>;
}

// Whatever stands between the amount and its window: the noun, who makes the calls, that they "can be made".
function fill(tokens: Tokens, start: number): Filler | undefined {
  const named = { unit: 'none' as UnitKind | 'none', noun: '' };
  const scopes: string[] = [];
  for (let at = start; at < start + maxFill;) {
    const found = window(tokens, at);
    if (found !== undefined) return { ...named, scopes, window: found };
    const bucket = scope(tokens, at);
    const token = tokens[at];
    if (bucket !== undefined) scopes.push(bucket.value);
    else if (token === undefined || isBreak(tokens, at)) return undefined;
    else takeNoun(named, token);
    at = bucket?.next ?? at + 1;
  }
  return undefined;
}

function isBreak(tokens: Tokens, at: number): boolean {
  const token = tokens[at];
  if (token === undefined || token.kind === 'number' || breaks.has(token.text)) return true;
  return token.text === ',' && !opensScope(tokens, at + 1);
}

function takeNoun(named: { unit: UnitKind | 'none'; noun: string }, { kind, text }: Token): void {
  const unit = unitOf(text);
  if (unit !== undefined && named.unit === 'none') {
    named.unit = unit;
    named.noun = text;
  } else if (named.noun === '' && kind === 'word' && !articles.has(text)) named.noun = text;
}

// "once, within 24 hours" are two statements; "5 calls, per user, per minute" is one.
function opensScope(tokens: Tokens, index: number): boolean {
  const word = textAt(tokens, index);
  return word === 'per' || scope(tokens, index) !== undefined;
}

const articles = words('the a an of such these');

/** Every bucket that is named from an index on, commas and "and" between them. */
export function scopesBehind(tokens: Tokens, index: number): Found<readonly string[]> {
  const value: string[] = [];
  let next = index;
  for (;;) {
    const joint = /^(?:,|and|\()$/.test(textAt(tokens, next)) ? next + 1 : next;
    const found = scope(tokens, joint) ?? scope(tokens, next);
    if (found === undefined) return { value, next };
    value.push(found.value);
    next = found.next;
  }
}
