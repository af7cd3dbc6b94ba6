// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { asError, untilAborted } from './abort.ts';
import { requireCounters, type LimiterOptions } from './entity-buckets.ts';
import { isEmpty, lane, type Lane } from './lane.ts';
import { limitedCalls, type LimitedCall, type NeededBuckets } from './needs.ts';
import type { Permit, PermitRequest } from './permit.ts';
import { waitingLine } from './waiting-line.ts';

/** All limits of one system. */
export interface Limiter {
  /** Whether a limit counts bytes, so that calls must tell theirs. */
  readonly countsBytes: boolean;
  /** Resolves when all limits that cover the call allow it; rejects with why they will not in time. */
  acquire(request: PermitRequest): Promise<Permit>;
  /** Nothing that shares a limit with the call leaves before the moment. */
  pause(call: LimitedCall, untilMs: number): void;
}

/** Lanes of one kind of call that are kept for later though nobody waits in them. */
const mostEmptyLanes = 16;

/** One line for all limits of a system, so that a call takes all that it needs at one moment. */
export function createLimiter(options: LimiterOptions): Limiter {
  requireCounters(options);
  const { limits, host } = options;
  const calls = limitedCalls(options);
  const line = waitingLine(host);
  return {
    countsBytes: limits.some(({ form, cost }) => form === 'line' || cost === 'bytes'),
    acquire(request) {
      try {
        const into = laneOf(calls.bucketsOf(request), request.priority ?? 0);
        const isLoaded = into.needs.every(({ held }) => held.load === undefined);
        // Not `async`: a promise less for each call that waits.
        if (isLoaded) return line.join(into, request);
        return loaded(into, request).then(() => line.join(into, request));
      } catch (fault) {
        return Promise.reject(asError(fault));
      }
    },
    pause(call, untilMs) {
      for (const held of calls.paused(call)) line.pause(held, untilMs);
    },
  };
}

/** Calls with the same needs share a lane for each priority. */
function laneOf({ needs, watched, lanes }: NeededBuckets, priority: number): Lane {
  const known = lanes?.get(priority);
  if (known !== undefined) return known;
  const made = lane({ needs, watched, priority });
  if (lanes === undefined) return made;
  if (lanes.size >= mostEmptyLanes)
    for (const [old, each] of lanes) if (isEmpty(each)) lanes.delete(old);
  lanes.set(priority, made);
  return made;
}

/** Reads the counts that are kept, and holds on to the buckets meanwhile. */
async function loaded({ needs }: Lane, { signal }: PermitRequest): Promise<void> {
  for (const { held } of needs) held.users += 1;
  try {
    for (const { held } of needs) {
      const loading = held.load?.();
      if (loading !== undefined) await (signal ? untilAborted(loading, signal) : loading);
      held.load = undefined;
    }
  } finally {
    for (const { held } of needs) held.users -= 1;
  }
}
