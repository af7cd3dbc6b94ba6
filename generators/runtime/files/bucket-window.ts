// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart } from './bucket.ts';

interface Entry {
  atMs: number;
  cost: number;
}

/** At most `max` departures in any `windowMs`, at least `spacingMs` apart where given. */
export function windowBucket(
  {
    max,
    windowMs,
    spacingMs = 0,
  }: { readonly max: number; readonly windowMs: number; readonly spacingMs?: number },
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  let log: Entry[] = [];
  let used = 0;
  let nextMs = -Infinity;
  let blockedUntilMs = unknownUntilMs + windowMs;
  const forget = (nowMs: number): void => {
    let old = 0;
    for (const entry of log) {
      // Compared as a difference, because the sum of large and small numbers may round up.
      if (nowMs - entry.atMs < windowMs) break;
      old += 1;
      used -= entry.cost;
    }
    if (old > 0) log.splice(0, old);
  };
  const freeInMs = (cost: number, nowMs: number): number => {
    let tooMany = used + cost - max;
    for (const entry of log) {
      if (tooMany <= 0) return 0;
      tooMany -= entry.cost;
      if (tooMany <= 0) return entry.atMs + windowMs - nowMs;
    }
    return 0;
  };
  return {
    capacity: max,
    waitMs(cost, nowMs) {
      forget(nowMs);
      return Math.max(0, freeInMs(cost, nowMs), nextMs - nowMs, blockedUntilMs - nowMs);
    },
    take(cost, nowMs) {
      const entry = { atMs: nowMs, cost };
      const before = nextMs;
      log.push(entry);
      used += cost;
      nextMs = nowMs + spacingMs * cost;
      return {
        leave(leavesMs) {
          if (leavesMs <= entry.atMs) return;
          entry.atMs = leavesMs;
          nextMs = Math.max(nextMs, leavesMs + spacingMs * cost);
          log.sort((left, right) => left.atMs - right.atMs);
        },
        giveBack() {
          const index = log.indexOf(entry);
          if (index === -1) return;
          log.splice(index, 1);
          used -= cost;
          if (nextMs === entry.atMs + spacingMs * cost) nextMs = before;
        },
        end: () => undefined,
      };
    },
    isIdle(nowMs) {
      forget(nowMs);
      return log.length === 0 && blockedUntilMs <= nowMs && nextMs <= nowMs;
    },
    save(nowMs) {
      forget(nowMs);
      const offsetMs = host.wallClock() - nowMs;
      return JSON.stringify(log.map(({ atMs, cost }) => [Math.ceil(atMs + offsetMs), cost]));
    },
    restore(text, nowMs) {
      blockedUntilMs = -Infinity;
      if (text === undefined) return;
      const wallMs = host.wallClock();
      const saved = JSON.parse(text) as readonly (readonly [number, number])[];
      // A moment that lies ahead was written by a clock that was put back since: as if it was just now.
      log = saved.map(([at, cost]) => ({ atMs: nowMs - Math.max(0, wallMs - at), cost }));
      used = saved.reduce((sum, [, cost]) => sum + cost, 0);
      forget(nowMs);
    },
  };
}
