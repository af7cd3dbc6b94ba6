// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';

/** The state of one limit, or of one entity of a limit. */
export interface Bucket {
  /** The most that one call may cost. */
  readonly capacity: number;
  /** Milliseconds until a call of this cost may leave: 0 now, Infinity when another one ends. */
  waitMs(cost: number, nowMs: number): number;
  take(cost: number, nowMs: number): Taken;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
  /** State as text that another process understands; only of limits that outlive a process. */
  save(nowMs: number): string;
  /** Absent: nobody has called yet. */
  restore(text: string | undefined, nowMs: number): void;
}

/** What one call took. */
export interface Taken {
  /** The call leaves now, later than it was taken. */
  leave(nowMs: number): void;
  /** The call is not sent: all is as before. */
  giveBack(): void;
  /** The answer is there. */
  end(): void;
}

/** `unknownUntilMs`: before this moment someone else may have called, and nobody counted it. */
export interface BucketStart {
  readonly host: Host;
  readonly unknownUntilMs: number;
}
