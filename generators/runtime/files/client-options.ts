// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CountKeeper } from './bucket.ts';
import type { ProbeTurns } from './circuit-breaker.ts';
import type { Caller } from './caller.ts';
import type { Host } from './host.ts';
import type { Limiter } from './limiter.ts';
import type { CredentialDefinition } from './operation.ts';
import type { SecretProvider } from './secret.ts';
import type { TokenSources } from './security.ts';
import type { LimitData, SystemResilience } from './settings.ts';

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
  readonly credentials: readonly CredentialDefinition[];
  readonly resilience: SystemResilience;
  readonly secrets: SecretProvider;
  /** Where access tokens come from; needed where a credential is one. */
  readonly tokens?: TokenSources;
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
}
