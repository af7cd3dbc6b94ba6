// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { HintSettings } from './settings.ts';

/** Milliseconds from now (0 or less: passed), or a text that nobody can read without guessing. */
export type Reading = number | 'ambiguous';

const dayMs = 86_400_000;

/** Reads when to call again: by the form that the settings declare, else by what the value alone can mean. */
export function readMoment(
  text: string,
  wallClockMs: number,
  form: HintSettings['form'] | undefined,
): Reading {
  if (form === undefined) return guessed(text, wallClockMs);
  if (form === 'date') return isNumber(text) ? 'ambiguous' : date(text, wallClockMs);
  if (!isNumber(text)) return 'ambiguous';
  const value = Number(text);
  if (form === 'seconds') return value * 1000;
  if (form === 'milliseconds') return value;
  return (form === 'epoch_seconds' ? value * 1000 : value) - wallClockMs;
}

/** `Retry-After` (RFC 9110, section 10.2.3): seconds, fractions too, or a date. */
export function readRetryAfter(text: string, wallClockMs: number): Reading {
  if (!isNumber(text)) return date(text, wallClockMs);
  // 10^9 s are 31 years: somebody may have sent the moment instead of the span.
  return Number(text) < 1e9 ? Number(text) * 1000 : 'ambiguous';
}

/** Epoch seconds, epoch milliseconds, seconds from now, ISO 8601 or an HTTP date. */
function guessed(text: string, wallClockMs: number): Reading {
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
  const isIso = /^\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
  const isHttp = /^[A-Z][a-z]{2,8}, .{8,24} GMT$/.test(text);
  const isAsctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/.test(text);
  if (!isIso && !isHttp && !isAsctime) return 'ambiguous';
  const at = Date.parse(isAsctime ? `${text} GMT` : text);
  return Number.isNaN(at) ? 'ambiguous' : at - wallClockMs;
}

/** Whether the text is a plain decimal number. */
export function isNumber(text: string): boolean {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text);
}
