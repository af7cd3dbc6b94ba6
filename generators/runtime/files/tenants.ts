// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { newCaller, type Caller } from './caller.ts';
import type { Client, ClientOptions } from './client-options.ts';
import { createClient } from './client.ts';
import type { Concurrency } from './concurrency.ts';
import { idleOut } from './idle-out.ts';
import type { TenantSettings } from './settings.ts';

/** The clients of one system that calls on behalf of many tenants. */
export interface TenantClients<Own> {
  /** A client with the tenant's own credential, limits and breaker; costs next to nothing, so make it anew for each piece of work. */
  for(tenant: string): Own;
  /** Tenants of whom something is remembered: those that call, and those whose failures still count. */
  remembered(): number;
}

/** Clients that share one limiter, in which the limits of each tenant are apart; `facade` adds the methods of the system. */
export function tenantClients<Own extends Client>(
  options: ClientOptions & { readonly tenants: TenantSettings },
  facade: (client: Client) => Own,
): TenantClients<Own> {
  const { tenants, ...given } = options;
  const isApart = given.resilience.limits.some(({ per }) => per === 'tenant');
  const all = createClient(isApart ? boundedInLine(given) : given);
  const callers = idleOut((tenant: string) => tenantCaller({ ...given, tenant }, tenants, all), {
    now: () => given.host.now(),
    isIdle: ({ breakers, budget, concurrency }, nowMs) =>
      concurrency.isIdle() &&
      budget.isIdle(nowMs) &&
      (breakers === all.breakers || breakers.isIdle(nowMs)),
  });
  return {
    for(tenant) {
      if (tenant === '') throw new TypeError(`${given.system}: a tenant has a name.`);
      return facade({
        ...all,
        options: { ...all.options, tenant },
        // Asked at each use, because what is idle may be forgotten between two calls of one client.
        get breakers() {
          return callers.of(tenant).breakers;
        },
        get budget() {
          return callers.of(tenant).budget;
        },
        get concurrency() {
          return callers.of(tenant).concurrency;
        },
      });
    },
    remembered: () => callers.size(),
  };
}

/**
 * Where tenants have limits of their own, the calls under way of all together are counted in the limiter: there
 * they are taken with the permit, so a tenant that waits for its limit holds none that another one needs.
 */
function boundedInLine(options: ClientOptions): ClientOptions {
  const { resilience } = options;
  const open = { id: 'concurrency', form: 'slots', max: resilience.concurrency } as const;
  return {
    ...options,
    resilience: { ...resilience, limits: [...resilience.limits, open], concurrency: Infinity },
  };
}

/** A tenant has its own part of the calls under way, which also keeps its backlog out of the line of the others. */
function tenantCaller(
  options: ClientOptions,
  { concurrency, ownBreaker }: TenantSettings,
  all: Client,
): Caller {
  const own = newCaller(options, {
    mostOpen: concurrency,
    breaker: ownBreaker ? options.resilience.breaker : undefined,
  });
  return {
    ...own,
    breakers: ownBreaker ? own.breakers : all.breakers,
    concurrency: oneAfterTheOther(own.concurrency, all.concurrency),
  };
}

function oneAfterTheOther(own: Concurrency, all: Concurrency): Concurrency {
  return {
    isIdle: () => own.isIdle(),
    async acquire(signal) {
      const freeOwn = await own.acquire(signal);
      try {
        const freeAll = await all.acquire(signal);
        return () => {
          freeAll();
          freeOwn();
        };
      } catch (error) {
        freeOwn();
        throw error;
      }
    },
  };
}
