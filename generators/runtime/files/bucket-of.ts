// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart } from './bucket.ts';
import { calendarBucket } from './bucket-calendar.ts';
import { windowBucket } from './bucket-window.ts';
import type { LimitSettings } from './settings.ts';

/** The bucket of a limit, as its form says. */
export function bucketOf(limit: LimitSettings, start: BucketStart): Bucket {
  switch (limit.form) {
    case 'window':
      return windowBucket(limit, start);
    case 'spaced':
      return windowBucket({ max: 1, windowMs: limit.spacingMs }, start);
    case 'bucket':
      return refilledBucket(limit, start);
    case 'calendar':
      return calendarBucket(limit, start.host);
    case 'slots':
      return slotsBucket(limit.max);
  }
}

/** Milliseconds after which nothing that was done before matters any more. */
export function memoryMs(limit: LimitSettings): number {
  switch (limit.form) {
    case 'spaced':
      return limit.spacingMs;
    case 'bucket':
      return (limit.capacity / limit.refillPerSecond) * 1000;
    case 'slots':
      return 0;
    default:
      return limit.windowMs;
  }
}

/** A token bucket; it starts empty, because whoever ran before may have emptied it. */
function refilledBucket(
  { capacity, refillPerSecond }: { readonly capacity: number; readonly refillPerSecond: number },
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  const state = { level: 0, atMs: unknownUntilMs };
  const level = (nowMs: number): number =>
    Math.min(capacity, state.level + (Math.max(0, nowMs - state.atMs) / 1000) * refillPerSecond);
  return {
    capacity,
    waitMs: (cost, nowMs) => Math.max(0, ((cost - level(nowMs)) / refillPerSecond) * 1000),
    take(cost, nowMs) {
      Object.assign(state, { level: level(nowMs) - cost, atMs: nowMs });
      return {
        leave: () => undefined,
        giveBack() {
          state.level += cost;
        },
        end: () => undefined,
      };
    },
    isIdle: (nowMs) => level(nowMs) >= capacity,
    save: (nowMs) => JSON.stringify({ level: level(nowMs), at: host.wallClock() }),
    restore(text, nowMs) {
      if (text === undefined) return void Object.assign(state, { level: capacity, atMs: nowMs });
      const { level: saved, at } = JSON.parse(text) as {
        readonly level: number;
        readonly at: number;
      };
      Object.assign(state, { level: saved, atMs: nowMs - Math.max(0, host.wallClock() - at) });
    },
  };
}

/** So many at once; a slot is free again when the answer is there. */
function slotsBucket(max: number): Bucket {
  let inUse = 0;
  return {
    capacity: Infinity,
    waitMs: () => (inUse < max ? 0 : Infinity),
    take() {
      inUse += 1;
      let held = true;
      const free = (): void => {
        if (held) inUse -= 1;
        held = false;
      };
      return { leave: () => undefined, giveBack: free, end: free };
    },
    isIdle: () => inUse === 0,
    save: () => '',
    restore: () => undefined,
  };
}
