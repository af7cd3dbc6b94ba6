import type { ResetForm } from '../model/documented-limit.ts';
import type { SystemKind } from '../model/integration.ts';
import type { ApiDescription, HttpMethod } from '../model/operation.ts';
import type { PageForm } from '../model/pagination.ts';
import type { PlannedAuth } from './auth.ts';
import type { Decision } from './decision.ts';
import type { PlannedDelivery } from './delivery.ts';
import type { PlannedConnection } from './held-connection.ts';
import type { PlannedHours } from './hours.ts';
import type { PlannedProvider } from './provider.ts';
import type { PlannedTenants } from './tenants.ts';
import type { PlannedWebhook } from './webhook.ts';

export type { PageForm } from '../model/pagination.ts';
export type { PlannedAuth, PlannedScheme, PlannedToken } from './auth.ts';
export type { PlannedWebhook } from './webhook.ts';
export type {
  ApiDescription,
  ApiResponse,
  Operation,
  Parameter,
  PropertyEncoding,
  SecurityScheme,
} from '../model/operation.ts';

/** One system, with everything that is decided for calls to it. */
export interface PlannedSystem {
  readonly id: string;
  readonly description: string;
  readonly kind: SystemKind;
  readonly owned: boolean;
  readonly region?: string;
  /** Whether a flow calls it; a system that only sends has no call policies. */
  readonly called: boolean;
  /** Absent: no vendor that the catalogue knows. */
  readonly provider?: PlannedProvider;
  /** The pruned description; absent: the system is a port. */
  readonly api?: ApiDescription;
  /** Base address, from integration.yaml or the description; absent: given at run time. */
  readonly baseUrl?: Decision<string>;
  readonly auth: PlannedAuth;
  readonly operations: readonly PlannedOperation[];
  readonly port?: PlannedPort;
  /** Absent where the system is not called. */
  readonly calls?: CallPolicy;
  readonly webhook?: PlannedWebhook;
  /** The connection that we hold to receive its events. */
  readonly connection?: PlannedConnection;
  /** How events are delivered to it; only where it stands for endpoints of others. */
  readonly delivery?: PlannedDelivery;
  /** Absent: always open, or nobody knows. */
  readonly hours?: PlannedHours;
  /** Where address or limits differ, in words. */
  readonly environments?: readonly Decision<string>[];
  /** Accounts that we call for; absent: one, or the system is not called. */
  readonly tenants?: PlannedTenants;
  /** What all flows together ask of it: averages and peaks, in all and by limit. */
  readonly use?: readonly Decision[];
}

/** The policies of calls to a system. */
export interface CallPolicy {
  /** Seconds. */
  readonly outage: Decision<number>;
  readonly latencyP50: Decision<number>;
  readonly latencyP99: Decision<number>;
  /** Seconds; declared, or from p50 and p99. */
  readonly latencyMean: Decision<number>;
  /** Seconds that a call hangs at most; only where declared. */
  readonly latencyMax?: Decision<number>;
  /** The part of the account's limits that is ours; absent where there is no limit. */
  readonly share?: Decision<number>;
  readonly limits: readonly PlannedLimit[];
  /** Limits are `declared`, `documented` by the description, or the `catalogue`'s; none are needed (owned), or nobody knows them. */
  readonly limitKnowledge: Decision<'declared' | 'documented' | 'catalogue' | 'owned' | 'unknown'>;
  /** Labels of documented or published limits that the plan does not hold to, with their plan: `50 calls per 1 s (pro)`. */
  readonly otherLimits?: readonly string[];
  /** Calls per second over all limits; absent where no limit has one. */
  readonly effectiveRate?: Decision<number>;
  readonly retry: RetryPolicy;
  readonly timeouts: TimeoutPolicy;
  readonly concurrency: Decision<number>;
  readonly breaker: BreakerPolicy;
  /** How it says "too fast", in words for the document: `HTTP 429`. */
  readonly throttled: Decision<readonly string[]>;
  readonly throttleSignals: readonly {
    readonly status?: number;
    readonly code?: string;
    readonly header?: string;
  }[];
  /** Headers whose form the description or the catalogue names; absent: what is plain from a value is heeded. */
  readonly hints?: {
    readonly decision: Decision<readonly string[]>;
    readonly headers: readonly { readonly header: string; readonly form: ResetForm }[];
  };
  /** Seconds of lock-out. */
  readonly penalty?: Decision<number>;
}

/** A declared, documented or published limit and its three figures. */
export interface PlannedLimit {
  /** `systems.ledger.limits.0` */
  readonly id: string;
  /** As a reader knows it: `60 calls per 60 s per organisation`. */
  readonly label: string;
  readonly kind: 'requests' | 'points' | 'concurrent' | 'batch' | 'line';
  readonly scope?: string;
  /** Of a documented or published one: for whom alone it holds (`free plan`), `unclear` or `unconfirmed`; absent: no doubt. */
  readonly doubt?: string;
  /** Whether each tenant has it for itself. */
  readonly perTenant?: boolean;
  readonly key?: string;
  /** Where the file says that the figure comes from: an address, or words. */
  readonly reference?: string;
  readonly remaining?: string;
  /** The same, where the catalogue alone names it. */
  readonly remainingBy?: Decision<string>;
  /** Ids of the operations or names of the steps that it covers; absent: all. */
  readonly operations?: readonly string[];
  readonly flows?: readonly string[];
  /** What was declared, before our share: requests, points, slots, bytes per second; items of a batch limit. */
  readonly declared: Decision<number>;
  /** Length of the window, seconds; absent for slots and batches. */
  readonly windowSeconds?: number;
  /** The same as a decision, and the documented burst. */
  readonly window?: Decision<number>;
  /** Seconds over which our share adds up to one call; only where it is less than one in a window. */
  readonly spreadWindow?: Decision<number>;
  readonly burst?: Decision<number>;
  readonly resets?: 'clock' | { readonly minutes: number; readonly zone: string };
  /** `n = floor(N x share)`; absent for batch limits. */
  readonly hard?: Decision<number>;
  /** `P`, calls (or points, bytes) per second; absent for slots and batches. */
  readonly plannedRate?: Decision<number>;
  /** `r`; absent for quotas of a day or longer, limits with a key, batches. */
  readonly effectiveRate?: Decision<number>;
  /** The jitter bound of this limit, seconds. */
  readonly jitter?: Decision<number>;
  readonly limiter?: PlannedLimiter;
  readonly cost?: {
    readonly default: number;
    readonly byOperation: Readonly<Record<string, number>>;
  };
  /** Batch limits only. */
  readonly batchItems?: Decision<number>;
  readonly batchBytes?: Decision<number>;
}

/** How departures are held under a limit; the forms of the runtime's limiter. */
export type PlannedLimiter =
  /** At most `max` departures in any `windowMs` (W + J); spaced by `spacingMs` where the window is 1 s or less. */
  | {
      readonly form: 'window';
      readonly max: Decision<number>;
      readonly windowMs: Decision<number>;
      readonly spacingMs?: Decision<number>;
    }
  | {
      readonly form: 'bucket';
      readonly capacity: Decision<number>;
      readonly refillPerSecond: Decision<number>;
    }
  /** One at a time, `spacingMs` apart. */
  | { readonly form: 'spaced'; readonly spacingMs: Decision<number> }
  | {
      readonly form: 'calendar';
      readonly max: Decision<number>;
      readonly settleMs: Decision<number>;
    }
  | { readonly form: 'slots'; readonly max: Decision<number> }
  /** One after the other, each for as long as its bytes take. */
  | { readonly form: 'line'; readonly bytesPerSecond: Decision<number> };

export interface RetryPolicy {
  /** Attempts of the client, the first included; 1 behind a queue, which retries instead. */
  readonly attempts: Decision<number>;
  /** Seconds. */
  readonly base: Decision<number>;
  readonly factor: Decision<number>;
  /** Seconds. */
  readonly cap: Decision<number>;
  readonly jitter: Decision<'full' | 'equal'>;
  readonly statuses: Decision<readonly number[]>;
  /** Share of the calls of the last 60 s. */
  readonly budget: Decision<number>;
  readonly budgetFloor: Decision<number>;
}

export interface TimeoutPolicy {
  /** Seconds, from connecting until the body is read, or until the head of a stream is there. */
  readonly attempt: Decision<number>;
  /** Seconds between two pieces of a stream; only where an operation answers with one. */
  readonly streamIdle?: Decision<number>;
}

export type BreakerPolicy =
  | { readonly none: Decision<string> }
  | {
      readonly none?: undefined;
      /** Share of failures that opens it when the window holds `minimumCalls`. */
      readonly failureShare: Decision<number>;
      readonly minimumCalls: Decision<number>;
      /** Seconds. */
      readonly window: Decision<number>;
      readonly consecutiveFailures: Decision<number>;
      /** Outcomes in a row of which nobody knows whether the call took effect; only where a repeat harms. */
      readonly ambiguousOutcomes?: Decision<number>;
      /** Seconds; older failures do not count. */
      readonly failureAge: Decision<number>;
      /** Seconds. */
      readonly open: Decision<number>;
      /** Seconds over which the rate rises again after it closed; absent: at once. */
      readonly ramp?: Decision<number>;
      readonly scope: Decision<string>;
      /** Which of the two conditions this traffic can reach, in words. */
      readonly reachable: Decision<string>;
    };

export interface PlannedOperation {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** Whether a call may be sent again when nobody knows whether it took effect. */
  readonly repeatable: Decision<boolean>;
  /** `header Idempotency-Key`, `upsert email`, `none`, …; in words. */
  readonly idempotency: Decision<string>;
  /** Where the key goes; absent: there is none. */
  readonly key?: { readonly in: 'header' | 'field'; readonly name: string };
  /** Attempts of this operation; 1 where a repeat is not safe. */
  readonly attempts: Decision<number>;
  /** Seconds. */
  readonly timeout: Decision<number>;
  /** How its list comes in pages; absent: it has none, or nobody can be sure of them. */
  readonly pagination?: PlannedPagination;
}

export interface PlannedPagination {
  /** In words: `cursor: starting_after takes id of the last entry of "data", until "has_more" is false`. */
  readonly how: Decision<string>;
  readonly form: PageForm;
}

/** A system without a description: one typed method for each step that the flows name. */
export interface PlannedPort {
  readonly methods: readonly PortMethod[];
}

export interface PortMethod {
  /** As the user wrote it: `create customer payment`. */
  readonly step: string;
  readonly mode: 'do' | 'read';
  readonly flows: readonly string[];
}
