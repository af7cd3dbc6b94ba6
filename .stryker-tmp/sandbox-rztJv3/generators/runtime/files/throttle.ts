// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ThrottleSignal } from './settings.ts';
import { isRecord } from './value.ts';

/** An answer as far as it tells whether the system was called too fast. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
}

/** Whether the answer means "too fast": HTTP 429, or a signal that the settings declare. */
export function isThrottled(answer: Answer, signals: readonly ThrottleSignal[]): boolean {
  return answer.status === 429 || signals.some((signal) => matches(answer, signal));
}

function matches({ status, headers, data }: Answer, signal: ThrottleSignal): boolean {
  const given = [signal.status, signal.code, signal.header].some((part) => part !== undefined);
  return (
    given &&
    (signal.status === undefined || signal.status === status) &&
    (signal.header === undefined || headers.has(signal.header)) &&
    (signal.code === undefined || codesOf(data).includes(signal.code))
  );
}

/** `code`, `error`, `error.code`, `error.type` and the same of each entry of `errors`. */
function codesOf(data: unknown): readonly unknown[] {
  if (!isRecord(data)) return [];
  const { errors } = data;
  const entries = Array.isArray(errors) ? errors : [];
  return [...codesOfOne(data), ...codesOfOne(data['error']), ...entries.flatMap(codesOfOne)].map(
    asText,
  );
}

function codesOfOne(entry: unknown): readonly unknown[] {
  if (!isRecord(entry)) return [entry];
  const extensions = isRecord(entry['extensions']) ? entry['extensions']['code'] : undefined;
  return [entry['code'], entry['type'], extensions];
}

function asText(code: unknown): unknown {
  return typeof code === 'number' ? String(code) : code;
}
