import type { Confidence, ResetForm } from './documented-limit.ts';
import type { Idempotency } from './integration.ts';
import type { Limit } from './limit.ts';
import type { HttpMethod } from './operation.ts';
import type { SignatureScheme } from './signature-scheme.ts';

/** Where a fact of the catalogue was read, and how far it may be relied on. */
export interface Evidence {
  /** An address, or a package with its version. */
  readonly reference: string;
  /** The day that the page tells, else that on which it was read: `2026-11-22`. */
  readonly date: string;
  /** `high`: the vendor's own page or code; `medium`: somebody who cites it; `low`: sources that disagree. */
  readonly confidence: Confidence;
}

/** Something that is known of a vendor. */
export interface Fact<T> {
  readonly value: T;
  readonly from: Evidence;
}

/** A limit of a vendor, and for which calls and whom it holds. */
export interface ProviderLimit extends Fact<Limit> {
  /** The calls that it counts; absent: all. */
  readonly covers?: Covered;
  /** Those calls in words: `search`. */
  readonly what?: string;
  /** Each operation has it for itself. */
  readonly each?: 'operation';
  /** For whom alone it holds: `Team plan`; of several the strictest is planned until somebody says which is ours. */
  readonly tier?: string;
  /** In what other circumstances it holds: `sandbox`; asked about, never planned with. */
  readonly insteadFor?: string;
}

/** Which calls of a vendor: any of the methods, any of these parts of a path, none of the exceptions. */
export interface Covered {
  readonly methods?: readonly HttpMethod[];
  readonly paths?: readonly string[];
  readonly except?: readonly string[];
}

/** How a vendor says "too fast"; every field that is given must match. */
interface ThrottleForm {
  readonly status?: number;
  readonly code?: string;
  readonly header?: string;
}

/** A header that says when to call again, and how its value is meant. */
interface HintForm {
  readonly header: string;
  readonly form: ResetForm;
}

/** How long and how often a vendor sends an unanswered event again. */
interface Redelivery {
  /** 0: never. */
  readonly seconds: number;
  readonly attempts?: number;
  /** The subscription is gone after the last attempt. */
  readonly thenUnsubscribed?: true;
}

/** What hangs on a fact: the calls to the vendor, repeats of them, or its events. */
export type Topic = 'calls' | 'repeats' | 'events';

/** Something to do or to avoid because the vendor is as it is. */
interface Caution extends Fact<string> {
  readonly about: Topic;
}

/** What is only remembered: asked about, never planned with. Continues "whether …". */
interface Remembered {
  readonly about: Topic;
  readonly what: string;
}

/** What the catalogue knows of one vendor. */
export interface Provider {
  readonly name: string;
  readonly title: string;
  readonly limits?: readonly ProviderLimit[];
  readonly throttled?: Fact<readonly ThrottleForm[]>;
  readonly hints?: Fact<readonly HintForm[]>;
  /** Seconds of lock-out after a limit was exceeded. */
  readonly penalty?: Fact<number>;
  readonly idempotency?: Fact<Idempotency>;
  /** Seconds that an access token lives. */
  readonly tokenLifetime?: Fact<number>;
  readonly webhook?: {
    /** Name of the scheme that its events are signed by. */
    readonly signature?: string;
    /** Seconds. */
    readonly answerWithin?: Fact<number>;
    readonly redelivery?: Fact<Redelivery>;
    readonly ordered?: Fact<boolean>;
  };
  readonly cautions?: readonly Caution[];
  readonly remembered?: readonly Remembered[];
}

/** The vendor that a system is, and what tells so. */
export interface KnownProvider {
  readonly provider: Provider;
  readonly by: 'provider' | 'url' | 'description';
  /** The address that was recognised; absent where the file names the vendor. */
  readonly address?: string;
}

/** A scheme of signatures, and whether the file names it or it is the vendor's. */
export interface KnownScheme {
  readonly scheme: SignatureScheme;
  readonly by: 'signature' | 'provider';
}
