import { hasPhrase, words } from '../grammar/words.ts';
import type { Tokens } from '../grammar/words.ts';

const names = words(
  'ratelimit ratelimits ratelimited ratelimiting ratelimiter throttle throttled throttles throttling throtling throttler quota quotas limit limits limited limiting limitation limitations restricted restrict restriction restrictions capped cap caps limiter tps qps rps',
);
const rates = [
  'maximum rate',
  'combined rate',
  'fair use',
  'fair usage',
  'usage policy',
  'too many requests',
  'higher than',
];
const bounds = words(
  'max maximum exceed exceeds exceeded exceeding only allow allows allowed allowance permit permits permitted can may cannot cant support supports supported accept accepts accepted enable enables up most entitled',
);
const permissions = words(
  'can may cannot cant allow allows allowed permit permits permitted able entitled maximum max most',
);
const obligations = words('should must shall');
const restraints = words('not only more most never');
const tight = words('max maximum exceed exceeds exceeded exceeding only most');
const tightPhrases = ['more than', 'up to'];
const boundPhrases = ['more than', 'must not', 'should not', 'not be'];

/** Whether words say that calls are limited: "rate limit", "throttled", "quota". */
export function namesLimit(tokens: Tokens): boolean {
  return (
    tokens.some(({ text }) => names.has(text)) || rates.some((phrase) => hasPhrase(tokens, phrase))
  );
}

/** Whether words set a bound of some kind: "up to", "at most", "may". */
export function setsBound(tokens: Tokens): boolean {
  return (
    tokens.some(({ text }) => bounds.has(text)) ||
    boundPhrases.some((phrase) => hasPhrase(tokens, phrase))
  );
}

/** Whether words set a bound that nothing may exceed: "only", "at most", "up to"; not a mere "may". */
export function setsTightBound(tokens: Tokens): boolean {
  return (
    tokens.some(({ text }) => tight.has(text)) ||
    tightPhrases.some((phrase) => hasPhrase(tokens, phrase))
  );
}

/** Whether words, just before an amount of "times", permit or forbid: "may be called", "you can only". */
export function permits(tokens: Tokens, from: number): boolean {
  let isRestrained = false;
  for (let index = from - 1; index >= Math.max(0, from - 16); index--) {
    const word = tokens[index]?.text ?? '';
    if (/^[,;:()]$/.test(word)) return false;
    isRestrained ||= restraints.has(word);
    // "should be called once a day" asks for calls; "should not be called more than once" limits them.
    if (permissions.has(word) || (isRestrained && obligations.has(word))) return true;
  }
  return false;
}

/** Whether words that speak of limits stand about a phrase. */
export function isBounded(tokens: Tokens, from: number, to: number): boolean {
  return setsBound(tokens.slice(Math.max(0, from - 14), to + 8));
}

const acts = words(
  'create creates created add added generate generated send sent submit submitted update updated modify modified change changed delete deleted remove removed upload uploaded download downloaded import imported export exported publish published post posted request requested retrieve retrieved fetch fetched query queried trigger triggered invite invited insert inserted write writes written read reads purge purged register registered issue issued ingest ingested do perform performed look',
);
const allowing = words('can may cannot only could able allowed permitted limited');

/**
 * Whether words allow so many acts of a caller and no more: "you can create up to", "at most … can be created". A
 * company does other things by the day as well, and nobody counts these in calls.
 */
export function limitsActs(tokens: Tokens, from: number, to: number): boolean {
  const around = tokens.slice(Math.max(0, from - 10), to);
  return (
    setsTightBound(around) &&
    around.some(({ text }) => acts.has(text)) &&
    around.some(({ text }) => allowing.has(text))
  );
}

const holders = words('you your each every');
const holding = words(
  'get gets have has receive receives given granted allotted include includes allow allows',
);

/** Whether words before an amount give it to a caller: "every tenant gets", "your plan includes". */
export function entitles(tokens: Tokens, from: number): boolean {
  const before = tokens.slice(Math.max(0, from - 10), from);
  return (
    before.some(({ text }) => holders.has(text)) && before.some(({ text }) => holding.has(text))
  );
}

const prices = words('cost costs costing weight weights consume consumes deducted budget');

/** Whether words give a price in points to a call. */
export function namesCost(tokens: Tokens): boolean {
  return tokens.some(({ text }) => prices.has(text));
}
