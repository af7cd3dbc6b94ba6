// @ts-nocheck
import type { Step } from '../model/integration.ts';
import type { Decision } from '../plan/decision.ts';
import type { Pattern } from '../plan/flow.ts';

/** What all flows together ask of one system; settled before the system's policies. */
export interface SystemUse {
  /** Calls a second of all flows, at average and when all peak together. */
  readonly averageCalls: Decision<number>;
  readonly peakCalls: Decision<number>;
  /** The same of only what each declared limit covers, in the limit's own unit (calls, points, bytes); same order as `system.limits`. */
  readonly byLimit: readonly {
    readonly average: Decision<number>;
    readonly peak: Decision<number>;
  }[];
  readonly flows: readonly FlowUse[];
}

/** What one flow asks of one system. */
export interface FlowUse {
  readonly flow: string;
  readonly pattern: Decision<Pattern>;
  /** The steps, confirmations and look-ups of the flow at this system. */
  readonly steps: readonly Step[];
  readonly peakCalls: Decision<number>;
  readonly averageCalls: Decision<number>;
  /** Calls of the steps of one run; absent where there are no runs. */
  readonly callsOfRun?: number;
  /** Seconds from event to effect; absent under schedule or deadline. */
  readonly latencyTarget?: Decision<number>;
  /** Seconds for all attempts where our caller waits. */
  readonly waitingBudget?: Decision<number>;
  /** Whether a second effect does harm. */
  readonly duplicateHarms: boolean;
}
