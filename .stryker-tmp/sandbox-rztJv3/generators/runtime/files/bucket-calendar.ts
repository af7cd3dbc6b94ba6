// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, Taken } from './bucket.ts';
import { periodAt, type CalendarSettings, type Period } from './calendar.ts';
import type { Host } from './host.ts';

interface Count extends Period {
  used: number;
}

interface Counted extends Taken {
  counts: readonly Count[];
}

/** Counts that are kept: of this period, of its neighbours, and of those that another clock says. */
const mostCounts = 8;

/**
 * At most `max` in each period. A call counts in each period in which the system may see it: by the wall
 * clock, and by the one that cannot be put forward or back, and up to `settleMs` to either side of both.
 */
export function calendarBucket(
  settings: CalendarSettings & { readonly max: number; readonly settleMs: number },
  host: Host,
): Bucket {
  const { max, windowMs } = settings;
  const periods = periodCounts(settings, host);
  return {
    capacity: max,
    waitMs(cost, nowMs) {
      const waits = periods.moments(nowMs).map((atMs) => {
        const { used, endMs } = periods.at(atMs);
        return used + cost > max ? endMs - atMs : 0;
      });
      return Math.max(...waits);
    },
    take(cost, nowMs): Counted {
      const counts = periods.touched(nowMs);
      add(counts, cost);
      return { cost, atMs: nowMs, isOpen: true, counts };
    },
    leave(taken: Counted, nowMs) {
      const more = periods.touched(nowMs).filter((count) => !taken.counts.includes(count));
      add(more, taken.cost);
      Object.assign(taken, { atMs: nowMs, counts: [...taken.counts, ...more] });
    },
    giveBack(taken: Counted) {
      if (taken.isOpen) add(taken.counts, -taken.cost);
      taken.isOpen = false;
    },
    end: () => undefined,
    left: (nowMs) => max - Math.max(...periods.touched(nowMs).map(({ used }) => used)),
    charge(cost, nowMs) {
      const counts = periods.touched(nowMs);
      const sinceMs = Math.min(...counts.map(({ startMs }) => host.wallClock() - startMs));
      // Near the reset nobody knows which period the system speaks of.
      if (counts.length === 1 && sinceMs >= Math.min(60_000, windowMs / 10)) add(counts, cost);
    },
    isIdle: (nowMs) => periods.touched(nowMs).every(({ used }) => used === 0),
    save: periods.save,
    restore: periods.restore,
  };
}

function add(counts: readonly Count[], cost: number): void {
  for (const count of counts) count.used += cost;
}

/** What is used of the periods around now. */
function periodCounts(settings: CalendarSettings & { readonly settleMs: number }, host: Host) {
  const { settleMs } = settings;
  const offsetMs = host.wallClock() - host.now();
  const counts: Count[] = [];
  const at = (atMs: number): Count => {
    const known = counts.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    if (known !== undefined) return known;
    const made = { ...periodAt(atMs, settings), used: 0 };
    if (counts.push(made) > mostCounts) counts.shift();
    return made;
  };
  const moments = (nowMs: number): readonly number[] =>
    [host.wallClock(), nowMs + offsetMs].flatMap((atMs) => [atMs - settleMs, atMs + settleMs]);
  return {
    at,
    moments,
    touched: (nowMs: number): readonly Count[] => [...new Set(moments(nowMs).map(at))],
    save: () => JSON.stringify(counts.map(({ startMs, endMs, used }) => [startMs, endMs, used])),
    restore: (text: string | undefined, nowMs: number): void => {
      for (const [startMs, endMs, used] of text === undefined ? [] : countsOf(text)) {
        const known = counts.find((count) => count.startMs === startMs);
        if (known === undefined) counts.push({ startMs, endMs, used });
        else known.used += used;
        // A period that lies ahead was written before the clock was put back; its count still holds.
        if (startMs > nowMs + offsetMs + settleMs) add([at(nowMs + offsetMs)], used);
      }
    },
  };
}

/** Start, end and use of periods, as `save` wrote them; anything else is a broken store. */
function countsOf(text: string): readonly (readonly [number, number, number])[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new TypeError('The kept count of a period is not a list.');
  return parsed.map((each: unknown) => {
    const entry: readonly unknown[] = Array.isArray(each) ? each : [];
    const [startMs, endMs, used] = entry;
    if (typeof startMs === 'number' && typeof endMs === 'number' && typeof used === 'number')
      return [startMs, endMs, used];
    throw new TypeError('The kept count of a period is not made of numbers.');
  });
}
