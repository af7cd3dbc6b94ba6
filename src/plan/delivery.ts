import type { Decision } from './decision.ts';

/** How events are delivered to addresses that others give us. */
export interface PlannedDelivery {
  /** What is signed, and by what. */
  readonly signature: Decision<string>;
  /** Which addresses are called at all. */
  readonly addresses: Decision<string>;
  /** When an endpoint gets nothing more. */
  readonly disabled: Decision<string>;
  /** Pauses between two attempts, in seconds. */
  readonly schedule: Decision<readonly number[]>;
  /** The same in words. */
  readonly attempts: Decision<string>;
  /** Seconds from the first attempt to the last. */
  readonly span: Decision<number>;
  /** Attempts a second, in the peak, at endpoints that do not answer. */
  readonly lost: Decision<number>;
}
