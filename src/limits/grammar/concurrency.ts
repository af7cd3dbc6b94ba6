import { amount } from './amount.ts';
import type { Phrase } from './rate.ts';
import { scopesBehind } from './rate.ts';
import { isPhrase, skip, textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const together = words(
  'concurrent simultaneous parallel outstanding inflight pending concurrently simultaneously',
);
const callsOrJobs = words(
  'request requests call calls query queries connection connections session sessions job jobs download downloads upload uploads export exports import imports stream streams operation operations process processes thread threads task tasks transaction transactions lookup lookups restores',
);
const calls = words('request requests call calls query queries connection connections');
const atOnce = [
  'concurrently',
  'simultaneously',
  'in parallel',
  'at once',
  'at the same time',
  'at a time',
  'at any time',
  'at any given time',
  'at any one time',
  'in flight',
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
  // "one session at a time" is a rule about sessions; "two parallel sessions" is one about calls.
  if (noun === undefined || !(isTogether || calls.has(noun.value))) return undefined;
  const scopes = scopesBehind(tokens, noun.next);
  if (!isTogether && !isAtOnce(tokens, scopes.next)) return undefined;
  return found(tokens, {
    index,
    next: scopes.next,
    many: many.value,
    noun: noun.value,
    scopes: scopes.value,
    unit: isTogether ? 'requests' : 'things',
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

function isAtOnce(tokens: Tokens, index: number): boolean {
  for (let at = index; at < index + 6; at++) {
    if (atOnce.some((phrase) => isPhrase(tokens, at, phrase))) return true;
    if (tokens[at]?.kind !== 'word') return false;
  }
  return false;
}

function labelled(tokens: Tokens, index: number): Found<Phrase> | undefined {
  const word = textAt(tokens, index);
  const isName =
    word === 'concurrency' || (together.has(word) && callsOrJobs.has(textAt(tokens, index + 1)));
  if (!isName) return undefined;
  const start = skip(tokens, index + (word === 'concurrency' ? 1 : 2), link);
  const many = amount(tokens, start);
  if (many === undefined || many.value.isTimes || start === index + 1) return undefined;
  return found(tokens, {
    index,
    next: many.next,
    many: many.value,
    noun: 'requests',
    scopes: [],
    unit: 'requests',
  });
}

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
