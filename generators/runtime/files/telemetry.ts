// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What a call is made for; told with its events, so no secret belongs here. */
export interface CallContext {
  readonly flow?: string;
  readonly event?: string;
  readonly key?: string;
  /** W3C Trace Context; without a tracer it is sent on. */
  readonly traceparent?: string;
}

interface OfSystem {
  readonly system: string;
  /** For logs: too many values for a metric. */
  readonly tenant?: string | undefined;
}

interface OfCall extends OfSystem {
  readonly operation: string;
  readonly context?: CallContext | undefined;
}

interface OfAttempt extends OfCall {
  readonly attempt: number;
  readonly traceId?: string | undefined;
}

/** One request is about to leave; nothing waits any more. */
export interface AttemptStarted extends OfAttempt {
  readonly type: 'attempt_started';
  readonly method: string;
  /** `https://api.example:8443` */
  readonly origin: string;
  /** `/customers/{id}`: no values. */
  readonly template: string;
  /** For secrets, a slot and the limiter. */
  readonly waitMs: number;
}

export interface AttemptEnded extends OfAttempt {
  readonly type: 'attempt_ended';
  /** `refused`: as too fast or for its credential, without effect. */
  readonly outcome: 'answer' | 'refused' | 'timeout' | 'network' | 'aborted';
  readonly status?: number | undefined;
  /** Until the body was read, or began where it is a stream. */
  readonly durationMs: number;
  readonly waitMs: number;
}

/** What happened, for metrics and logs: never a secret, a header, a body, a path or a query string. */
export type TelemetryEvent =
  | AttemptStarted
  | AttemptEnded
  /** The call is over; `kind` says why it failed, `status` of the error where there was an answer. */
  | (OfCall & {
      readonly type: 'call_ended';
      readonly outcome: 'success' | 'failure';
      readonly kind?: string | undefined;
      readonly status?: number | undefined;
      readonly attempts: number;
      readonly durationMs: number;
    })
  /** The attempt of this number follows after a wait. */
  | (OfCall & {
      readonly type: 'retry_scheduled';
      readonly attempt: number;
      readonly waitMs: number;
    })
  /** The budget of retries is used up. */
  | (OfCall & { readonly type: 'retry_refused' })
  /** The system is too busy: whatever shares a limit with the call waits. */
  | (OfCall & {
      readonly type: 'throttled';
      readonly attempt: number;
      readonly status: number;
      readonly waitMs: number;
    })
  /** A header with a time to wait could not be read without guessing. */
  | (OfCall & { readonly type: 'hint_refused'; readonly status: number })
  /** The call has no time to wait so long; whoever made it may keep it. */
  | (OfCall & { readonly type: 'parked'; readonly retryAfterMs: number })
  | (OfCall & { readonly type: 'limiter_waited'; readonly waitMs: number })
  | (OfCall & { readonly type: 'breaker_refused'; readonly retryAfterMs: number })
  | (OfSystem & {
      readonly type: 'breaker_opened' | 'breaker_half_opened' | 'breaker_closed';
    })
  /** Counted with the other processes or, for `kind`, not. */
  | (OfSystem & { readonly type: 'limits_alone' | 'limits_shared'; readonly kind?: string })
  | (OfSystem & { readonly type: 'token_renewed'; readonly durationMs: number })
  | (OfSystem & {
      readonly type: 'token_renewal_failed';
      readonly kind: string;
      readonly durationMs: number;
    })
  /** Tokens could not be loaded, stored or locked. */
  | (OfSystem & { readonly type: 'token_store_failed' });

export interface AttemptTrace {
  readonly traceId: string;
  /** Sent with the request: `traceparent` and what belongs to it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Runs the send inside the span. */
  run<Result>(send: () => Result): Result;
  end(event: AttemptEnded): void;
}
