// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { HintSettings } from './settings.ts';

/** What is needed to read a hint. */
export interface HintContext {
  /** Milliseconds since the epoch. */
  readonly wallClockMs: number;
  /** Whether the answer means "too fast": then the end of a limit's window is a hint too. */
  readonly isThrottled: boolean;
  /** Headers of this system whose form is known. */
  readonly hints?: readonly HintSettings[] | undefined;
  /** Called for a value that cannot be read without guessing; it is then ignored. */
  readonly onRefused: () => void;
}

/** Milliseconds from now (0 or less: passed), or a text that nobody can read without guessing. */
type Reading = number | 'ambiguous';

const resetHeaders = [
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-ratelimit-reset-after',
];

const dayMs = 86_400_000;

/** Milliseconds after which the system asks to be called again; absent where it says nothing of use. */
export function retryHintMs(headers: Headers, context: HintContext): number | undefined {
  const { wallClockMs, hints = [], onRefused } = context;
  const forms = new Map(hints.map(({ header, form }) => [header.toLowerCase(), form]));
  const read = (name: string, how: (text: string) => Reading | undefined): number => {
    const text = headers.get(name)?.trim();
    const reading = text === undefined ? undefined : how(text);
    if (reading === 'ambiguous') onRefused();
    // A hint of 0 or of the past is no hint: the caller's own backoff holds.
    return typeof reading === 'number' ? Math.max(0, reading) : 0;
  };
  // 10^9 s are 31 years: somebody may have sent the moment instead of the span (RFC 9110, section 10.2.3).
  const after = (text: string): Reading =>
    isNumber(text)
      ? Number(text) < 1e9
        ? Number(text) * 1000
        : 'ambiguous'
      : date(text, wallClockMs);
  const afterMs = Math.max(
    read(
      'retry-after',
      (text) => declared(text, wallClockMs, forms.get('retry-after')) ?? after(text),
    ),
    read('retry-after-ms', (text) => (isNumber(text) ? Number(text) : 'ambiguous')),
  );
  if (afterMs > 0) return afterMs;
  const names = new Set([...resetHeaders, ...forms.keys()]);
  names.delete('retry-after');
  const resetsMs = [...names]
    .filter((name) => isUsedUp(headers, name, context))
    .map((name) =>
      read(
        name,
        (text) => declared(text, wallClockMs, forms.get(name)) ?? moment(text, wallClockMs),
      ),
    );
  const limitMs = read('ratelimit', (text) => rateLimit(text, context));
  return Math.max(...resetsMs, limitMs) || undefined;
}

/**
 * Many systems tell the end of the window on every answer. It says when to call again only where nothing is left
 * of it; where that is not told, only on an answer that means "too fast".
 */
function isUsedUp(headers: Headers, reset: string, { isThrottled }: HintContext): boolean {
  if (!reset.includes('reset')) return true;
  const left = headers.get(reset.replace(/reset(?:-after)?/, 'remaining'))?.trim();
  return left === undefined || !isNumber(left) ? isThrottled : Number(left) <= 0;
}

/** As the settings say that it is meant; absent where they do not. */
function declared(
  text: string,
  wallClockMs: number,
  form: HintSettings['form'] | undefined,
): Reading | undefined {
  if (form === undefined) return undefined;
  if (isNumber(text) === (form === 'date')) return 'ambiguous';
  if (form === 'date') return date(text, wallClockMs);
  const ms = Number(text) * (form.endsWith('milliseconds') ? 1 : 1000);
  return form.startsWith('epoch') ? ms - wallClockMs : ms;
}

/** Epoch seconds, epoch milliseconds, seconds from now, ISO 8601 or an HTTP date: what the value alone can mean. */
function moment(text: string, wallClockMs: number): Reading {
  if (!isNumber(text)) return date(text, wallClockMs);
  const value = Number(text);
  // A span longer than a day may as well be milliseconds; 10^9 s since the epoch was in 2001, 10^12 ms too.
  if (value <= dayMs / 1000) return value * 1000;
  if (value < 1e9) return 'ambiguous';
  const inMs = (value < 1e11 ? value * 1000 : value) - wallClockMs;
  return value >= 1e14 || inMs > 366 * dayMs ? 'ambiguous' : inMs;
}

/** ISO 8601 with a zone, or one of the three forms of HTTP (RFC 9110, section 5.6.7). */
function date(text: string, wallClockMs: number): Reading {
  const isAsctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/.test(text);
  const isOther =
    /^\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ||
    /^[A-Z][a-z]{2,8}, .{8,24} GMT$/.test(text);
  const at = isAsctime || isOther ? Date.parse(isAsctime ? `${text} GMT` : text) : NaN;
  return Number.isNaN(at) ? 'ambiguous' : at - wallClockMs;
}

/** `"default";r=0;t=30` of the IETF draft, or `limit=100, remaining=0, reset=30` of its older form. */
function rateLimit(text: string, { isThrottled }: HintContext): Reading | undefined {
  // A name is the system's own and may hold anything.
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const isOlder = /(?:^|[,;])\s*(?:limit|remaining|reset)=/.test(plain);
  const policies = (isOlder ? [plain] : plain.split(',')).map((policy) => ({
    left: numberOf(policy, isOlder ? 'remaining' : 'r'),
    seconds: numberOf(policy, isOlder ? 'reset' : 't'),
  }));
  if (policies.every(({ left, seconds }) => left === undefined && seconds === undefined))
    return 'ambiguous';
  const used = policies.filter(({ left }) => (left === undefined ? isThrottled : left === 0));
  const seconds = used.flatMap((policy) => policy.seconds ?? []);
  if (seconds.length > 0) return Math.max(...seconds) * 1000;
  return used.length === 0 ? undefined : 'ambiguous';
}

function numberOf(policy: string, key: string): number | undefined {
  const digits = new RegExp(`(?:^|[,;])\\s*${key}=(\\d{1,12})(?![\\d.])`).exec(policy)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether the text is a plain decimal number. */
function isNumber(text: string): boolean {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text);
}
