// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket } from './bucket.ts';
import type { Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';
import type { Ordered } from './ordered.ts';

/** A bucket with what is told about it, and the line in front of it. */
export interface HeldBucket {
  readonly bucket: Bucket;
  /** Calls pass buckets in this order: those that fewer calls share come first. */
  readonly rank: number;
  /** Who counts where the bucket does not do so alone. */
  readonly ledger: Ledger | undefined;
  /** Reads the count that is kept; absent where there is none, or once it is read. */
  load: (() => Promise<void>) | undefined;
  /** Resolves when a text written after this call began is in the store. */
  readonly save: () => Promise<void>;
  pausedUntilMs: number;
  /** What calls will take that a ledger is asked for. */
  pending: number;
  /** What all calls took, whether or not it still counts. */
  sum: number;
  /** Calls that wait for it or will: while there are any it is not forgotten. */
  users: number;
  /** Those that wait for it, first in line first. */
  readonly lanes: Ordered<Lane>;
  /** Has passed it, and waits for another bucket; nobody behind it passes meanwhile. */
  holder: Lane | undefined;
  /** When the line in front of it is looked at again. */
  wakeAtMs: number;
  isDirty: boolean;
}

/** What a call takes from one bucket. */
export interface Need {
  readonly held: HeldBucket;
  readonly cost: number;
}

/** Milliseconds until a call may pass; `isReserved`: room is kept for it among what is pending. */
export function waitMs({ held, cost }: Need, nowMs: number, isReserved = false): number {
  const all = isReserved ? cost : cost + held.pending;
  if (all > held.bucket.capacity) return Infinity;
  return Math.max(pausedMs(held, nowMs), held.bucket.waitMs(all, nowMs));
}

/** Milliseconds until the pause of a bucket ends. */
export function pausedMs({ pausedUntilMs }: HeldBucket, nowMs: number): number {
  return Math.max(0, pausedUntilMs - nowMs);
}
