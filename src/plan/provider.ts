import type { Decision } from './decision.ts';

/** The vendor of the catalogue that a system is. */
export interface PlannedProvider {
  readonly name: Decision<string>;
  readonly title: string;
  /** What to do or to avoid because the vendor is as it is. */
  readonly cautions: readonly Decision<string>[];
  /** What is only remembered of it, as questions: `it wants an answer within 5 s`. */
  readonly remembered: readonly string[];
}
