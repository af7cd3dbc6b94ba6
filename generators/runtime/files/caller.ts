// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { tell } from './call.ts';
import { breakerScopes, type BreakerScopes } from './breaker-scope.ts';
import type { ClientOptions } from './client-options.ts';
import { concurrency, type Concurrency } from './concurrency.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';
import type { BreakerSettings } from './settings.ts';

/** What is known of the calls that one party makes, besides its limits. */
export interface Caller {
  readonly breakers: BreakerScopes;
  readonly concurrency: Concurrency;
  readonly budget: RetryBudget;
}

const breakerEvents = {
  open: 'breaker_opened',
  probing: 'breaker_half_opened',
  closed: 'breaker_closed',
} as const;

/** What differs between the parties of one system. */
export interface CallerSettings {
  /** Calls under way at once. */
  readonly mostOpen: number;
  /** Absent: it has no breaker of its own. */
  readonly breaker: BreakerSettings | undefined;
  /** The retries of all parties together; absent: there is one party. */
  readonly whole?: RetryBudget;
}

/** A party that has called nothing yet. */
export function newCaller(
  { system, tenant, resilience: { retry, limits }, host, probes }: ClientOptions,
  { mostOpen, breaker, whole }: CallerSettings,
): Caller {
  return {
    breakers: breakerScopes({
      breaker,
      limits,
      mostOpen,
      now: () => host.now(),
      onChange: (phase) => {
        tell(host, { type: breakerEvents[phase], system, tenant });
      },
      turns:
        probes && breaker && ((own) => probes({ system, tenant, own, limits }, breaker.openMs)),
    }),
    concurrency: concurrency(() => mostOpen),
    budget: retryBudget(retry.budgetShare, retry.budgetFloor, whole),
  };
}
