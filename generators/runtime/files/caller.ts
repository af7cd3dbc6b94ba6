// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { tell } from './call.ts';
import { breakerScopes, type BreakerScopes } from './breaker-scope.ts';
import type { ClientOptions } from './client-options.ts';
import { concurrency, type Concurrency } from './concurrency.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';

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

/** A party that has called nothing yet; `mostOpen`: its calls under way at once. */
export function newCaller(options: ClientOptions, mostOpen: number): Caller {
  const { system, resilience, host } = options;
  const { budgetShare, budgetFloor } = resilience.retry;
  return {
    breakers: breakerScopes({
      resilience,
      mostOpen,
      now: () => host.now(),
      onChange: (phase) => {
        tell(host, { type: breakerEvents[phase], system });
      },
    }),
    concurrency: concurrency(() => mostOpen),
    budget: retryBudget(budgetShare, budgetFloor),
  };
}
