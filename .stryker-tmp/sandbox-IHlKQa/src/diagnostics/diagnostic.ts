/** Where something stands in a file; line and column start at 1. */
// @ts-nocheck

export interface DiagnosticPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length?: number;
}

/** One thing that is wrong with what the user wrote, and what to do about it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly fix: string;
  readonly at: DiagnosticPlace;
  /** The line of the file; set by `withExcerpts` before printing. */
  readonly excerpt?: string;
  /** The line may hold the value of a secret, so it is neither kept nor printed. */
  readonly redacted?: boolean;
}

/** What a stage that can fail on the user's account returns. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}
