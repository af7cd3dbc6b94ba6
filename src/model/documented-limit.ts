/** How sure a reader of the description may be: `low` where the words leave a choice, or hold for one plan only. */
export type Confidence = 'high' | 'medium' | 'low';

/** What a limit counts; a `quota` is a rate over a day or longer. */
type DocumentedKind = 'rate' | 'quota' | 'concurrency' | 'points' | 'bytes';

/** A limit that an API description states, with the words that state it; what they do not say is null. */
export interface DocumentedLimit {
  readonly requests: number | null;
  readonly perSeconds: number | null;
  readonly concurrent: number | null;
  readonly points: number | null;
  readonly burst: number | null;
  readonly bytes: number | null;
  readonly kind: DocumentedKind;
  /** `clock` (the full minute, hour, day or month) or a clock time with its zone: `00:00 UTC`. */
  readonly resets: string | null;
  /** For whom it holds, where it does not hold for everyone: `free plan`. */
  readonly tier: string | null;
  /** Whose bucket it is: `api key`. */
  readonly scope: string | null;
  /** `METHOD /path` of each operation that it covers. */
  readonly appliesTo: 'all' | readonly string[];
  /** Whether an answer that refuses says how long to wait. */
  readonly retryAfter: boolean;
  /** Response headers that tell the state of a limit, as the description spells them. */
  readonly headers: readonly string[];
  readonly confidence: Confidence;
  readonly source: DocumentedSource;
}

/** Where a description says it: a JSON pointer, and the words. */
interface DocumentedSource {
  readonly pointer: string;
  readonly quote: string;
}

/** A way to say "too fast" other than 429. */
export interface ThrottleSignal {
  readonly status: number;
  readonly appliesTo: 'all' | readonly string[];
  readonly source: DocumentedSource;
  /** False where the same answer says something else too. */
  readonly isSure: boolean;
}

/** How a header writes a moment: from now, since the epoch, or as a date. */
export type ResetForm =
  'seconds' | 'milliseconds' | 'epoch_seconds' | 'epoch_milliseconds' | 'date';

/** A header that tells when a window ends, and how its value is meant. */
export interface ResetHeader {
  readonly name: string;
  readonly form: ResetForm;
  readonly source: DocumentedSource;
}

/** What a call costs of a budget of points. */
export interface CallCost {
  readonly points: number;
  readonly appliesTo: 'all' | readonly string[];
  readonly source: DocumentedSource;
}

/** What a description says about being called too often. */
export interface DocumentedLimits {
  readonly limits: readonly DocumentedLimit[];
  readonly signals: readonly ThrottleSignal[];
  readonly resetHeaders: readonly ResetHeader[];
  readonly costs: readonly CallCost[];
}
