import type { Phrase } from '../grammar/rate.ts';
import { hasPhrase, isPhrase, textAt, words } from '../grammar/words.ts';
import type { Tokens } from '../grammar/words.ts';
import type { Sentence } from '../text/sentences.ts';
import { namesLimit } from './cues.ts';

const examples = [
  'for example',
  'for instance',
  'e . g',
  'eg',
  'such as',
  'suppose',
  'imagine',
  'let us say',
  'lets say',
  'example :',
  'assume',
  'assuming',
  'say you',
];
const hypothetical = words('could would might');
const history = [
  'previously',
  'formerly',
  'used to be',
  'was limited',
  'limit was',
  'limits were',
  'quota was',
  'old limit',
  'prior to',
  'originally',
  'in the past',
  'was previously',
  'before this change',
];
const lifted = [
  'has been removed',
  'was removed',
  'have been removed',
  'no longer',
  'been lifted',
  'was lifted',
  'been dropped',
  'no rate limit',
  'no limit',
];
const changelog = words(
  'changelog changes history releases release deprecated deprecations changed',
);
const raised = words(
  'increased increase increases raised lowered reduced decreased changed upgraded bumped',
);
const retries = words(
  'retry retries retried retrying redeliver redelivered redelivery resend resent reattempt attempts attempted',
);
const pieces = words('request call page query response batch');
const conditions = words('if whenever suppose');
const advice = words(
  'recommend recommended recommends ideally suggest suggested advise advised avoid encourage encouraged',
);
const schedules = words(
  'schedule schedules scheduled scheduler configure configured cron recurring recurrence',
);
const polls = words('poll polls polled polling heartbeat heartbeats');
const negations = words('no not cannot cant never dont without nor avoid');
const codeWords = words('http status code codes error errors');

/** A sort of text that only looks like a limit. */
interface Doubt {
  readonly name: string;
  readonly holds: (phrase: Phrase, sentence: Sentence) => boolean;
}

const doubts: readonly Doubt[] = [
  { name: 'example', holds: isExample },
  // "limits of its own, including 500 files per minute" illustrates the limits of something else.
  {
    name: 'illustration',
    holds: ({ unit, from }, { tokens }) =>
      unit === 'none' && hasPhrase(tokens.slice(0, from), 'including'),
  },
  { name: 'history', holds: isPast },
  { name: 'at least', holds: isFloor },
  { name: 'retries', holds: (_, { tokens }) => hasAny(tokens, retries) && !namesLimit(tokens) },
  {
    name: 'schedule',
    holds: ({ unit }, { tokens }) => unit === 'times' && hasAny(tokens, schedules),
  },
  // "Poll once every 30 seconds" says how to wait for a result.
  {
    name: 'polling',
    holds: (_, { tokens }) => hasAny(tokens, polls) && !namesLimit(tokens) && !refuses(tokens),
  },
  // "the first 300 requests per month are free"
  {
    name: 'price',
    holds: ({ from }, { tokens }) =>
      textAt(tokens, from - 1) === 'first' || textAt(tokens, from - 1) === 'additional',
  },
  { name: 'status code', holds: isStatusCode },
  { name: 'what is too much', holds: isOverstepped },
  { name: 'size of one call', holds: isOfOneCall },
  { name: 'condition', holds: isCondition },
];

/** Why a phrase is no limit that holds; undefined where nothing speaks against it. */
export function refusal(phrase: Phrase, sentence: Sentence): string | undefined {
  return doubts.find(({ holds }) => holds(phrase, sentence))?.name;
}

/** Whether the words advise rather than refuse. */
export function isAdvice({ tokens }: Sentence): boolean {
  return hasAny(tokens, advice);
}

const consequences = words(
  'throttled throttling throttle 429 503 403 blocked block rejected reject refused denied banned ban error errors ratelimited limited limit limits',
);

// "If you call it more often, it will be throttled" limits; "…, you create more versions" does not.
function refuses(tokens: Tokens): boolean {
  return hasAny(tokens, consequences) || hasPhrase(tokens, 'rate limit');
}

function hasAny(tokens: Tokens, among: ReadonlySet<string>): boolean {
  return tokens.some(({ text }) => among.has(text));
}

function isExample(phrase: Phrase, { tokens, before }: Sentence): boolean {
  const { from } = phrase;
  const back = tokens.slice(Math.max(0, from - maxBack), from);
  if (examples.some((words) => hasPhrase(back, words))) return true;
  if (back.some(({ text }) => hypothetical.has(text))) return true;
  // An example goes on: "That is, …", "Then …", "In this case …".
  const goesOn = ['then', 'that is', 'in this case', 'so', 'thus', 'therefore'].some((words) =>
    isPhrase(tokens, 0, words),
  );
  return goesOn && examples.some((words) => hasPhrase(before.slice(0, maxBack), words));
}

// "at least once a day" is no limit; "at least 5 seconds between calls" is one.
function isFloor({ from, rule }: Phrase, { tokens }: Sentence): boolean {
  return rule !== 'interval' && isPhrase(tokens, from - 2, 'at least');
}

// "503 Service Unavailable … per second".
function isStatusCode({ from, count, unit }: Phrase, { tokens }: Sentence): boolean {
  return (
    unit === 'none' &&
    count >= 400 &&
    count < 600 &&
    (codeWords.has(textAt(tokens, from - 1)) || from === 0)
  );
}

// "more than 1,000 requests in five minutes" without a "not" says what happens then, and to whom it may be.
function isOverstepped({ from }: Phrase, { tokens, lead }: Sentence): boolean {
  if (!isPhrase(tokens, from - 2, 'more than') || refuses(tokens)) return false;
  // "You cannot: * scale more than ten times a day"
  return !hasAny(lead, negations) && !hasAny(tokens.slice(Math.max(0, from - 16), from), negations);
}

function isCondition({ from, rule }: Phrase, { tokens }: Sentence): boolean {
  return rule !== 'concurrency' && hasAny(tokens.slice(0, from), conditions) && !refuses(tokens);
}

/** Words before the amount that are looked at. */
const maxBack = 60;

function isPast({ from, to }: Phrase, { tokens, headings }: Sentence): boolean {
  const back = tokens.slice(Math.max(0, from - maxBack), from);
  const isRaised = hasAny(back, raised);
  if (!isRaised && history.some((words) => hasPhrase(back, words))) return true;
  const around = tokens.slice(Math.max(0, from - maxBack), to + 12);
  if (lifted.some((words) => hasPhrase(around, words))) return true;
  if (headings.some((heading) => hasAny(heading, changelog))) return true;
  // "raised from 100 to 200 requests a minute": the first is past.
  return isRaised && textAt(tokens, from - 1) === 'from';
}

// "100 results per request", "50 records per page": sizes, whatever else the sentence says.
function isOfOneCall({ scopes, unit }: Phrase): boolean {
  return unit !== 'requests' && scopes.some((scope) => pieces.has(scope.split(' ')[0] ?? ''));
}
