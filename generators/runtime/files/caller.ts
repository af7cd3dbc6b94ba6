// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { tell } from './call.ts';
import { circuitBreaker, type CircuitBreaker } from './circuit-breaker.ts';
import type { ClientOptions } from './client-options.ts';
import { concurrency, type Concurrency } from './concurrency.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';

/** What is known of the calls that one party makes, besides its limits. */
export interface Caller {
  readonly breaker: CircuitBreaker | undefined;
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
  const { breaker: settings, retry } = resilience;
  const breaker =
    settings &&
    circuitBreaker(settings, (phase) => {
      tell(host, { type: breakerEvents[phase], system });
    });
  return {
    breaker,
    concurrency: concurrency(() =>
      Math.max(1, Math.floor(mostOpen * (breaker?.share(host.now()) ?? 1))),
    ),
    budget: retryBudget(retry.budgetShare, retry.budgetFloor),
  };
}
