import type { Decision, Source } from '../../plan/decision.ts';
import type { CalledSubject } from '../system-context.ts';

/** One limit of a system with what its figures rest on. */
export interface LimitSubject {
  readonly id: string;
  readonly subject: CalledSubject;
  readonly share: Decision<number>;
  /** Where it is declared or documented. */
  readonly source: Source;
  /** What its description says, where the file says something else. */
  readonly overruled?: Decision<number>['overruled'];
  /** Demand at the busiest time in the limit's own unit. */
  readonly peak: Decision<number>;
}
