import type { Auth } from './auth.ts';
import type { Documented } from './documented-at.ts';
import type { ResetForm } from './documented-limit.ts';
import type { HeldConnection } from './held-connection.ts';
import type { Limit } from './limit.ts';
import type { ApiDescription, Operation } from './operation.ts';
import type { DeclaredPagination } from './pagination.ts';
import type { Declared, Place, Unknown } from './place.ts';
import type { KnownProvider, KnownScheme } from './provider.ts';
import type { ClockRange, ClockTime, Latency, Peak, Volume } from './quantity.ts';
import type { OtherLimit, SystemLimit } from './system-limit.ts';
import type { TwoWay } from './two-way.ts';

export type { CataloguedAt, OtherLimit, SystemLimit } from './system-limit.ts';

/** What an integration.yaml says, checked: names resolved, units normalised, nothing defaulted. */
export interface Integration {
  readonly name: string;
  /** Name of the file: `integration.yaml`; all paths of the model are relative to its folder. */
  readonly file: string;
  readonly description?: Declared<string>;
  readonly owner?: Declared<string>;
  readonly timezone?: Declared<string>;
  readonly slo?: Declared<number>;
  readonly assume: {
    /** Seconds. */
    readonly outage?: Declared<number>;
    /** Share of a limit, 0 to 1. */
    readonly utilisation?: Declared<number>;
    /** Seconds. */
    readonly jitter?: Declared<number>;
  };
  readonly deployment: Deployment;
  readonly compliance?: Compliance;
  /** Directory of the output, relative to the folder of the file. */
  readonly output: string;
  readonly systems: readonly System[];
  readonly flows: readonly Flow[];
  readonly prettier?: Readonly<Record<string, unknown>>;
  /** Packages of the project that the output can use, where it has any. */
  readonly packages?: readonly string[];
}

export interface Deployment {
  readonly instances?: Declared<number>;
  readonly queue?: Declared<'sqlite' | 'postgres' | 'nats' | 'rabbitmq'>;
  readonly limiter?: Declared<'memory' | 'redis' | 'postgres'>;
  readonly secrets?: Declared<string>;
  readonly cloud?: Declared<string>;
  readonly region?: Declared<string>;
}

export interface Compliance {
  readonly at: Place;
  readonly data: readonly string[];
  readonly residency?: Declared<string>;
  readonly retention?: {
    readonly keepSeconds?: number;
    readonly deleteSeconds?: number;
    readonly what?: string;
    readonly at: Place;
  };
  readonly exclude: readonly string[];
  readonly redact: readonly string[];
  readonly frameworks: readonly string[];
  readonly auditRetentionSeconds?: Declared<number>;
  readonly rules: readonly string[];
}

export type SystemKind =
  'rest' | 'graphql' | 'websocket' | 'queue' | 'mqtt' | 'sftp' | 'file' | 'database' | 'webhook';

export interface System {
  readonly id: string;
  readonly at: Place;
  readonly description: string;
  readonly provider?: Declared<string>;
  /** The vendor of the catalogue that it is, where that is recognised. */
  readonly known?: KnownProvider;
  /** How its events are signed, where the catalogue has the scheme. */
  readonly scheme?: KnownScheme;
  readonly owned?: Declared<boolean>;
  readonly kind?: Declared<SystemKind>;
  readonly url?: Declared<string>;
  readonly region?: Declared<string>;
  /** Absent: no spec, the system becomes a port. */
  readonly api?: ApiDescription;
  readonly operations?: Declared<'used' | 'all'>;
  /** All hold together. */
  readonly auth?: Declared<
    readonly (Auth & { readonly rotateEverySeconds?: number; readonly at?: Place })[]
  >;
  /** All hold at once; absent: unknown. Where the file names none, those that the description documents, else the catalogue's. */
  readonly limits?: Declared<readonly SystemLimit[] | Unknown>;
  /** What the description or the catalogue has and the plan does not hold to: overruled, of another plan, or unclear. */
  readonly otherLimits?: readonly OtherLimit[];
  readonly share?: Declared<number>;
  readonly throttled?: Declared<
    readonly { readonly status?: number; readonly code?: string; readonly header?: string }[]
  >;
  /** Statuses other than 429 by which the description says that it says so. */
  readonly documentedThrottled?: readonly (Documented & { readonly status: number })[];
  /** Headers that tell when a window ends, and how the description says that they write it. */
  readonly resetHeaders?: readonly (Documented & {
    readonly header: string;
    readonly form: ResetForm;
  })[];
  /** Seconds that the system locks us out after we exceed a limit. */
  readonly penalty?: Declared<number>;
  readonly outage?: Declared<number>;
  readonly latency?: Declared<Latency | Unknown>;
  /** When it is open, in the order of the file; absent: always. */
  readonly hours?: Declared<readonly ClockRange[] | Unknown>;
  readonly environments?: Declared<readonly Environment[]>;
  /** Accounts that we call for; absent: one. */
  readonly tenants?: Declared<Tenants>;
  readonly idempotency?: Declared<readonly Idempotency[]>;
  readonly consistency?: Declared<{ readonly readAfterWriteSeconds: number | Unknown }>;
  readonly webhook?: Declared<Webhook | 'none'>;
  /** A connection that we hold to receive events. */
  readonly stream?: Declared<HeldConnection>;
  /** Each for the operations that it fits; the first that fits one holds. */
  readonly pagination?: Declared<readonly Declared<DeclaredPagination>[]>;
}

/** Where address or limits differ from those of the system. */
interface Environment {
  readonly name: string;
  readonly url?: Declared<string>;
  readonly limits?: Declared<readonly Declared<Limit>[] | Unknown>;
}

interface Tenants {
  readonly count?: Declared<number | Unknown>;
  /** What one of them is; a limit whose scope is this word holds for each. */
  readonly what?: string;
  /** The part of the volume that the largest has. */
  readonly largestShare?: Declared<number | Unknown>;
}

export type Idempotency =
  | { readonly kind: 'header' | 'field'; readonly name: string; readonly retentionSeconds?: number }
  | { readonly kind: 'upsert'; readonly field: string }
  | { readonly kind: 'lookup'; readonly field: string; readonly read?: string }
  | { readonly kind: 'natural' }
  | { readonly kind: 'none' };

export interface Webhook {
  /** The name of a scheme, or the user's own one in words. */
  readonly signature?: string;
  /** A signature that no scheme describes. */
  readonly customSignature?: {
    readonly algorithm: string;
    readonly header: string;
    readonly encoding?: string;
    /** What is signed, in order; empty: the raw body. */
    readonly signed: readonly string[];
    readonly timestamp?: string;
    readonly toleranceSeconds?: number;
  };
  readonly secret?: string;
  readonly answerWithinSeconds?: number;
  /** Seconds over which the sender redelivers; 0: never. */
  readonly redeliversForSeconds?: number;
  readonly redeliveryAttempts?: number;
  readonly thenUnsubscribed?: boolean;
  readonly onRequest?: string;
  readonly ordered?: boolean;
}

export type Trigger =
  | { readonly kind: 'event'; readonly events: readonly string[]; readonly at: Place }
  | { readonly kind: 'poll'; readonly step: Step; readonly at: Place }
  | { readonly kind: 'call'; readonly name: string; readonly at: Place }
  | { readonly kind: 'schedule'; readonly at: Place }
  | { readonly kind: 'changes'; readonly table: string; readonly at: Place };

export interface Flow {
  readonly id: string;
  readonly at: Place;
  readonly from: string;
  readonly to: string;
  readonly trigger: Trigger;
  readonly data?: Declared<string>;
  /** A pattern that the user asks for. */
  readonly pattern?: Declared<string>;
  readonly steps: readonly Step[];
  readonly volume?: Declared<Volume | Unknown>;
  readonly peak?: Declared<readonly Declared<Peak>[] | Unknown>;
  /** Bytes. */
  readonly itemSize?: Declared<{ readonly mean: number; readonly max?: number } | Unknown>;
  /** Seconds; `ours` where a caller waits. */
  readonly latency?: Declared<{ readonly total: number; readonly ours?: number } | Unknown>;
  readonly deadline?: Declared<ClockTime>;
  readonly schedule?: Declared<Schedule>;
  readonly expires?: Declared<number>;
  readonly cursor?: Declared<{
    readonly field?: string;
    readonly param?: string;
    readonly lookbackSeconds?: number;
  }>;
  readonly reconcile?: Declared<{
    readonly everySeconds?: number;
    readonly read?: Step;
    readonly deadline?: ClockTime;
  }>;
  readonly idempotencyKey?: Declared<readonly string[]>;
  readonly duplicate?: Declared<string>;
  readonly loss?: Declared<string>;
  readonly order?: Declared<Order>;
  readonly fallback?: Declared<{ readonly answer: string; readonly recheck?: boolean }>;
  /** Path to a boolean of the event, or a function of the user's. */
  readonly filter?: Declared<string>;
  readonly priority?: Declared<Priority>;
  readonly map?: Declared<readonly MappedField[]>;
  /** A function of the user's: `./transforms/orders.ts#toShipment`. */
  readonly transform?: Declared<string>;
  /** Absent: one direction. */
  readonly twoWay?: TwoWay;
  readonly overrides: Overrides;
}

/** Which items go first. */
interface Priority {
  /** Path into the event that tells the class. */
  readonly by: string;
  /** The fastest first; a share of the volume. */
  readonly classes: readonly { readonly name: string; readonly share: number | Unknown }[];
}

/** A field of the destination and the dotted path that it is taken from. */
export interface MappedField {
  readonly field: string;
  readonly path: string;
  readonly at: Place;
  readonly pathAt: Place;
}

export interface Schedule {
  readonly everySeconds?: number;
  readonly at?: ClockTime;
  readonly cron?: string;
  readonly overlap?: 'skip' | 'queue';
  readonly readyInSeconds?: number;
}

export interface Order {
  readonly key?: string;
  readonly version?: readonly string[];
  readonly stages?: readonly string[];
  readonly keep: 'every' | 'latest';
  readonly current?: string;
}

/** One call of a flow: an operation of a described API, or a method of a port. */
export interface Step {
  /** As the user wrote it: an operationId, `METHOD /path`, or words. */
  readonly name: string;
  readonly at: Place;
  readonly mode: 'do' | 'read';
  readonly system: string;
  /** Absent where the system has no spec. */
  readonly operation?: Operation;
  readonly per: 'item' | 'batch' | 'run' | 'key' | 'chunk';
  /** Whether the user wrote `per`. */
  readonly perDeclared: boolean;
  readonly batch?: { readonly items?: number; readonly bytes?: number };
  readonly confirm?: Declared<Confirm>;
  readonly idempotency?: Declared<readonly Idempotency[]>;
  /** Seconds that an answer may be reused. */
  readonly cache?: Declared<number>;
  /** Seconds that a broken transfer can go on. */
  readonly resumes?: Declared<number>;
}

export type Confirm = { readonly takesSeconds?: number; readonly everySeconds?: number } & (
  | { readonly kind: 'read'; readonly step: Step }
  | { readonly kind: 'event'; readonly event: string }
);

/** What the user sets instead of what would be derived. */
export interface Overrides {
  readonly retry?: Declared<{
    readonly attempts?: number;
    readonly baseSeconds?: number;
    readonly factor?: number;
    readonly capSeconds?: number;
    readonly forSeconds?: number;
  }>;
  readonly circuitBreaker?: Declared<
    | { readonly failures?: number; readonly withinSeconds?: number; readonly openSeconds?: number }
    | 'none'
  >;
  readonly deadLetter?: Declared<
    { readonly keepSeconds?: number; readonly owner?: string } | 'none'
  >;
  readonly concurrency?: Declared<number>;
  /** Seconds. */
  readonly timeout?: Declared<number>;
}
