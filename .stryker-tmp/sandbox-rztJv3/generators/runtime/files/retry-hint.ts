// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { isNumber, readMoment, readRetryAfter, type Reading } from './retry-moment.ts';
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

const resetHeaders = [
  'ratelimit-reset',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-ratelimit-reset-after',
];

/** Milliseconds after which the system asks to be called again; absent where it says nothing of use. */
export function retryHintMs(headers: Headers, context: HintContext): number | undefined {
  const { wallClockMs, hints = [], onRefused } = context;
  const read = (name: string, how: (text: string) => Reading | undefined): number => {
    const text = headers.get(name)?.trim();
    if (text === undefined) return 0;
    const reading = how(text);
    if (reading === 'ambiguous') onRefused();
    // A hint of 0 or of the past is no hint: the caller's own backoff holds.
    return typeof reading === 'number' ? Math.max(0, reading) : 0;
  };
  const formOf = (name: string): HintSettings['form'] | undefined =>
    hints.find(({ header }) => header.toLowerCase() === name)?.form;
  const afterMs = Math.max(
    read('retry-after', (text) => {
      const form = formOf('retry-after');
      return form === undefined
        ? readRetryAfter(text, wallClockMs)
        : readMoment(text, wallClockMs, form);
    }),
    read('retry-after-ms', (text) => (isNumber(text) ? Number(text) : 'ambiguous')),
  );
  if (afterMs > 0) return afterMs;
  const names = new Set([...resetHeaders, ...hints.map(({ header }) => header.toLowerCase())]);
  names.delete('retry-after');
  const resetsMs = [...names]
    .filter((name) => isUsedUp(headers, name, context))
    .map((name) => read(name, (text) => readMoment(text, wallClockMs, formOf(name))));
  const longestMs = Math.max(
    ...resetsMs,
    read('ratelimit', (text) => rateLimit(text, context)),
  );
  return longestMs > 0 ? longestMs : undefined;
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
  if (used.length === 0) return undefined;
  const seconds = used.flatMap((policy) => policy.seconds ?? []);
  return seconds.length === 0 ? 'ambiguous' : Math.max(...seconds) * 1000;
}

function numberOf(policy: string, key: string): number | undefined {
  const digits = new RegExp(`(?:^|[,;])\\s*${key}=(\\d{1,12})(?![\\d.])`).exec(policy)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
