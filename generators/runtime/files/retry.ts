// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { RetrySettings } from './settings.ts';

/** Milliseconds before the attempt after the nth; `random` lies between 0 and 1. */
export function backoffMs(
  { baseDelayMs, factor, maxDelayMs, jitter }: RetrySettings,
  { attempt, random }: { readonly attempt: number; readonly random: number },
): number {
  const ceilingMs = Math.min(maxDelayMs, baseDelayMs * factor ** (attempt - 1));
  return jitter === 'equal' ? ceilingMs / 2 + (random * ceilingMs) / 2 : random * ceilingMs;
}

/** Methods that HTTP itself allows to repeat (RFC 9110, section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'].includes(method.toUpperCase());
}
