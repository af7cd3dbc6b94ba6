// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, Rows, Taken } from './bucket.ts';
import { periodAt, type CalendarSettings, type Period } from './calendar.ts';

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
  { host }: BucketStart,
): Bucket {
  const { max, windowMs, settleMs } = settings;
  const offsetMs = host.wallClock() - host.now();
  const kept: Count[] = [];
  const at = countAt(kept, settings);
  const moments = (nowMs: number): readonly number[] =>
    [host.wallClock(), nowMs + offsetMs].flatMap((atMs) => [atMs - settleMs, atMs + settleMs]);
  const touched = (nowMs: number): readonly Count[] => [...new Set(moments(nowMs).map(at))];
  const restored = ([startMs = 0, endMs = 0, used = 0]: Rows[number], nowMs: number): void => {
    keep(kept, { startMs, endMs, used });
    // A period that lies ahead was written before the clock was put back; its count still holds.
    if (startMs > nowMs + offsetMs + settleMs) add([at(nowMs + offsetMs)], used);
  };
  return {
    capacity: max,
    waitMs: (cost, nowMs) =>
      Math.max(
        ...moments(nowMs).map((atMs) => (at(atMs).used + cost > max ? at(atMs).endMs - atMs : 0)),
      ),
    take(cost, atMs): Counted {
      const counts = touched(atMs);
      add(counts, cost);
      return { cost, atMs, counts };
    },
    leave(taken: Counted, nowMs) {
      const more = touched(nowMs).filter((count) => !taken.counts.includes(count));
      add(more, taken.cost);
      Object.assign(taken, { atMs: nowMs, counts: [...taken.counts, ...more] });
    },
    giveBack: (taken: Counted) => {
      add(taken.counts, -taken.cost);
    },
    left: (nowMs) => max - Math.max(...touched(nowMs).map(({ used }) => used)),
    charge(cost, nowMs) {
      const counts = touched(nowMs);
      const sinceMs = Math.min(...counts.map(({ startMs }) => host.wallClock() - startMs));
      // Near the reset nobody knows which period the system speaks of.
      if (counts.length === 1 && sinceMs >= Math.min(60_000, windowMs / 10)) add(counts, cost);
    },
    isIdle: (nowMs) => touched(nowMs).every(({ used }) => used === 0),
    save: () => kept.map(({ startMs, endMs, used }) => [startMs, endMs, used]),
    restore(rows = [], nowMs) {
      for (const row of rows) restored(row, nowMs);
    },
  };
}

/** The count of the period in which a moment lies, made where there is none. */
function countAt(kept: Count[], settings: CalendarSettings): (atMs: number) => Count {
  return (atMs) => {
    const known = kept.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    if (known !== undefined) return known;
    const made = { ...periodAt(atMs, settings), used: 0 };
    if (kept.push(made) > mostCounts) kept.shift();
    return made;
  };
}

function keep(kept: Count[], count: Count): void {
  const known = kept.find(({ startMs }) => startMs === count.startMs);
  if (known === undefined) kept.push(count);
  else known.used += count.used;
}

function add(counts: readonly Count[], cost: number): void {
  for (const count of counts) count.used += cost;
}
