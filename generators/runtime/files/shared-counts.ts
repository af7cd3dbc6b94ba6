// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** The counts of the limits of all processes, kept by a store and by the store's clock. */
export interface SharedCounts {
  /** The clock of the store, without a trace of who asked; rejects where it is away. */
  look(book: string): Promise<number>;
  /** One step for all that a process has to say at a moment: nothing comes in between. */
  take(asked: CountsAsked): Promise<CountsGiven>;
}

/** What a process says and asks, of one system. */
export interface CountsAsked {
  /** Names the integration and the system; only those who say the same count together. */
  readonly book: string;
  readonly member: string;
  /** Grows with each request of the member: one that comes late is refused. */
  readonly turn: number;
  /** Processes that are meant to run. */
  readonly instances: number;
  /** The latest that the store's clock may show, by the member's own clock; a clock put forward is not believed. */
  readonly latestMs: number;
  /** A request that arrives later by the store's clock is refused. */
  readonly expiresMs: number;
  /** Permits are used at most so long after their moment. */
  readonly slackMs: number;
  /** Permits may be given for moments so far ahead. */
  readonly aheadMs: number;
  /** Whether the member let calls go by itself since its last request. */
  readonly wasAlone: boolean;
  readonly buckets: readonly SharedBucketAsked[];
  /** Calls in their order, each with what it takes: pairs of an index of `buckets` and a cost. */
  readonly calls: readonly (readonly (readonly [bucket: number, cost: number])[])[];
}

/** One bucket and what is to be done with it before calls take from it. */
export interface SharedBucketAsked {
  readonly key: string;
  readonly limit: SharedLimit;
  /** Of slots: how many this member holds now. */
  readonly held: number;
  /** Permits that were not used: pairs of their moment and cost. */
  readonly returned: readonly (readonly [atMs: number, cost: number])[];
  /** Nothing leaves for so long; 0: no pause. */
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
  | { readonly form: 'bucket'; readonly capacity: number; readonly refillPerSecond: number }
  /** `edges`: when periods end and begin around now, in milliseconds since the epoch, ascending. */
  | {
      readonly form: 'calendar';
      readonly max: number;
      readonly settleMs: number;
      readonly edges: readonly number[];
    }
  | { readonly form: 'slots'; readonly max: number };

/** What the store answers. */
export interface CountsGiven {
  /** The store's clock, in milliseconds; it never goes back and is never put forward. */
  readonly nowMs: number;
  /** Whether the request was refused as a whole, because it came late. */
  readonly isLate: boolean;
  /** For each call the moment at which it may leave, or what it waits for. */
  readonly calls: readonly CallGiven[];
}

export type CallGiven =
  | { readonly atMs: number }
  /** Per bucket of the call that has no room: its index and the least wait in milliseconds. */
  | { readonly refused: readonly (readonly [bucket: number, waitMs: number])[] };
