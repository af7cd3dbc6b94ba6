import type { AlertCondition, PlannedAlert } from '../../plan/alert.ts';
import type { Decision } from '../../plan/decision.ts';
import type { FlowCase } from './subject.ts';

/** One kind of alert: for which flows it makes sense, and from which figures it is made. */
export interface AlertKind {
  readonly name: string | ((subject: FlowCase) => string);
  readonly severity: (subject: FlowCase) => PlannedAlert['severity'];
  readonly applies: (subject: FlowCase) => boolean;
  /** The figures of the condition; all of them stand in the plan. */
  readonly figures: (subject: FlowCase) => readonly Decision[];
  /** `shown` are the figures as people read them, in the same order. */
  readonly condition: (subject: FlowCase, shown: readonly string[]) => string;
  /** The same for a machine. */
  readonly signals: (subject: FlowCase) => readonly AlertCondition[];
  /** Seconds that it must hold; absent: none. */
  readonly lasts?: (subject: FlowCase) => Decision<number>;
  /** What somebody does first. */
  readonly action: (subject: FlowCase) => string;
}

export const page = (): 'page' => 'page';
export const ticket = (): 'ticket' => 'ticket';
