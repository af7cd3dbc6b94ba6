// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { rollingCount } from './rolling-count.ts';
import type { BreakerSettings } from './settings.ts';

/** How the latest calls went. */
export interface BreakerHealth {
  note(nowMs: number, failed: boolean): void;
  /** How a call went that must not be sent twice; reads between two of them say nothing about either. */
  noteAmbiguous(nowMs: number, isAmbiguous: boolean): void;
  isBad(nowMs: number): boolean;
  isEmpty(nowMs: number): boolean;
  clear(): void;
}

/** Knows of calls as far back as they count. */
export function breakerHealth({
  failureShare,
  minimumCalls,
  windowMs,
  consecutiveFailures,
  ambiguousOutcomes = Infinity,
  failureAgeMs,
}: BreakerSettings): BreakerHealth {
  const calls = rollingCount(windowMs);
  const failures = rollingCount(windowMs);
  const inARow = row(consecutiveFailures, failureAgeMs);
  const ambiguous = row(ambiguousOutcomes, failureAgeMs);
  return {
    note(nowMs, failed) {
      calls.add(nowMs);
      if (failed) failures.add(nowMs);
      inARow.note(nowMs, failed);
    },
    noteAmbiguous(nowMs, isAmbiguous) {
      ambiguous.note(nowMs, isAmbiguous);
    },
    isBad(nowMs) {
      if (ambiguous.isFull(nowMs)) return true;
      const total = calls.total(nowMs);
      if (total >= minimumCalls) return failures.total(nowMs) >= failureShare * total;
      return inARow.isFull(nowMs);
    },
    isEmpty: (nowMs) =>
      calls.total(nowMs) === 0 && inARow.isEmpty(nowMs) && ambiguous.isEmpty(nowMs),
    clear() {
      calls.clear();
      failures.clear();
      inARow.clear();
      ambiguous.clear();
    },
  };
}

/** What happened without a break. */
interface Row {
  note(nowMs: number, happened: boolean): void;
  /** Whether it is as long as asked for, and its first no older. */
  isFull(nowMs: number): boolean;
  /** Whether nothing of it can still become part of a row that is full. */
  isEmpty(nowMs: number): boolean;
  clear(): void;
}

function row(length: number, ageMs: number): Row {
  let times: number[] = [];
  return {
    note(nowMs, happened) {
      if (length === Infinity) return;
      times = happened ? [...times, nowMs].slice(-length) : [];
    },
    isFull(nowMs) {
      const [oldest] = times;
      return times.length >= length && oldest !== undefined && nowMs - oldest <= ageMs;
    },
    isEmpty: (nowMs) => nowMs - (times.at(-1) ?? -Infinity) > ageMs,
    clear() {
      times = [];
    },
  };
}
