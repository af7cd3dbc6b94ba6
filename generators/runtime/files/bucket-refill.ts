// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart } from './bucket.ts';

/** A token bucket; it starts empty, because whoever ran before may have emptied it. */
export function refilledBucket(
  { capacity, refillPerSecond }: { readonly capacity: number; readonly refillPerSecond: number },
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  let levelThen = 0;
  let thenMs = unknownUntilMs;
  const level = (nowMs: number): number =>
    Math.min(capacity, levelThen + (Math.max(0, nowMs - thenMs) / 1000) * refillPerSecond);
  const drain = (cost: number, nowMs: number): void => {
    levelThen = level(nowMs) - cost;
    thenMs = nowMs;
  };
  return {
    capacity,
    waitMs: (cost, nowMs) => Math.max(0, ((cost - level(nowMs)) / refillPerSecond) * 1000),
    take(cost, atMs) {
      drain(cost, atMs);
      return { cost, atMs };
    },
    giveBack({ cost }) {
      levelThen += cost;
    },
    left: level,
    charge: drain,
    isIdle: (nowMs) => level(nowMs) >= capacity,
    save: (nowMs) => [[level(nowMs), host.wallClock()]],
    restore(rows, nowMs) {
      const [saved = capacity, at = host.wallClock()] = rows?.[0] ?? [];
      levelThen = saved;
      thenMs = nowMs - Math.max(0, host.wallClock() - at);
    },
  };
}
