import type { DecisionValue } from '../../../src/plan/decision.ts';
import type { bases } from './bases.ts';

/** Two integrations that differ in one fact, and the choices that it must turn; all others must stay. */
export interface Pair {
  readonly name: string;
  readonly base: keyof typeof bases;
  /** The text of the base that is replaced, and by what. */
  readonly from: string;
  readonly to: string;
  /** Before and after, by the id of the decision. */
  readonly flips: Readonly<Record<string, readonly [DecisionValue, DecisionValue]>>;
  /** Ids, or their first three parts, of decisions that only one of the two has. */
  readonly appears?: readonly string[];
  readonly vanishes?: readonly string[];
}
