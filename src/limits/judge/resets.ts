import type { Phrase } from '../grammar/rate.ts';
import { hasPhrase, textAt } from '../grammar/words.ts';
import type { Tokens } from '../grammar/words.ts';

const zones = new Set(['utc', 'gmt', 'cet', 'est', 'pst', 'et', 'pt', 'eastern', 'pacific']);
const names: Readonly<Record<string, string>> = {
  gmt: 'UTC',
  utc: 'UTC',
  et: 'America/New_York',
  est: 'America/New_York',
  eastern: 'America/New_York',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  cet: 'Europe/Berlin',
};
const clock = [
  'top of the hour',
  'top of every hour',
  'top of each hour',
  'start of the hour',
  'start of each hour',
  'start of every hour',
  'beginning of the hour',
  'beginning of each hour',
  'beginning of every hour',
  'start of each minute',
  'start of every minute',
  'beginning of each minute',
  'first of the month',
  'first day of the month',
  'start of each month',
  'start of every month',
  'beginning of each month',
  'beginning of every month',
  'calendar month',
  'calendar day',
  'calendar hour',
  'calendar minute',
  'clock hour',
  'full hour',
];

/** When a window starts anew, as the sentences around it say: `00:00 UTC`, `clock`; undefined where they do not. */
export function resetsOf(phrase: Phrase, sentences: readonly Tokens[]): string | undefined {
  if (phrase.seconds === null) return undefined;
  const at =
    phrase.seconds === 86_400
      ? sentences.map(clockTime).find((found) => found !== undefined)
      : undefined;
  if (at !== undefined) return at;
  const isClock =
    phrase.isCalendar ||
    sentences.some((tokens) => clock.some((words) => hasPhrase(tokens, words)));
  return isClock ? 'clock' : undefined;
}

// "resets at midnight UTC", "at 00:00 GMT"; a midnight without a zone is nobody's.
function clockTime(tokens: Tokens): string | undefined {
  if (
    !tokens.some(({ text }) =>
      /^(?:reset|resets|midnight|renews|renewed|refreshed|starts)$/.test(text),
    )
  )
    return undefined;
  for (let index = 0; index < tokens.length; index++) {
    const isMidnight = textAt(tokens, index) === 'midnight';
    const hours = isMidnight ? '00' : textAt(tokens, index);
    const minutes = isMidnight ? '00' : textAt(tokens, index + 2);
    if (
      !isMidnight &&
      !(textAt(tokens, index + 1) === ':' && /^\d\d?$/.test(hours) && /^\d\d$/.test(minutes))
    )
      continue;
    const zone = [1, 2, 3, 4]
      .map((step) => textAt(tokens, index + step))
      .find((word) => zones.has(word));
    if (zone !== undefined) return `${hours.padStart(2, '0')}:${minutes} ${names[zone] ?? 'UTC'}`;
  }
  return undefined;
}
