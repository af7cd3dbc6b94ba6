// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { periodAt, type CalendarSettings } from './calendar.ts';
import type { LimitData, LimitSettings } from './settings.ts';
import { longestAloneMs, shareOf, type SharedLimit } from './shared-counts.ts';

/** A limit as a store keeps it, at a moment of the store's clock; absent: processes do not share it. */
export function sharedLimitOf(limit: LimitData): ((storeMs: number) => SharedLimit) | undefined {
  switch (limit.form) {
    case 'window': {
      const { form, max, windowMs, spacingMs = 0 } = limit;
      return () => ({ form, max, windowMs, spacingMs });
    }
    case 'spaced':
      return () => ({ form: 'window', max: 1, windowMs: limit.spacingMs, spacingMs: 0 });
    case 'bucket': {
      const { form, capacity, refillPerSecond } = limit;
      return () => ({ form, max: capacity, refillPerSecond });
    }
    case 'calendar': {
      const { form, max, settleMs } = limit;
      const edges = edgesOf(limit);
      return (storeMs) => ({ form, max, settleMs, edges: edges(storeMs) });
    }
    case 'slots': {
      const { form, max } = limit;
      // What has no limit can still be paused, but each process finds out by itself.
      return max === Infinity ? undefined : () => ({ form, max });
    }
    // Each process has a line of its own.
    case 'line':
      return undefined;
  }
}

/** When the periods around a moment begin and end; worked out once in a period. */
function edgesOf(settings: CalendarSettings): (atMs: number) => readonly number[] {
  let known: readonly number[] = [];
  return (atMs) => {
    const [, startMs = Infinity, endMs = -Infinity] = known;
    if (atMs >= startMs && atMs < endMs) return known;
    const now = periodAt(atMs, settings);
    const before = periodAt(now.startMs - 1, settings);
    const next = periodAt(now.endMs, settings);
    const last = periodAt(next.endMs, settings);
    known = [before.startMs, now.startMs, now.endMs, next.endMs, last.endMs];
    return known;
  };
}

/**
 * What one process may keep to while the store is away; absent: it pauses, because nothing is left for
 * it, or because only the store knows what was used of a long window or of a calendar period.
 */
export function limitOfOne(limit: LimitSettings, instances: number): LimitSettings | undefined {
  const part = (max: number): number => shareOf(max, instances);
  switch (limit.form) {
    case 'window': {
      const { max, windowMs, spacingMs = 0 } = limit;
      if (part(max) === 0 || windowMs > longestAloneMs) return undefined;
      return { ...limit, max: part(max), spacingMs: spacingMs * instances };
    }
    case 'spaced':
      return instances === 1 && limit.spacingMs <= longestAloneMs ? limit : undefined;
    case 'bucket': {
      const { capacity, refillPerSecond } = limit;
      if (part(capacity) === 0) return undefined;
      const refill = (refillPerSecond * part(capacity)) / capacity;
      return { ...limit, capacity: part(capacity), refillPerSecond: refill };
    }
    default:
      return undefined;
  }
}
