import type { Decision } from './decision.ts';

/** The accounts of a system that we call for; each has its own credential and retry budget. */
export interface PlannedTenants {
  /** What one is: `organisation`. */
  readonly what: string;
  /** Absent: nobody knows. */
  readonly count?: Decision<number>;
  /** The part of all calls that the largest makes. */
  readonly largestShare: Decision<number>;
  /** Calls of one tenant that are open at a time. */
  readonly concurrency: Decision<number>;
}
