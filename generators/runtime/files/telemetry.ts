// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What a call is made for, in the caller's words: they are told with its events, so no secret belongs here. */
export interface CallContext {
  readonly flow?: string;
  /** Id of the event that the call serves. */
  readonly event?: string;
  /** Of the thing that it is about: what orders and deduplicates. */
  readonly key?: string;
  /** The trace that it belongs to (W3C Trace Context); without a tracer it is sent on. */
  readonly traceparent?: string;
}

/** An event of a system as a whole. */
interface OfSystem {
  readonly system: string;
  /** On whose behalf, where the system has tenants: for logs, of too many values for a metric. */
  readonly tenant?: string | undefined;
}

/** An event of one call. */
interface OfCall extends OfSystem {
  readonly operation: string;
  readonly context?: CallContext | undefined;
}

/** An event of one request of a call; the first attempt is 1. */
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
  /** The path with the names of its parameters instead of their values: `/customers/{id}`. */
  readonly template: string;
  /** Milliseconds since the attempt was wanted: for secrets, a slot and the limiter. */
  readonly waitMs: number;
}

/** What came of it. */
export interface AttemptEnded extends OfAttempt {
  readonly type: 'attempt_ended';
  /** `refused`: turned away, as too fast or for its credential, and without effect. */
  readonly outcome: 'answer' | 'refused' | 'timeout' | 'network' | 'aborted';
  /** Of the answer, where there is one. */
  readonly status?: number | undefined;
  /** Milliseconds from the send until the body was read, or began where it is a stream. */
  readonly durationMs: number;
  readonly waitMs: number;
}

/** What happened, for metrics and logs: never a secret, a header, a body, a path or a query string. */
export type TelemetryEvent =
  | AttemptStarted
  | AttemptEnded
  /** The call is over; `kind` says why it failed. */
  | (OfCall & {
      readonly type: 'call_ended';
      readonly outcome: 'success' | 'failure';
      readonly kind?: string | undefined;
      readonly attempts: number;
      readonly durationMs: number;
    })
  /** The attempt of this number follows after a wait. */
  | (OfCall & {
      readonly type: 'retry_scheduled';
      readonly attempt: number;
      readonly waitMs: number;
    })
  /** The failure could be tried again, but the budget of retries is used up. */
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
  /** The wait is longer than the call has time for: whoever made it may keep it until then. */
  | (OfCall & { readonly type: 'parked'; readonly retryAfterMs: number })
  /** The limiter let the call go after a wait. */
  | (OfCall & { readonly type: 'limiter_waited'; readonly waitMs: number })
  /** The breaker did not let the call through. */
  | (OfCall & { readonly type: 'breaker_refused'; readonly retryAfterMs: number })
  | (OfSystem & {
      readonly type: 'breaker_opened' | 'breaker_half_opened' | 'breaker_closed';
    })
  /** Whether the limits are counted with the other processes; `kind`: why not. */
  | (OfSystem & { readonly type: 'limits_alone' | 'limits_shared'; readonly kind?: string })
  | (OfSystem & { readonly type: 'token_renewed'; readonly durationMs: number })
  /** No new access token; `kind` as in the error of a call that needs one. */
  | (OfSystem & {
      readonly type: 'token_renewal_failed';
      readonly kind: string;
      readonly durationMs: number;
    })
  /** Tokens could not be loaded, stored or locked. */
  | (OfSystem & { readonly type: 'token_store_failed' });

/** Follows one attempt, as a tracer does. */
export interface AttemptTrace {
  readonly traceId: string;
  /** Sent with the request: `traceparent` and what belongs to it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Runs the send inside the span. */
  run<Result>(send: () => Result): Result;
  end(event: AttemptEnded): void;
}
