// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, EachEntity, Watch } from './bucket.ts';

/** Retry in the client; behind a queue `maxAttempts` is 1 and the queue retries. */
export interface RetrySettings {
  /** The first attempt included. */
  readonly maxAttempts: number;
  readonly baseDelayMs: number;
  readonly factor: number;
  readonly maxDelayMs: number;
  readonly jitter: 'full' | 'equal';
  readonly statuses: readonly number[];
  /** Share of the calls of the last 60 s… */
  readonly budgetShare: number;
  /** …but this many at least. */
  readonly budgetFloor: number;
}

export interface TimeoutSettings {
  /** Of one attempt, from connecting until its body is read. */
  readonly attemptMs: number;
  /** Of all attempts and waits, until a stream begins; absent: any. */
  readonly totalMs?: number;
  /** Between two pieces of a stream; absent: any. */
  readonly streamIdleMs?: number;
}

/** What one limit counts and allows; several hold at once. */
export type LimitData = LimitForm & {
  readonly id: string;
  /** Operation ids that it covers; absent: all. */
  readonly operations?: readonly string[];
  /** What a call costs where calls do not cost 1; `bytes`: what it sends. */
  readonly cost?:
    | 'bytes'
    | {
        readonly default: number;
        readonly byOperation: Readonly<Record<string, number>>;
      };
  /** Name of the entity that has a bucket for each of its values; the caller passes the value. */
  readonly key?: string;
  /** Whether each tenant has a bucket; absent: all tenants share one. */
  readonly per?: 'tenant';
};

/** How a limit allows calls. */
export type LimitForm =
  /** At most `max` departures in any `windowMs`, W + J; `spacingMs` apart where given. */
  | {
      readonly form: 'window';
      readonly max: number;
      readonly windowMs: number;
      readonly spacingMs?: number;
    }
  | { readonly form: 'bucket'; readonly capacity: number; readonly refillPerSecond: number }
  /** One at a time, `spacingMs` apart. */
  | { readonly form: 'spaced'; readonly spacingMs: number }
  /** At most `max` until the clock reaches `resets`; used again `settleMs` after it. */
  | {
      readonly form: 'calendar';
      readonly max: number;
      readonly windowMs: number;
      readonly resets: 'clock' | { readonly minutes: number; readonly zone: string };
      readonly settleMs: number;
    }
  | { readonly form: 'slots'; readonly max: number }
  /** The speed of a line: what a call sends keeps the others waiting. */
  | { readonly form: 'line'; readonly bytesPerSecond: number };

/** A form with the function that counts it: what no limit needs is not there. */
type Counted<Form> = Form extends LimitForm
  ? Form & { readonly bucket: (form: Form, start: BucketStart) => Bucket }
  : never;

/** One limit with all that its counting takes. */
export type LimitSettings = LimitData &
  Counted<LimitForm> & {
    /** How answers tell what is left of it: `leftIn` of remaining.ts. */
    readonly remaining?: Watch;
  } & (
    | { readonly key?: undefined; readonly per?: undefined; readonly each?: undefined }
    /** Finds the bucket of an entity or tenant: `eachEntity` of entity-buckets.ts. */
    | { readonly each: EachEntity }
  );

export interface BreakerSettings {
  readonly failureShare: number;
  readonly minimumCalls: number;
  readonly windowMs: number;
  readonly consecutiveFailures: number;
  /** Calls in a row that must not be repeated and got no answer. */
  readonly ambiguousOutcomes?: number;
  readonly failureAgeMs: number;
  readonly openMs: number;
  /** What calls do while one tries the system; absent: fail. */
  readonly halfOpen?: 'wait' | 'fail';
  /** Over which the rate rises after it closed. */
  readonly rampMs: number;
}

/** How the system says "too fast"; every field that is given must match. */
export interface ThrottleSignal {
  readonly status?: number;
  /** A value of `code`, `error.code`, `error.type` or of an entry of `errors` in a JSON body. */
  readonly code?: string;
  readonly header?: string;
}

/** A header by which the system says when to call again, where its value alone does not tell how it is meant. */
export interface HintSettings {
  readonly header: string;
  /** From now, since the epoch, or a date (ISO 8601 with a zone, HTTP). */
  readonly form: 'seconds' | 'milliseconds' | 'epoch_seconds' | 'epoch_milliseconds' | 'date';
}

/** All policies of calls to one system: what `resilience/<system>.ts` holds. */
export interface SystemResilience {
  readonly retry: RetrySettings;
  readonly timeouts: TimeoutSettings;
  readonly limits: readonly LimitSettings[];
  /** How answers usually tell what is left of a limit: `usualLeft` of remaining.ts. */
  readonly usualLeft?: Watch;
  /** Calls under way at once, those of all tenants together. */
  readonly concurrency: number;
  /** Absent: the system has one account. */
  readonly tenants?: TenantSettings;
  /** Absent: no breaker. */
  readonly breaker?: BreakerSettings;
  readonly throttled: readonly ThrottleSignal[];
  /** Absent: only what is plain from its value is heeded. */
  readonly hints?: readonly HintSettings[];
  /** Lock-out after a limit was exceeded; 0: none. */
  readonly penaltyMs: number;
  /** What differs, by operation id. */
  readonly operations: Readonly<Record<string, OperationResilience>>;
}

export interface TenantSettings {
  /** Calls of one tenant under way at once. */
  readonly concurrency: number;
}

export interface OperationResilience {
  readonly maxAttempts: number;
  readonly attemptMs: number;
  /** Whether a call may be sent again when nobody knows whether it took effect. */
  readonly repeatable: boolean;
}
