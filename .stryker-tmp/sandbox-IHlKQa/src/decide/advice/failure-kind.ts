// @ts-nocheck
import type { FailureMode } from '../../plan/plan.ts';
import type { FlowCase } from './subject.ts';

/** One way in which a pair of systems fails. */
export interface FailureKind {
  readonly id: string;
  readonly applies: (subject: FlowCase) => boolean;
  readonly mode: (subject: FlowCase) => FailureMode;
}
