// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CountKeeper } from './bucket.ts';
import type { ProbeTurns } from './circuit-breaker.ts';
import type { Caller } from './caller.ts';
import type { Host } from './host.ts';
import type { Limiter } from './limiter.ts';
import type { SecretProvider } from './secret.ts';
import type { Credentials } from './security.ts';
import type { LimitData, SystemResilience } from './settings.ts';
import type { Base } from './url.ts';

/** Which operations a breaker is for: those that `own` of the limits cover. */
export interface ProbeScope {
  readonly system: string;
  readonly tenant: string | undefined;
  readonly own: readonly LimitData[];
  readonly limits: readonly LimitData[];
}

/** What a client of one system is made of. */
export interface ClientOptions {
  readonly system: string;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly resilience: SystemResilience;
  readonly secrets: SecretProvider;
  /** On whose behalf this client calls; absent: the system has one account. */
  readonly tenant?: string;
  readonly host: Host;
  /** Where counts are kept that outlast this process (`keptCounts` of kept-counts.ts) or are not its alone. */
  readonly counts?: CountKeeper;
  /** Breakers of several processes try the system in turn: `sharedProbes` of shared-probe.ts. */
  readonly probes?: (of: ProbeScope, periodMs: number) => ProbeTurns;
}

/** The state of all calls to one system; pass it on, and look into it only to test. */
export interface Client extends Caller {
  readonly options: ClientOptions;
  readonly limiter: Limiter;
  /** Where its calls go to. */
  readonly base: Base;
}
