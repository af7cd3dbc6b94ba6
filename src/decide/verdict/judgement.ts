import type { Decision } from '../../plan/decision.ts';
import type { WayOut } from '../../plan/flow.ts';
import type { Verdict } from '../../plan/verdict.ts';

/** One thing that is wrong with a flow, or that must hold for it to work. */
export interface Judgement {
  readonly verdict: Exclude<Verdict, 'feasible'>;
  /** Names of reasons, for diagnostics of their own. */
  readonly kind:
    | 'limit'
    | 'deadline'
    | 'synchronous'
    | 'poll'
    | 'drain'
    | 'unknown'
    | 'unknown-volume'
    | 'measure';
  /** A full sentence with the figures. */
  readonly sentence: string;
  readonly formula: string;
  readonly inputs: readonly (string | Decision)[];
  readonly waysOut: readonly WayOut[];
}
