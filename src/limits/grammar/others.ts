import { amount } from './amount.ts';
import type { Phrase } from './rate.ts';
import { scopesBehind } from './rate.ts';
import { unitOf } from './unit.ts';
import { time, unitSeconds, window } from './window.ts';
import { skip, textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const adjectives = new Map([
  ['secondly', 1],
  ['minutely', 60],
  ['hourly', 3600],
  ['daily', 86_400],
  ['weekly', 604_800],
  ['monthly', 2_592_000],
  ['yearly', 31_536_000],
  ['annual', 31_536_000],
]);
const limitNouns = words(
  'limit limits quota quotas cap allowance maximum max budget ratelimit throttle',
);
const links = words(
  'is are was of to : = at set currently now limited restricted capped be the a an by default ( up max maximum no more than with - – → will equals',
);
const requestWords = words(
  'request requests call calls api rate usage query queries http total number of',
);

/** named := adjective request* limit link* amount: `daily quota of 5,000 calls`, `per-minute limit: 60` */
export function named(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const adjective = adjectiveAt(tokens, index);
  if (adjective === undefined) return undefined;
  const noun = skip(tokens, adjective.next, requestWords);
  const behind = skip(tokens, noun, limitNouns);
  if (behind === noun) return undefined;
  const scopes = scopesBehind(tokens, behind);
  return amountBehind(tokens, {
    index,
    at: scopes.next,
    seconds: adjective.value,
    scopes: scopes.value,
  });
}

function adjectiveAt(tokens: Tokens, index: number): Found<number> | undefined {
  const known = adjectives.get(textAt(tokens, index));
  if (known !== undefined) return { value: known, next: index + 1 };
  const start = textAt(tokens, index) === 'per' ? index + 1 : index;
  const found = time(tokens, start);
  // "minute limit", "24 hour limit": the time stands before the noun as an adjective does.
  if (found === undefined) return undefined;
  return { value: found.value.seconds, next: found.next };
}

interface Behind {
  readonly index: number;
  readonly at: number;
  readonly seconds: number;
  readonly scopes: readonly string[];
}

function amountBehind(
  tokens: Tokens,
  { index, at, seconds, scopes }: Behind,
): Found<Phrase> | undefined {
  const start = skip(tokens, at, links);
  const many = amount(tokens, start);
  if (many === undefined || unitSeconds(textAt(tokens, many.next)) !== undefined) return undefined;
  const noun = nounAt(tokens, many.next);
  const value: Phrase = {
    rule: 'named',
    from: index,
    to: many.next,
    count: many.value.count,
    seconds,
    unit: noun === undefined ? 'none' : (unitOf(noun) ?? 'things'),
    noun: noun ?? '',
    scopes,
    isVague: many.value.isVague,
    isCalendar: false,
  };
  return { value, next: many.next };
}

function nounAt(tokens: Tokens, index: number): string | undefined {
  for (let at = index; at < index + 3; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word') return undefined;
    if (unitOf(token.text) !== undefined) return token.text;
  }
  const first = tokens[index];
  return first?.kind === 'word' && !links.has(first.text) ? first.text : undefined;
}

const timeWords = words('time times');

/** adverb := amount (request | times)* adjective: `1,000 requests daily`, `500 daily API calls`, `three times daily` */
export function adverb(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const many = amount(tokens, index);
  if (many === undefined) return undefined;
  const isTimes = many.value.isTimes || timeWords.has(textAt(tokens, many.next));
  const first = skip(tokens, many.next, isTimes ? timeWords : requestWords);
  const seconds = adjectives.get(textAt(tokens, first));
  if (seconds === undefined) return undefined;
  const last = isTimes ? first + 1 : skip(tokens, first + 1, requestWords);
  if (!isTimes && first === many.next && last === first + 1) return undefined;
  const scopes = scopesBehind(tokens, last);
  const value: Phrase = {
    rule: 'rate',
    from: index,
    to: scopes.next,
    count: many.value.count,
    seconds,
    unit: isTimes ? 'times' : 'requests',
    noun: isTimes ? 'times' : 'requests',
    scopes: scopes.value,
    isVague: many.value.isVague,
    isCalendar: false,
  };
  return { value, next: scopes.next };
}

/** unit-first := unit window scope* link* amount: `requests per minute: 60`, `calls/day per key is 1000` */
export function unitFirst(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const noun = textAt(tokens, index);
  const unit = unitOf(noun);
  if (unit === undefined || unit === 'times') return undefined;
  const before = scopesBehind(tokens, index + 1);
  const frame = window(tokens, before.next);
  if (frame === undefined) return undefined;
  const scopes = scopesBehind(tokens, frame.next);
  const { seconds } = frame.value;
  const all = [...before.value, ...scopes.value];
  const found = amountBehind(tokens, { index, at: scopes.next, seconds, scopes: all });
  if (found === undefined || isOtherNoun(found.value, noun)) return undefined;
  return { ...found, value: { ...found.value, rule: 'unit-first', unit, noun } };
}

// "requests per minute are 5 pages" counts pages.
function isOtherNoun({ unit }: Phrase, noun: string): boolean {
  return unit !== 'none' && unit !== 'things' && unit !== unitOf(noun);
}

const fillers = words(
  'you your can may could make send perform place submit up to a an the maximum of max at most only no more than is are limited allowed , we accept allow our api each every client user clients users there not exceed must should we will any one total',
);

/** window-first := window filler* amount request: `each minute you may send 60 requests` */
export function windowFirst(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const frame = window(tokens, index);
  if (frame === undefined) return undefined;
  const at = skip(tokens, frame.next, fillers);
  const many = amount(tokens, at);
  const noun = many === undefined ? undefined : nounAt(tokens, many.next);
  const unit = noun === undefined ? undefined : unitOf(noun);
  if (many === undefined || noun === undefined || unit === undefined) return undefined;
  const scopes = scopesBehind(tokens, many.next + 1);
  const value: Phrase = {
    rule: 'window-first',
    from: index,
    to: Math.max(scopes.next, many.next + 1),
    count: many.value.count,
    seconds: frame.value.seconds,
    unit,
    noun,
    scopes: scopes.value,
    isVague: many.value.isVague,
    isCalendar: frame.value.isCalendar,
  };
  return { value, next: value.to };
}

const gaps = words('delay pause gap interval break wait of a the');
/** Words between "between" and the calls: their adjectives, and what the method is called. */
const maxApart = 8;

/** interval := time gap* "between" word* calls: `wait 5 seconds between requests` */
export function interval(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const length = time(tokens, index);
  if (length === undefined || tokens[index]?.kind !== 'number') return undefined;
  const between = skip(tokens, length.next, gaps);
  if (textAt(tokens, between) !== 'between') return undefined;
  const calls = callsBehind(tokens, between + 1);
  if (calls === undefined) return undefined;
  const value: Phrase = {
    rule: 'interval',
    from: index,
    to: calls + 1,
    count: 1,
    seconds: length.value.seconds,
    unit: 'requests',
    noun: 'requests',
    scopes: [],
    isVague: false,
    isCalendar: false,
  };
  return { value, next: calls + 1 };
}

function callsBehind(tokens: Tokens, start: number): number | undefined {
  for (let at = start; at < start + maxApart; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word') return undefined;
    if (unitOf(token.text) === 'requests') return at;
  }
  return undefined;
}
