// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket } from './bucket.ts';

/** A line that a call occupies for as long as its bytes take; calls of any size pass, one after the other. */
export function lineBucket({ bytesPerSecond }: { readonly bytesPerSecond: number }): Bucket {
  const bytesPerMs = bytesPerSecond / 1000;
  let freeAtMs = -Infinity;
  return {
    capacity: Infinity,
    waitMs: (cost, nowMs) => (cost > 0 ? Math.max(0, freeAtMs - nowMs) : 0),
    take(cost, atMs) {
      freeAtMs = Math.max(freeAtMs, atMs) + cost / bytesPerMs;
      return { cost, atMs };
    },
    giveBack({ cost }) {
      freeAtMs -= cost / bytesPerMs;
    },
    isIdle: (nowMs) => freeAtMs <= nowMs,
  };
}
