import type { Decision } from './decision.ts';

/** When a system is open. */
export interface PlannedHours {
  /** `06:00-22:00 UTC`. */
  readonly open: Decision<string>;
  /** Seconds a day. */
  readonly openTime: Decision<number>;
  /** Seconds of the longest stretch in which it is closed. */
  readonly closed: Decision<number>;
}
