// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket } from './bucket.ts';
import type { CalendarSettings, Period } from './calendar.ts';
import type { Host } from './host.ts';
import { periodAt } from './calendar.ts';

interface Count {
  period: Period;
  used: number;
  /** Departures so near to the reset that the system may count them after it. */
  late: number;
}

/** At most `max` until the clock reaches the reset; used again `settleMs` after it. */
export function calendarBucket(
  settings: CalendarSettings & { readonly max: number; readonly settleMs: number },
  host: Host,
): Bucket {
  const { max, settleMs } = settings;
  const clock = carefulClock(host);
  const count: Count = { period: periodAt(clock(), settings), used: 0, late: 0 };
  const turn = (): number => {
    const atMs = clock();
    startAnew(count, atMs, settings);
    return atMs;
  };
  const note = (cost: number): void => {
    count.used += cost;
    if (turn() >= count.period.endMs - settleMs) count.late += cost;
  };
  return {
    capacity: max,
    waitMs(cost) {
      const atMs = turn();
      const { startMs, endMs } = count.period;
      if (count.used + cost > max) return endMs + settleMs - atMs;
      return Math.max(0, startMs + settleMs - atMs);
    },
    take(cost) {
      turn();
      const { startMs } = count.period;
      note(cost);
      const isSame = (): boolean => count.period.startMs === startMs;
      return {
        leave() {
          turn();
          if (!isSame()) note(cost);
        },
        giveBack() {
          if (isSame()) count.used -= cost;
        },
        end: () => undefined,
      };
    },
    isIdle: () => turn() >= 0 && count.used === 0,
    save: () => JSON.stringify(count),
    restore(text) {
      if (text === undefined) return;
      const saved = JSON.parse(text) as Count;
      // A period that lies ahead was written before the clock was put back; its count still holds.
      if (saved.period.endMs > clock()) Object.assign(count, saved);
    },
  };
}

/** Begins the period of `atMs` where the last one has ended. */
function startAnew(count: Count, atMs: number, settings: CalendarSettings): void {
  if (atMs < count.period.endMs) return;
  const period = periodAt(atMs, settings);
  const used = count.period.endMs === period.startMs ? count.late : 0;
  Object.assign(count, { period, used, late: 0 });
}

/**
 * The wall clock, but never ahead of what the monotonic clock says has passed: a clock that is put
 * forward does not start a period early, and one that is put back only delays it.
 */
function carefulClock(host: Host): () => number {
  const offsetMs = host.wallClock() - host.now();
  return () => Math.min(host.wallClock(), host.now() + offsetMs);
}
