// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, Taken } from './bucket.ts';
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
    case 'line':
      return lineBucket(limit.bytesPerSecond / 1000);
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
    case 'line':
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
  const drain = (cost: number, nowMs: number): void => {
    Object.assign(state, { level: level(nowMs) - cost, atMs: nowMs });
  };
  return {
    capacity,
    waitMs: (cost, nowMs) => Math.max(0, ((cost - level(nowMs)) / refillPerSecond) * 1000),
    take(cost, nowMs) {
      drain(cost, nowMs);
      return { cost, atMs: nowMs, isOpen: true };
    },
    leave: () => undefined,
    giveBack: (taken) => {
      close(taken, () => {
        state.level += taken.cost;
      });
    },
    end: () => undefined,
    left: level,
    charge: drain,
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
  const free = (taken: Taken): void => {
    close(taken, () => {
      inUse -= taken.cost;
    });
  };
  return {
    capacity: max,
    waitMs: (cost) => (inUse + cost <= max ? 0 : Infinity),
    take(cost, nowMs) {
      inUse += cost;
      return { cost, atMs: nowMs, isOpen: true };
    },
    leave: () => undefined,
    giveBack: free,
    end: free,
    isIdle: () => inUse === 0,
    save: () => '',
    restore: () => undefined,
  };
}

/** A line that a call occupies for as long as its bytes take; calls of any size pass, one after the other. */
function lineBucket(bytesPerMs: number): Bucket {
  let freeAtMs = -Infinity;
  return {
    capacity: Infinity,
    waitMs: (cost, nowMs) => (cost > 0 ? Math.max(0, freeAtMs - nowMs) : 0),
    take(cost, nowMs) {
      freeAtMs = Math.max(freeAtMs, nowMs) + cost / bytesPerMs;
      return { cost, atMs: nowMs, isOpen: true };
    },
    leave: () => undefined,
    giveBack: (taken) => {
      close(taken, () => {
        freeAtMs -= taken.cost / bytesPerMs;
      });
    },
    end: () => undefined,
    isIdle: (nowMs) => freeAtMs <= nowMs,
    save: () => '',
    restore: () => undefined,
  };
}

function close(taken: Taken, how: () => void): void {
  if (taken.isOpen) how();
  taken.isOpen = false;
}
