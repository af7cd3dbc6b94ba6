// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import type { Lane, Waiter } from './lane.ts';
import type { Line } from './line.ts';
import type { LimitedCall, Permit } from './permit.ts';
import type { LimitData, LimitSettings } from './settings.ts';

/** What one call took; it is given back or ended once at most. */
export interface Taken {
  readonly cost: number;
  /** When it was taken, or the call left. */
  atMs: number;
  /** After which the call may not leave with it; absent: never. */
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
  /** The call is not sent. */
  giveBack(taken: Taken): void;
  /** The answer is there. */
  end?(taken: Taken): void;
  /** What may still leave. */
  left?(nowMs: number): number;
  /** Someone else used so much of the limit. */
  charge?(cost: number, nowMs: number): void;
  /** Nothing leaves before the moment, in other processes too. */
  pause?(untilMs: number): void;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
  /** Its state, for another process. */
  save?(nowMs: number): Rows;
  /** Absent rows: nobody has called yet. */
  restore?(rows: Rows | undefined, nowMs: number): void;
}

export type Rows = readonly (readonly number[])[];

/** `unknownUntilMs`: before it someone else may have called, and nobody counted. */
export interface BucketStart {
  readonly host: Host;
  readonly unknownUntilMs: number;
}

/** A bucket, and who takes from it where it does not count alone. */
export interface CountedBucket {
  readonly bucket: Bucket;
  readonly ledger?: Ledger | undefined;
}

/** A bucket and the line in front of it. */
export interface HeldBucket extends CountedBucket {
  /** Calls pass buckets in this order. */
  readonly rank: number;
  pausedUntilMs: number;
  /** What calls take that a ledger is asked for. */
  pending: number;
  /** What all calls ever took. */
  sum: number;
  /** Calls that wait for it or will. */
  users: number;
  /** Those that wait for it, first in line first. */
  readonly lanes: Lane[];
  /** Has passed it and waits for another; nobody behind it passes meanwhile. */
  holder: Lane | undefined;
  wakeAtMs: number;
  isDirty: boolean;
}

/** What a call takes from one bucket. */
export interface Need {
  readonly held: HeldBucket;
  readonly cost: number;
}

/** Takes from buckets whose count is kept elsewhere. */
export interface Ledger {
  /**
   * All needs of one call that it keeps, or none: then absent, and a bucket that refused tells a wait. Called in
   * the order in which calls may leave, several under way; later ones that need what was refused are refused too.
   */
  take(needs: readonly Need[]): Promise<readonly Taken[] | undefined>;
  /** Asks all ledgers of a call; it keeps its place in line meanwhile. */
  ask(line: Line, own: Lane, waiter: Waiter): void;
}

/** Finds the bucket of a call among those of a limit; `make` makes one. */
export type EachEntity = (
  limit: LimitData,
  make: (entity: string) => HeldBucket,
  now: () => number,
) => (call: LimitedCall) => HeldBucket;

/** Follows what answers say is left of a bucket; that tightens it and never loosens it. */
export type Watch = (
  held: HeldBucket | undefined,
  now: () => number,
) => Permit['observe'] | undefined;

/** Gives the buckets of limits that are not counted in this process alone. */
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

/** Milliseconds after which a departure does not matter any more. */
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
