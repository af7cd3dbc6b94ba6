// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, Taken } from './bucket.ts';

/** At most `max` departures in any `windowMs`; those of a cost of 1 are `spacingMs` apart. */
export interface WindowSettings {
  readonly max: number;
  readonly windowMs: number;
  readonly spacingMs?: number;
}

/** Timers ring late by less, usually; spacing makes up for it. */
const latenessMs = 20;

/** One at a time, `spacingMs` apart. */
export function spacedBucket(
  { spacingMs }: { readonly spacingMs: number },
  start: BucketStart,
): Bucket {
  return windowBucket({ max: 1, windowMs: spacingMs }, start);
}

/** Counts departures in a log; before it knows what left earlier it waits a whole window. */
export function windowBucket(
  { max, windowMs, spacingMs = 0 }: WindowSettings,
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  const log = departureLog(max, windowMs);
  /** Nothing leaves before this moment. */
  let nextMs = unknownUntilMs + windowMs;
  let latest: Taken | undefined;
  let beforeLatestMs = 0;
  const note = ({ cost, atMs }: Taken): void => {
    log.add(cost, atMs);
    const dueMs = atMs - nextMs < latenessMs ? nextMs : atMs;
    nextMs = Math.max(nextMs, dueMs + spacingMs * cost);
  };
  return {
    capacity: max,
    left: (nowMs) => max - log.used(nowMs),
    charge: log.add,
    waitMs: (cost, nowMs) => Math.max(0, log.freeInMs(cost, nowMs), nextMs - nowMs),
    take(cost, atMs) {
      latest = { cost, atMs };
      beforeLatestMs = nextMs;
      note(latest);
      return latest;
    },
    leave(taken, nowMs) {
      if (nowMs <= taken.atMs) return;
      log.remove(taken.cost, taken.atMs);
      taken.atMs = nowMs;
      note(taken);
    },
    giveBack(taken) {
      log.remove(taken.cost, taken.atMs);
      // Only the latest departure knows what held before it.
      if (latest === taken) nextMs = beforeLatestMs;
    },
    isIdle: (nowMs) => log.used(nowMs) === 0 && nextMs <= nowMs,
    save: (nowMs) =>
      log.entries(nowMs).map(([at, cost]) => [Math.ceil(at + host.wallClock() - nowMs), cost]),
    restore(rows = [], nowMs) {
      nextMs = -Infinity;
      // What lies ahead was written before the clock was put back: as if it was just now.
      rows
        .map(([at = 0, cost = 0]) => ({ cost, atMs: nowMs - Math.max(0, host.wallClock() - at) }))
        .sort((left, right) => left.atMs - right.atMs)
        .forEach(note);
    },
  };
}

/** Departures that lie so near together that they count as one. */
interface Cell {
  readonly sinceMs: number;
  atMs: number;
  cost: number;
}

/** What left in the last `windowMs`. */
export interface DepartureLog {
  freeInMs(cost: number, nowMs: number): number;
  used(nowMs: number): number;
  readonly add: (cost: number, atMs: number) => void;
  remove(cost: number, atMs: number): void;
  /** Moments and costs, oldest first. */
  entries(nowMs: number): readonly (readonly [number, number])[];
}

/** Beyond so many, departures of one part in as many of the window count as of its end. */
const mostCells = 256;

/** A log of at most `max` in any `windowMs`; its size does not grow with `max`. */
export function departureLog(max: number, windowMs: number): DepartureLog {
  const cells: Cell[] = [];
  const grainMs = max > mostCells ? windowMs / mostCells : 0;
  let sum = 0;
  const used = (nowMs: number): number => {
    // Compared as a difference, because the sum of large and small numbers may round up.
    for (let first = cells[0]; first && nowMs - first.atMs >= windowMs; first = cells[0]) {
      sum -= first.cost;
      cells.shift();
    }
    if (cells.length === 0) sum = 0;
    return sum;
  };
  return {
    used,
    freeInMs(cost, nowMs) {
      let tooMany = used(nowMs) + cost - max;
      if (tooMany <= 0) return 0;
      const last = cells.find((cell) => (tooMany -= cell.cost) <= 0);
      return last === undefined ? Infinity : last.atMs + windowMs - nowMs;
    },
    add(cost, atMs) {
      const last = cells.at(-1);
      sum += cost;
      if (last !== undefined && atMs - last.sinceMs <= grainMs) {
        last.cost += cost;
        last.atMs = atMs;
      } else cells.push({ sinceMs: atMs, atMs, cost });
    },
    remove(cost, atMs) {
      const cell = cells.findLast(({ sinceMs }) => sinceMs <= atMs);
      // What is older than the window is forgotten already.
      if (cell === undefined || cell.atMs < atMs) return;
      cell.cost -= cost;
      sum -= cost;
    },
    entries(nowMs) {
      used(nowMs);
      return cells.filter(({ cost }) => cost > 0).map(({ atMs, cost }) => [atMs, cost]);
    },
  };
}
