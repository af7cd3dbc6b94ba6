// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { slotsBucket } from './bucket-slots.ts';
import { newCaller, type Caller } from './caller.ts';
import type { Client, ClientOptions } from './client-options.ts';
import { createClient } from './client.ts';
import type { Concurrency, Free } from './concurrency.ts';
import { idleOut } from './idle-out.ts';
import { retryBudget, type RetryBudget } from './retry-budget.ts';
import type { BreakerSettings, SystemResilience, TenantSettings } from './settings.ts';
import { baseOf } from './url.ts';

/** What the clients of a system with tenants are made of. */
export interface TenantClientOptions extends Omit<ClientOptions, 'tenant'> {
  readonly resilience: SystemResilience & { readonly tenants: TenantSettings };
}

/**
 * Retries that all tenants may make in a minute though they call little, as a multiple of what one may: with the
 * usual 3 it is one in 2 s, which harms no system, and an outage of a few tenants leaves each of them its own.
 */
const floors = 10;

/** The clients of one system that is called on behalf of many tenants. */
export interface TenantClients<Own> {
  /**
   * A client with the tenant's own credential, retry budget and part of the calls under way; with its own limits
   * and breaker where a limit is the tenant's. It costs next to nothing: make it anew for each piece of work.
   * `baseUrl`: where each tenant has an address of its own.
   */
  for(tenant: string, options?: { readonly baseUrl?: string }): Own;
  /** Tenants of whom something is remembered: those that call, and those whose failures still count. */
  remembered(): number;
}

/** Clients that share one limiter, in which the limits of each tenant are apart; `facade` adds the methods of the system. */
export function tenantClients<Own extends Client>(
  options: TenantClientOptions,
  facade: (client: Client) => Own,
): TenantClients<Own> {
  const { system, host, resilience } = options;
  // What shares a limit fails together: a tenant with limits of its own has a breaker of its own.
  const isApart = resilience.limits.some(({ per }) => per === 'tenant');
  const all = createClient(isApart ? boundedInLine(options) : options);
  const ownBreaker = isApart ? resilience.breaker : undefined;
  const { budgetShare, budgetFloor } = resilience.retry;
  const whole = retryBudget(budgetShare, budgetFloor * floors);
  const make = (tenant: string): Caller =>
    tenantCaller({ ...options, tenant }, { ownBreaker, all, whole });
  const callers = idleOut(make, {
    now: () => host.now(),
    isIdle: ({ breakers, budget, concurrency }, nowMs) =>
      concurrency.isIdle() &&
      budget.isIdle(nowMs) &&
      (breakers === all.breakers || breakers.isIdle(nowMs)),
  });
  return {
    for(tenant, own = {}) {
      if (tenant === '') throw new TypeError(`${system}: a tenant has a name.`);
      const base = own.baseUrl === undefined ? all.base : baseOf(own.baseUrl);
      return facade({
        ...all,
        base,
        options: {
          ...all.options,
          baseUrl: base.baseUrl,
          tenant,
        },
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
  const max = resilience.concurrency;
  const open = { id: 'concurrency', form: 'slots', bucket: slotsBucket, max } as const;
  return {
    ...options,
    resilience: { ...resilience, limits: [...resilience.limits, open], concurrency: Infinity },
  };
}

/** A tenant has its own part of the calls under way, which also keeps its backlog out of the line of the others. */
function tenantCaller(
  options: ClientOptions & TenantClientOptions,
  {
    ownBreaker,
    all,
    whole,
  }: {
    readonly ownBreaker: BreakerSettings | undefined;
    readonly all: Client;
    readonly whole: RetryBudget;
  },
): Caller {
  const own = newCaller(options, {
    mostOpen: options.resilience.tenants.concurrency,
    breaker: ownBreaker,
    whole,
  });
  return {
    ...own,
    breakers: ownBreaker === undefined ? all.breakers : own.breakers,
    concurrency: oneAfterTheOther(own.concurrency, all.concurrency),
  };
}

function oneAfterTheOther(own: Concurrency, all: Concurrency): Concurrency {
  return {
    isIdle: () => own.isIdle(),
    acquire(until, priority) {
      const freeOwn = own.acquire(until, priority);
      return freeOwn instanceof Promise
        ? freeOwn.then((free) => withAll(free, all.acquire(until, priority)))
        : withAll(freeOwn, all.acquire(until, priority));
    },
  };
}

function withAll(freeOwn: Free, freeAll: Free | Promise<Free>): Free | Promise<Free> {
  if (freeAll instanceof Promise) {
    return freeAll.then(
      (free) => both(freeOwn, free),
      (error: unknown) => {
        freeOwn();
        throw error;
      },
    );
  }
  return both(freeOwn, freeAll);
}

function both(freeOwn: Free, freeAll: Free): Free {
  return () => {
    freeAll();
    freeOwn();
  };
}
