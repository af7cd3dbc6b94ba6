import type { System } from '../../model/integration.ts';
import type { Limit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, share } from '../../plan/figure.ts';
import type { PlannedTenants } from '../../plan/tenants.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { atLeast, clamp } from '../tidy.ts';
import { isEndpoints } from './delivery.ts';

/** What one tenant is called; undefined where the system has one account. */
function tenantWord(system: System): string | undefined {
  const { tenants } = system;
  // Endpoints of others are many whether or not the file counts them.
  if (isEndpoints(system)) return tenants?.value.what ?? defaults.endpointWord;
  return tenants === undefined ? undefined : (tenants.value.what ?? defaults.tenantWord);
}

/** Whether each tenant has this limit for itself. */
export function isEachTenants(system: System, { scope }: Limit): boolean {
  return scope !== undefined && scope === tenantWord(system);
}

/** The part of all calls that the largest tenant makes. */
export function largestShare(system: System): Decision<number> | undefined {
  const { id, tenants } = system;
  const what = tenantWord(system);
  if (what === undefined) return undefined;
  const name = `systems.${id}.tenants.largest-share`;
  const declared = tenants?.value.largestShare;
  if (declared !== undefined && declared.value !== 'unknown') {
    return stated(name, declaredAt(declared.at), {
      value: declared.value,
      unit: 'share',
      reason: `The file says how much of the volume the largest ${what} has, and its limit is met first.`,
    });
  }
  const number = tenantCount(system);
  const even = 1 / (number?.value ?? Infinity);
  if (number !== undefined && even >= defaults.largestTenant) {
    return derived(
      name,
      {
        value: even,
        unit: 'share',
        reason: `Nobody says how large the largest ${what} is, so all are taken to be alike.`,
        formula: `1 / ${count(number.value)} = ${share(even)}`,
      },
      [number],
    );
  }
  return stated(name, byDefault('largestTenant'), {
    value: defaults.largestTenant,
    unit: 'share',
    reason: `Nobody says how large the largest ${what} is, so it is taken to have a fifth of the volume.`,
  });
}

/** How many tenants there are; undefined where nobody knows. */
function tenantCount({ id, tenants }: System): Decision<number> | undefined {
  const number = tenants?.value.count;
  if (number === undefined || number.value === 'unknown') return undefined;
  return stated(`systems.${id}.tenants.count`, declaredAt(number.at), {
    value: number.value,
    reason: 'The file says for how many accounts we call; each has a credential of its own.',
  });
}

/** What is apart between the tenants of a system that is called. */
export function decideTenants(
  system: System,
  concurrency: Decision<number>,
): PlannedTenants | undefined {
  const what = tenantWord(system);
  const largest = largestShare(system);
  if (what === undefined || largest === undefined) return undefined;
  const number = tenantCount(system);
  return {
    what,
    ...(number === undefined ? {} : { count: number }),
    largestShare: largest,
    concurrency: ownConcurrency(system, { what, largest, concurrency }),
  };
}

function ownConcurrency(
  { id }: System,
  at: { what: string; largest: Decision<number>; concurrency: Decision<number> },
): Decision<number> {
  const { what, largest, concurrency } = at;
  const most = Math.max(1, concurrency.value - 1);
  const value = clamp(atLeast(largest.value * concurrency.value), 1, most);
  return derived(
    `systems.${id}.tenants.concurrency`,
    {
      value,
      unit: 'slots',
      reason: `As many calls of one ${what} are open at a time as the largest needs, and never all, so one that hangs or has much to do leaves room for the others.`,
      formula: `clamp(ceil(${share(largest.value)} x ${count(concurrency.value)}), 1, max(1, ${count(concurrency.value)} - 1)) = ${count(value)}`,
    },
    [largest, concurrency],
  );
}
