// @ts-nocheck
import type { System } from '../model/integration.ts';
import { bare } from '../model/json.ts';
import type { Limit } from '../model/limit.ts';
import type { Operation } from '../model/operation.ts';

type Limits = NonNullable<System['limits']>;

/** A limit may name `METHOD /path` where a flow names the operationId; both become the id of the operation. */
export function withOperationIds(limits: Limits, operations: readonly Operation[]): Limits {
  if (limits.value === 'unknown') return limits;
  const idOf = (name: string): string =>
    operations.find(({ method, path }) => name === `${method.toUpperCase()} ${path}`)?.id ?? name;
  const value = limits.value.map((limit) => ({ ...limit, value: withIds(limit.value, idOf) }));
  return { ...limits, value };
}

function withIds(limit: Limit, idOf: (name: string) => string): Limit {
  const operations = limit.operations?.map(idOf);
  const named = operations === undefined ? limit : { ...limit, operations };
  if (named.kind !== 'points') return named;
  const costs = Object.entries(named.cost.byOperation).map(
    ([name, cost]) => [idOf(name), cost] as const,
  );
  return { ...named, cost: { ...named.cost, byOperation: bare(costs) } };
}
