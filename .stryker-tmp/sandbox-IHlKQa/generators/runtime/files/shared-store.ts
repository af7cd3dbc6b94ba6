// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { SharedCounts } from './shared-counts.ts';

/** What several processes keep together. Every part rejects where the store cannot be reached. */
export interface SharedStore {
  readonly counts: SharedCounts;
  readonly locks: SharedLocks;
  readonly values: SharedValues;
  readonly probes: ProbeLock;
}

/** Work that one process at a time may do. */
export interface SharedLocks {
  /** Absent where another one holds it; it is free again after `leaseMs` by the store's clock. */
  acquire(key: string, leaseMs: number): Promise<HeldLock | undefined>;
}

/** A lock that this process holds until it releases it or its lease ends. */
export interface HeldLock {
  /** Grows with each holder of the key, so that the work of an earlier one can be refused. */
  readonly fence: number;
  /** False where the lease had ended and another one may hold it. */
  renew(leaseMs: number): Promise<boolean>;
  release(): Promise<void>;
}

/** Texts that are replaced as a whole. */
export interface SharedValues {
  read(key: string): Promise<SharedValue | undefined>;
  /**
   * Writes where the text is still of this version (0: where there is none), and gives the new
   * version; absent where someone else wrote since. `text` undefined: removes it, and gives 0.
   */
  replace(key: string, text: string | undefined, version: number): Promise<number | undefined>;
}

/** A text and which of its versions it is; the version grows with each write. */
export interface SharedValue {
  readonly text: string;
  readonly version: number;
}

/** One probe of a system that was down, by whichever process comes first. */
export interface ProbeLock {
  /** True for the first who asks in a period of so many milliseconds. */
  tryAcquire(id: string, periodMs: number): Promise<boolean>;
}
