// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, Taken } from './bucket.ts';
import { departureLog } from './departure-log.ts';

/** At most `max` departures in any `windowMs`; those of a cost of 1 are `spacingMs` apart. */
export interface WindowSettings {
  readonly max: number;
  readonly windowMs: number;
  readonly spacingMs?: number;
}

/** A timer rings late by less than this many milliseconds, usually; spacing makes up for it. */
const latenessMs = 20;

/** Counts departures in a log; before it knows what left earlier it waits a whole window. */
export function windowBucket(
  { max, windowMs, spacingMs = 0 }: WindowSettings,
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  const log = departureLog(max, windowMs);
  /** Nothing leaves before this moment. */
  let nextMs = unknownUntilMs + windowMs;
  let latest: { readonly taken: Taken; readonly beforeMs: number } | undefined;
  const note = (taken: Taken): void => {
    log.add(taken.cost, taken.atMs);
    const dueMs = taken.atMs - nextMs < latenessMs ? nextMs : taken.atMs;
    nextMs = Math.max(nextMs, dueMs + spacingMs * taken.cost);
  };
  return {
    capacity: max,
    waitMs: (cost, nowMs) => Math.max(0, log.freeInMs(cost, nowMs), nextMs - nowMs),
    take(cost, nowMs) {
      latest = { taken: { cost, atMs: nowMs, isOpen: true }, beforeMs: nextMs };
      note(latest.taken);
      return latest.taken;
    },
    leave(taken, nowMs) {
      if (nowMs <= taken.atMs) return;
      log.remove(taken.cost, taken.atMs);
      taken.atMs = nowMs;
      note(taken);
    },
    giveBack(taken) {
      if (taken.isOpen) log.remove(taken.cost, taken.atMs);
      taken.isOpen = false;
      // Only the latest departure knows what held before it.
      if (latest?.taken === taken) nextMs = latest.beforeMs;
    },
    end: () => undefined,
    left: (nowMs) => max - log.used(nowMs),
    charge: log.add,
    isIdle: (nowMs) => log.used(nowMs) === 0 && nextMs <= nowMs,
    save(nowMs) {
      const offsetMs = host.wallClock() - nowMs;
      return JSON.stringify(
        log.entries(nowMs).map(([atMs, cost]) => [Math.ceil(atMs + offsetMs), cost]),
      );
    },
    restore(text, nowMs) {
      nextMs = -Infinity;
      const agesMs = text === undefined ? [] : departuresOf(text, host.wallClock());
      for (const [ageMs, cost] of agesMs) note({ cost, atMs: nowMs - ageMs, isOpen: true });
    },
  };
}

/** Age and cost of departures as `save` wrote them, oldest first; anything else is a broken store. */
function departuresOf(text: string, wallMs: number): readonly (readonly [number, number])[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new TypeError('The kept count of a window is not a list.');
  const departures = parsed.map((pair: unknown): readonly [number, number] => {
    const entry: readonly unknown[] = Array.isArray(pair) ? pair : [];
    const [at, cost] = entry;
    if (typeof at !== 'number' || typeof cost !== 'number')
      throw new TypeError('The kept count of a window is not made of numbers.');
    // A moment that lies ahead was written by a clock that was put back since: as if it was just now.
    return [Math.max(0, wallMs - at), cost];
  });
  return departures.sort(([left], [right]) => right - left);
}
