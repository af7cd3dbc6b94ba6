// @ts-nocheck
import type { Limit } from '../../model/limit.ts';
import type { Declared } from '../../model/place.ts';
import type { Decision } from '../../plan/decision.ts';
import type { CalledSubject } from '../system-context.ts';

/** One limit of a system with what its figures rest on. */
export interface LimitSubject {
  readonly id: string;
  readonly subject: CalledSubject;
  readonly share: Decision<number>;
  readonly at: Declared<Limit>['at'];
  /** Demand at the busiest time in the limit's own unit. */
  readonly peak: Decision<number>;
}
