// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';

/** What one call took from a bucket. */
export interface Taken {
  readonly cost: number;
  /** The monotonic moment at which it was taken, or at which the call left. */
  atMs: number;
  /** The monotonic moment after which the call may not leave with it; absent: at any time. */
  readonly untilMs?: number;
  /** False once it was given back or has ended. */
  isOpen: boolean;
}

/** The state of one limit, or of one entity of a limit. */
export interface Bucket {
  /** The most that one call may cost. */
  readonly capacity: number;
  /** Milliseconds until a call of this cost may leave: 0 now, Infinity when another one ends. */
  waitMs(cost: number, nowMs: number): number;
  take(cost: number, nowMs: number): Taken;
  /** The call leaves now, later than it was taken. */
  leave(taken: Taken, nowMs: number): void;
  /** The call is not sent: all is as before. */
  giveBack(taken: Taken): void;
  /** The answer is there. */
  end(taken: Taken): void;
  /** What may still leave; absent where that is no count of departures. */
  left?(nowMs: number): number;
  /** Someone else used so much of the limit. */
  charge?(cost: number, nowMs: number): void;
  /** Nothing leaves before the moment, in other processes too; absent where there are none. */
  pause?(untilMs: number): void;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
  /** State as text that another process understands; only of limits that outlive a process. */
  save(nowMs: number): string;
  /** Absent: nobody has called yet. */
  restore(text: string | undefined, nowMs: number): void;
}

/** `unknownUntilMs`: before this moment someone else may have called, and nobody counted it. */
export interface BucketStart {
  readonly host: Host;
  readonly unknownUntilMs: number;
}
