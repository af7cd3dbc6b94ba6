import { figure } from './amount.ts';
import { skip, textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  millisecond: 0.001,
  milliseconds: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  wk: 604_800,
  week: 604_800,
  weeks: 604_800,
  fortnight: 1_209_600,
  mo: 2_592_000,
  mth: 2_592_000,
  month: 2_592_000,
  months: 2_592_000,
  year: 31_536_000,
  years: 31_536_000,
  yr: 31_536_000,
};
/** A single letter is a window only directly behind a slash, a figure or "per". */
const letters = words('s m h d w');
const determiners = words('a an any one each every the single given same of');
const natures = words(
  'rolling sliding fixed moving calendar consecutive business working clock full continuous wall utc',
);
const frames = words(
  'window windows period periods frame frames timeframe interval span time rolling cycle',
);
const behind = new Set([...frames, ...natures]);
const between = new Set([...determiners, ...natures, ...frames]);
const connectives = words('per every each in within over during any a an pr');
const loose = words('in within over during any');
const articles = words('a an');
const eachWords = words('each every any');

/** A window of time, in seconds. */
export interface Window {
  readonly seconds: number;
  /** A calendar day or month, which starts anew at its full hour. */
  readonly isCalendar: boolean;
}

/** time := [figure] unit: `10 seconds`, `day`, `half an hour`, `24h` */
export function time(tokens: Tokens, index: number): Found<Window> | undefined {
  if (textAt(tokens, index) === 'half') return half(tokens, index + 1);
  const count = figure(tokens, index);
  const at = skip(tokens, count?.next ?? index, natures);
  const unit = unitAt(tokens, at);
  if (unit === undefined) return undefined;
  const seconds = Number(((count?.value ?? 1) * unit).toPrecision(12));
  if (seconds <= 0) return undefined;
  return { value: { seconds, isCalendar: hasCalendar(tokens, index, at) }, next: at + 1 };
}

function unitAt(tokens: Tokens, at: number): number | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const isLoose = letters.has(token.text) && !token.glued && !isAfterPer(tokens, at);
  return isLoose ? undefined : unitSeconds(token.text);
}

/** window := connective (determiner | nature | frame)* time: `per minute`, `/10s`, `in any rolling 24 hour period` */
export function window(tokens: Tokens, index: number): Found<Window> | undefined {
  const word = textAt(tokens, index);
  const start = word === 'for' && eachWords.has(textAt(tokens, index + 1)) ? index + 2 : index + 1;
  if (start === index + 1 && word !== '/' && !connectives.has(word)) return undefined;
  const at = skip(tokens, start, between);
  const found = time(tokens, at);
  if (found === undefined) return undefined;
  // "in seconds" and "within minutes" name a unit or a promise, not a window.
  if (loose.has(word) && at === start && figure(tokens, at) === undefined) return undefined;
  // "a minute" is a window, "a 30 day trial" is none.
  if (articles.has(word) && found.next !== start + 1) return undefined;
  return { value: found.value, next: skip(tokens, found.next, behind) };
}

/** Seconds of a name of a time; undefined where it is none. */
export function unitSeconds(text: string): number | undefined {
  return Object.hasOwn(seconds, text) ? seconds[text] : undefined;
}

function isAfterPer(tokens: Tokens, at: number): boolean {
  const before = textAt(tokens, at - 1);
  return before === '/' || before === 'per';
}

function hasCalendar(tokens: Tokens, from: number, to: number): boolean {
  for (let index = Math.max(0, from - 1); index < to; index++) {
    if (textAt(tokens, index) === 'calendar') return true;
  }
  return false;
}

function half(tokens: Tokens, index: number): Found<Window> | undefined {
  const at = skip(tokens, index, words('a an'));
  const unit = unitSeconds(textAt(tokens, at));
  if (unit === undefined || unit < 60) return undefined;
  return { value: { seconds: unit / 2, isCalendar: false }, next: at + 1 };
}
