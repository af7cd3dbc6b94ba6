// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallInput, OperationDefinition } from './operation.ts';
import type { RetrySettings } from './settings.ts';
import { isRecord } from './value.ts';

/** Milliseconds before the attempt after the nth; `random` lies between 0 and 1. */
export function backoffMs(
  {
    baseDelayMs,
    factor,
    maxDelayMs,
    jitter,
  }: Pick<RetrySettings, 'baseDelayMs' | 'factor' | 'maxDelayMs' | 'jitter'>,
  { attempt, random }: { readonly attempt: number; readonly random: number },
): number {
  const ceilingMs = Math.min(maxDelayMs, baseDelayMs * factor ** (attempt - 1));
  return jitter === 'equal' ? ceilingMs / 2 + (random * ceilingMs) / 2 : random * ceilingMs;
}

/** Methods that HTTP itself allows to repeat (RFC 9110, section 9.2.2). */
function isIdempotent(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'].includes(method.toUpperCase());
}

/**
 * Whether a call may be sent again when nobody knows whether it took effect: as its settings say, else as HTTP does,
 * and never when its key could not be written.
 */
export function isRepeatable(
  operation: OperationDefinition,
  input: CallInput,
  declared: boolean | undefined,
): boolean {
  if (isIdempotent(operation.method)) return declared ?? true;
  const hasPlace = operation.idempotencyKey?.in !== 'field' || isRecord(input.body);
  return declared === true && hasPlace;
}
