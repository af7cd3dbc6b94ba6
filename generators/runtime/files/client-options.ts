// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { ProbeTurns } from './circuit-breaker.ts';
import type { Caller } from './caller.ts';
import type { CounterStore } from './counter.ts';
import type { LimiterOptions } from './entity-buckets.ts';
import type { Host } from './host.ts';
import type { Limiter } from './limiter.ts';
import type { CredentialDefinition } from './operation.ts';
import type { SecretProvider } from './secret.ts';
import type { TokenSources } from './security.ts';
import type { SystemResilience } from './settings.ts';

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
  /** Where counts of windows of 60 s or longer are kept; needed when a limit has such a window. */
  readonly counters?: CounterStore;
  /** Breakers of several processes try the system in turn: `sharedProbes` of shared-probe.ts. */
  readonly probes?: (id: string, periodMs: number) => ProbeTurns;
  /** The limits that several processes count together. */
  readonly shared?: NonNullable<LimiterOptions['shared']>;
}

/** The state of all calls to one system; pass it on, and look into it only to test. */
export interface Client extends Caller {
  readonly options: ClientOptions;
  readonly limiter: Limiter;
}
