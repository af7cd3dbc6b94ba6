import { amount } from './amount.ts';
import type { Phrase } from './rate.ts';
import { scopesBehind } from './rate.ts';
import { isPhrase, skip, textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const together = words(
  'concurrent simultaneous parallel outstanding inflight pending concurrently simultaneously',
);
const callsOrJobs = words(
  'request requests call calls query queries connection connections session sessions job jobs download downloads upload uploads export exports import imports stream streams operation operations process processes thread threads task tasks transaction transactions lookup lookups restore restores build builds execution executions run runs scan scans clone clones refresh refreshes',
);
const calls = words('request requests call calls query queries connection connections');
/** What says "at once" of calls and jobs; the others may speak of the size of one call too. */
const definitely = ['concurrently', 'simultaneously', 'in parallel', 'in flight'];
const atOnce = [
  ...definitely,
  'at once',
  'at the same time',
  'at a time',
  'at any time',
  'at any given time',
  'at any one time',
];
const link = words(
  'limit limits of is are : = to the per maximum max number level set at by default',
);
const adverbs = words('running active open api http new');

/** concurrency := amount "concurrent" … calls | amount calls "at once" | "concurrency limit" link* amount */
export function concurrency(tokens: Tokens, index: number): Found<Phrase> | undefined {
  return counted(tokens, index) ?? labelled(tokens, index);
}

function counted(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const many = amount(tokens, index);
  if (many === undefined || many.value.isTimes) return undefined;
  const described = skip(tokens, many.next, adverbs);
  const isTogether = together.has(textAt(tokens, described));
  const noun = nounFrom(tokens, isTogether ? described + 1 : many.next);
  if (noun === undefined) return undefined;
  const scopes = scopesBehind(tokens, noun.next);
  // "one session at a time" is a rule about sessions; "two parallel sessions" is one about calls.
  const isDefinite = isTogether || isAtOnce(tokens, scopes.next, definitely);
  if (!isDefinite && !(calls.has(noun.value) && isAtOnce(tokens, scopes.next, atOnce)))
    return undefined;
  return found(tokens, {
    index,
    next: scopes.next,
    many: many.value,
    noun: noun.value,
    scopes: scopes.value,
    unit: isDefinite ? 'requests' : 'things',
  });
}

// Up to three words may stand before the noun: "5 parallel video file uploads".
function nounFrom(tokens: Tokens, start: number): Found<string> | undefined {
  for (let at = start; at < start + 5; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word') return undefined;
    if (!callsOrJobs.has(token.text)) continue;
    const next = tokens[at + 1];
    const isAdjective = next !== undefined && callsOrJobs.has(next.text);
    return isAdjective ? { value: next.text, next: at + 2 } : { value: token.text, next: at + 1 };
  }
  return undefined;
}

function isAtOnce(tokens: Tokens, index: number, among: readonly string[]): boolean {
  for (let at = index; at < index + 12; at++) {
    if (among.some((phrase) => isPhrase(tokens, at, phrase))) return true;
    if (tokens[at]?.kind !== 'word') return false;
  }
  return false;
}

function labelled(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const name = labelAt(tokens, index);
  if (name === undefined) return undefined;
  const scopes = scopesBehind(tokens, skip(tokens, name, kinds));
  const start = skip(tokens, scopes.next, link);
  const many = amount(tokens, start);
  if (many === undefined || many.value.isTimes || start === index + 1) return undefined;
  return found(tokens, {
    index,
    next: many.next,
    many: many.value,
    noun: 'requests',
    scopes: scopes.value,
    unit: 'requests',
  });
}

// "concurrency", "concurrent requests", "concurrent bulk job": the index behind the name.
function labelAt(tokens: Tokens, index: number): number | undefined {
  const word = textAt(tokens, index);
  if (word === 'concurrency') return index + 1;
  if (!together.has(word)) return undefined;
  return nounFrom(tokens, index + 1)?.next;
}

const kinds = words('limit limits quota maximum level');

interface Parts {
  readonly index: number;
  readonly next: number;
  readonly many: { readonly count: number; readonly isVague: boolean };
  readonly noun: string;
  readonly scopes: readonly string[];
  /** `things` for what happens "at a time": that may be a rule about something else than calls. */
  readonly unit: 'requests' | 'things';
}

function found(tokens: Tokens, { index, next, many, noun, scopes, unit }: Parts): Found<Phrase> {
  const behind = scopesBehind(tokens, next);
  const value: Phrase = {
    rule: 'concurrency',
    from: index,
    to: behind.next,
    count: many.count,
    seconds: null,
    unit,
    noun,
    scopes: [...scopes, ...behind.value],
    isVague: many.isVague,
    isCalendar: false,
  };
  return { value, next: behind.next };
}
