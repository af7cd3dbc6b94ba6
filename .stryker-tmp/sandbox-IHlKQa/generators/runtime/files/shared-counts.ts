// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** The counts of the limits of all processes, kept by a store and by the store's clock. */
export interface SharedCounts {
  /** The store's clock, without a trace of who asked; rejects where the store is away. */
  look(book: string): Promise<number>;
  /** One step for all that a process has to say at a moment: nothing comes in between. */
  take(asked: CountsAsked): Promise<CountsGiven>;
}

/** What a process says and asks, of one system; times are the store's, in milliseconds. */
export interface CountsAsked {
  /** Names the integration and the system; only those who say the same count together. */
  readonly book: string;
  readonly member: string;
  /** Grows with each request of the member: one that was overtaken is refused. */
  readonly turn: number;
  /** Processes that are meant to run. */
  readonly instances: number;
  /** The latest that the store's clock may show by the member's own; one that was put forward is not believed. */
  readonly latestMs: number;
  /** A request that arrives later is refused. */
  readonly expiresMs: number;
  /** A permit is used at most so long after its moment. */
  readonly slackMs: number;
  /** Permits may be given for moments so far ahead. */
  readonly aheadMs: number;
  readonly buckets: readonly SharedBucketAsked[];
  /** Calls in their order, each with what it takes: pairs of an index of `buckets` and a cost. */
  readonly calls: readonly CallAsked[];
}

/** Pairs of an index of `buckets` and a cost. */
export type CallAsked = readonly (readonly [bucket: number, cost: number])[];

/** One bucket, and what becomes of it before calls take from it. */
export interface SharedBucketAsked {
  readonly key: string;
  readonly limit: SharedLimit;
  /** Of slots: how many this member holds now. */
  readonly held: number;
  /** Permits that were not used: pairs of the latest moment of their use and their cost. */
  readonly returned: readonly (readonly [latestMs: number, cost: number])[];
  /** Nothing leaves for so many milliseconds; 0: no pause. */
  readonly pauseMs: number;
}

/** A limit as a store keeps it. */
export type SharedLimit =
  | {
      readonly form: 'window';
      readonly max: number;
      readonly windowMs: number;
      readonly spacingMs: number;
    }
  | { readonly form: 'bucket'; readonly max: number; readonly refillPerSecond: number }
  /** `edges`: when periods begin and end around now, since the epoch, ascending. */
  | {
      readonly form: 'calendar';
      readonly max: number;
      readonly settleMs: number;
      readonly edges: readonly number[];
    }
  | { readonly form: 'slots'; readonly max: number };

/** What the store answers. */
export interface CountsGiven {
  /** The store's clock; it never goes back and is never put forward. */
  readonly nowMs: number;
  /** Whether the request was refused as a whole, because it came too late. */
  readonly isLate: boolean;
  readonly calls: readonly CallGiven[];
}

/** When a call may leave, or which of its buckets have no room: pairs of an index and the least wait. */
export type CallGiven =
  { readonly atMs: number } | { readonly refused: readonly (readonly [number, number])[] };

/** A process of which nothing was heard for so long may have begun to count by itself. */
export const leaseMs = 3000;

/** Slots of a process that was not heard of for so long are free again. */
export const slotLeaseMs = 60_000;

/** Limits with a longer memory pause while the store is away. */
export const longestAloneMs = 600_000;

/** Counts with at least so long a memory outlive a loss of what is kept in memory only. */
export const keptFromMs = 60_000;

/** The part of a limit that a process keeps to while it counts by itself. */
export function shareOf(max: number, instances: number): number {
  return Math.floor(max / instances);
}

/** Milliseconds after which what was done before does not matter to a limit any more. */
export function memoryOf(limit: SharedLimit): number {
  switch (limit.form) {
    case 'window':
      return limit.windowMs;
    case 'bucket':
      return (limit.max / limit.refillPerSecond) * 1000;
    case 'calendar':
      return Infinity;
    case 'slots':
      return 0;
  }
}

/** Whether the count of a limit must outlive a loss of what is kept in memory only. */
export function isLong(limit: SharedLimit): boolean {
  return memoryOf(limit) >= keptFromMs;
}

/**
 * When a store may forget a bucket that is not used any more. Later than it matters, so that a step of
 * the store's wall clock by a quarter of an hour forgets nothing.
 */
export function expiryOf(limit: SharedLimit, wallMs: number): number {
  const spareMs = 900_000;
  if (limit.form === 'calendar') return (limit.edges.at(-1) ?? wallMs) + spareMs;
  return wallMs + spareMs + (limit.form === 'slots' ? 86_400_000 : memoryOf(limit));
}
