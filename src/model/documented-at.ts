/** Where a description says something, and the words. */
export interface Documented {
  readonly file: string;
  readonly pointer: string;
  readonly quote: string;
}

/** Where a description documents a limit, and how well. */
export interface DocumentedAt extends Documented {
  /** False where the words leave a choice, or hold for one plan only. */
  readonly isSure: boolean;
  /** For whom alone it holds: `free plan`. */
  readonly tier?: string;
}
