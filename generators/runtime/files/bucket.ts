// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import type { Lane, Waiter } from './lane.ts';
import type { Line } from './line.ts';
import type { LimitedCall, Permit } from './permit.ts';
import type { LimitData, LimitSettings } from './settings.ts';

/** What one call took from a bucket; it is given back or ended once at most. */
export interface Taken {
  readonly cost: number;
  /** The monotonic moment at which it was taken, or at which the call left. */
  atMs: number;
  /** The monotonic moment after which the call may not leave with it; absent: at any time. */
  readonly untilMs?: number;
}

/** The state of one limit, or of one entity of a limit. */
export interface Bucket {
  /** The most that one call may cost. */
  readonly capacity: number;
  /** Milliseconds until a call of this cost may leave: 0 now, Infinity when another one ends. */
  waitMs(cost: number, nowMs: number): number;
  take(cost: number, nowMs: number): Taken;
  /** The call leaves now, later than it was taken. */
  leave?(taken: Taken, nowMs: number): void;
  /** The call is not sent: all is as before. */
  giveBack(taken: Taken): void;
  /** The answer is there; absent: that frees nothing. */
  end?(taken: Taken): void;
  /** What may still leave; absent where that is no count of departures. */
  left?(nowMs: number): number;
  /** Someone else used so much of the limit. */
  charge?(cost: number, nowMs: number): void;
  /** Nothing leaves before the moment, in other processes too; absent where there are none. */
  pause?(untilMs: number): void;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
  /** Its state as rows of numbers that another process understands; only of limits that outlive a process. */
  save?(nowMs: number): Rows;
  /** Absent rows: nobody has called yet. */
  restore?(rows: Rows | undefined, nowMs: number): void;
}

export type Rows = readonly (readonly number[])[];

/** `unknownUntilMs`: before this moment someone else may have called, and nobody counted it. */
export interface BucketStart {
  readonly host: Host;
  readonly unknownUntilMs: number;
}

/** A bucket, and who takes from it where the bucket does not count alone. */
export interface CountedBucket {
  readonly bucket: Bucket;
  readonly ledger?: Ledger | undefined;
}

/** A bucket with what is told about it, and the line in front of it. */
export interface HeldBucket extends CountedBucket {
  /** Calls pass buckets in this order: those that fewer calls share come first. */
  readonly rank: number;
  pausedUntilMs: number;
  /** What calls will take that a ledger is asked for. */
  pending: number;
  /** What all calls took, whether or not it still counts. */
  sum: number;
  /** Calls that wait for it or will: while there are any it is not forgotten. */
  users: number;
  /** Those that wait for it, first in line first. */
  readonly lanes: Lane[];
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

/** Takes from buckets whose count is kept elsewhere: where a restart does not lose it, or where other processes see it. */
export interface Ledger {
  /**
   * All needs of one call that this ledger keeps, in their order, or none: then absent, and each bucket that
   * refused tells a wait. Called in the order in which calls may leave, with several under way; where one is
   * refused, later ones that need the same are refused too. Rejects where nothing can be counted.
   */
  take(needs: readonly Need[]): Promise<readonly Taken[] | undefined>;
  /** Asks all ledgers of a call; it keeps its place in line meanwhile. */
  ask(line: Line, own: Lane, waiter: Waiter): void;
}

/** Finds the bucket of a call among those of one limit, which `make` makes when they are first needed. */
export type EachEntity = (
  limit: LimitData,
  make: (entity: string) => HeldBucket,
  now: () => number,
) => (call: LimitedCall) => HeldBucket;

/** Follows what answers say is left of a bucket: someone else may use the limit too, which tightens it and never loosens it. */
export type Watch = (
  held: HeldBucket | undefined,
  now: () => number,
) => Permit['observe'] | undefined;

/** Where the counts of one system's limits are kept, if not in this process alone; undefined for a limit: in it. */
export type CountKeeper = (of: {
  readonly system: string;
  readonly limits: readonly LimitSettings[];
  readonly host: Host;
}) => (limit: LimitSettings, entity: string, local: () => Bucket) => CountedBucket | undefined;

/** The bucket of a limit. */
export function bucketOf(limit: LimitSettings, start: BucketStart): Bucket {
  // The type of settings pairs each form with the function that takes it.
  const bucket = limit.bucket as (limit: LimitSettings, start: BucketStart) => Bucket;
  return bucket(limit, start);
}

/** Milliseconds after which nothing that was done before matters any more. */
export function memoryMs(limit: LimitData): number {
  if ('windowMs' in limit) return limit.windowMs;
  if (limit.form === 'bucket') return (limit.capacity / limit.refillPerSecond) * 1000;
  return limit.form === 'spaced' ? limit.spacingMs : 0;
}

/** Milliseconds until a call may pass; `isReserved`: room is kept for it among what is pending. */
export function waitMs({ held, cost }: Need, nowMs: number, isReserved = false): number {
  const all = isReserved ? cost : cost + held.pending;
  if (all > held.bucket.capacity) return Infinity;
  return Math.max(0, held.pausedUntilMs - nowMs, held.bucket.waitMs(all, nowMs));
}
