// @ts-nocheck
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** What a command did with one integration.yaml. */
export interface IntegrationReport {
  /** As a person in the working directory knows it. */
  readonly file: string;
  /** Output directory, from the working directory; absent where the file was not understood. */
  readonly output?: string;
  /** Every file that was read for it, from the working directory; those that are named and missing too. */
  readonly inputs: readonly string[];
  readonly verdict?: string;
  /** Why the verdict is what it is, with the figures. */
  readonly reason?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of the user's, which no build touches. */
  readonly kept: readonly string[];
  /** Generated files that were edited by hand. */
  readonly edited: readonly string[];
  /** What would change, as unified diffs; for `--dry-run`. */
  readonly diff?: string;
}

/** Exit codes of design: 0 fine, 1 errors, 2 usage, 3 refused, stale or edited, 70 a bug of ours; 130 ended by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 70 | 130;

export interface CommandReport {
  readonly command: 'build' | 'check' | 'explain';
  readonly exitCode: ExitCode;
  readonly integrations: readonly IntegrationReport[];
}
