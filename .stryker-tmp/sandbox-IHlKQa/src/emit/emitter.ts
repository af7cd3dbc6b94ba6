// @ts-nocheck
import type { Plan } from '../plan/plan.ts';

/** A file of the output. */
export interface EmittedFile {
  /** Relative to the output directory, with forward slashes. */
  readonly path: string;
  /** Ends in a line feed; LF only. */
  readonly text: string;
  /** `generated` is overwritten at each build; `user` is written once and never again. */
  readonly owner: 'generated' | 'user';
  /** Names that generated files import from a file of the user's: it must go on exporting them. */
  readonly exports?: readonly string[];
  /** Whether prettier may still format it; false for text that is printed as it shall stand. */
  readonly format: boolean;
}

/** Prints one kind of output from the plan; decides nothing and writes nothing. */
export interface Emitter {
  readonly id: string;
  readonly emit: (plan: Plan) => readonly EmittedFile[] | Promise<readonly EmittedFile[]>;
}
