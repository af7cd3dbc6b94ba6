// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { countIn, totalOf, type RollingCount } from './rolling-count.ts';
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
  const calls: RollingCount = { windowMs };
  const failures: RollingCount = { windowMs };
  const inARow: Row = { length: consecutiveFailures, ageMs: failureAgeMs };
  const ambiguous: Row = { length: ambiguousOutcomes, ageMs: failureAgeMs };
  return {
    note(nowMs, failed) {
      countIn(calls, nowMs);
      if (failed) countIn(failures, nowMs);
      noteIn(inARow, nowMs, failed);
    },
    noteAmbiguous(nowMs, isAmbiguous) {
      noteIn(ambiguous, nowMs, isAmbiguous);
    },
    isBad(nowMs) {
      if (isFull(ambiguous, nowMs)) return true;
      const total = totalOf(calls, nowMs);
      if (total >= minimumCalls) return totalOf(failures, nowMs) >= failureShare * total;
      return isFull(inARow, nowMs);
    },
    isEmpty: (nowMs) =>
      totalOf(calls, nowMs) === 0 && isOver(inARow, nowMs) && isOver(ambiguous, nowMs),
    clear() {
      for (const count of [calls, failures]) count.cells = undefined;
      for (const row of [inARow, ambiguous]) row.times = undefined;
    },
  };
}

/** What happened without a break. */
interface Row {
  readonly length: number;
  readonly ageMs: number;
  times?: readonly number[] | undefined;
}

function noteIn(row: Row, nowMs: number, happened: boolean): void {
  if (row.length === Infinity) return;
  row.times = happened ? [...(row.times ?? []), nowMs].slice(-row.length) : undefined;
}

/** Whether it is as long as asked for, and its first no older. */
function isFull({ length, ageMs, times = [] }: Row, nowMs: number): boolean {
  const [oldest] = times;
  return times.length >= length && oldest !== undefined && nowMs - oldest <= ageMs;
}

/** Whether nothing of it can still become part of a row that is full. */
function isOver({ ageMs, times = [] }: Row, nowMs: number): boolean {
  return nowMs - (times.at(-1) ?? -Infinity) > ageMs;
}
