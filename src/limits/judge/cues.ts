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
