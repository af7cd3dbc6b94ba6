// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { entityBuckets, type EntityBuckets, type LimiterOptions } from './entity-buckets.ts';
import { RequestFault } from './errors.ts';
import type { HeldBucket, Need } from './held-bucket.ts';
import type { Lane } from './lane.ts';
import { keptLedger } from './ledger.ts';
import type { PermitRequest } from './permit.ts';
import type { Watched } from './remaining.ts';
import type { LimitSettings } from './settings.ts';

/** Which limits a call falls under, and which bucket of each. */
export type LimitedCall = Pick<PermitRequest, 'operation' | 'entities' | 'tenant' | 'bytes'>;

/** What a call takes, narrow limits first. */
export interface NeededBuckets {
  readonly needs: readonly Need[];
  readonly watched: readonly Watched[];
  /** Where calls of the operation wait, by priority; absent where each call has needs of its own. */
  readonly lanes: Map<number, Lane> | undefined;
}

/** Finds what calls need. */
export interface LimitedCalls {
  /** Throws a `RequestFault` where the call does not say what its limits ask for, or costs too much. */
  bucketsOf(call: LimitedCall): NeededBuckets;
  /** The buckets that a system speaks of which refuses the call. */
  paused(call: LimitedCall): readonly HeldBucket[];
}

interface KnownLimit {
  readonly limit: LimitSettings;
  readonly bucketOf: EntityBuckets;
}

interface Operation {
  readonly limits: readonly KnownLimit[];
  readonly watched: readonly Watched[];
  /** Absent where entities or bytes make calls differ. */
  readonly buckets: NeededBuckets | undefined;
}

/** What a call without a limit passes through, so that it can be paused too. */
const unlimited: LimitSettings = { id: '', form: 'slots', max: Infinity };

/** The needs of the calls of one system. */
export function limitedCalls(options: LimiterOptions): LimitedCalls {
  const { host } = options;
  const ledger = keptLedger(() => host.now());
  const known = [...[...options.limits].sort((left, right) => breadth(left) - breadth(right))].map(
    (limit, rank) => ({ limit, bucketOf: entityBuckets(limit, { rank, ledger }, options) }),
  );
  const others = entityBuckets(
    unlimited,
    { rank: 0, ledger: undefined },
    { ...options, shared: undefined },
  );
  const none = { limit: unlimited, bucketOf: others };
  const operations = new Map<string, Operation>();
  const operationOf = (id: string): Operation => {
    const found = operations.get(id);
    if (found !== undefined) return found;
    const covering = known.filter(({ limit }) => limit.operations?.includes(id) ?? true);
    const made = describe(covering.length > 0 ? covering : [none], id);
    operations.set(id, made);
    return made;
  };
  return {
    bucketsOf(call) {
      const { buckets, limits, watched } = operationOf(call.operation);
      return buckets ?? { needs: needsOf(limits, call), watched, lanes: undefined };
    },
    paused(call) {
      const { limits } = operationOf(call.operation);
      const own = limits.filter(({ limit }) => limit.per === 'tenant');
      // What is too much of one tenant says nothing about the others, where it has limits of its own.
      return (own.length > 0 ? own : limits).map(({ limit, bucketOf }) =>
        bucketOf(entityOf(limit, call)),
      );
    },
  };
}

/** Limits that fewer calls share come first, so that a call which waits for one holds up nobody in the others. */
function breadth({ key, per, operations }: LimitSettings): number {
  const perEntity = key === undefined ? (per === undefined ? 2 : 1) : 0;
  return perEntity * 1e6 + Math.min(operations?.length ?? 1e5, 1e5);
}

function describe(limits: readonly KnownLimit[], operation: string): Operation {
  const watched = watchedOf(limits.map(({ limit }) => limit));
  const isFixed = limits.every(
    ({ limit }) => limit.key === undefined && limit.per === undefined && !countsBytes(limit),
  );
  if (!isFixed) return { limits, watched, buckets: undefined };
  const needs = needsOf(limits, { operation, entities: {} });
  return { limits, watched, buckets: { needs, watched, lanes: new Map() } };
}

/** Where nothing is declared, usual headers speak of the one limit that counts calls, if there is only one. */
function watchedOf(limits: readonly LimitSettings[]): readonly Watched[] {
  const declared = limits.flatMap(({ remaining: name }, index) =>
    name === undefined ? [] : [{ index, name }],
  );
  if (declared.length > 0) return declared;
  const counting = limits.flatMap(({ form, cost }, index) =>
    ['window', 'bucket', 'calendar'].includes(form) && cost === undefined
      ? [{ index, name: undefined }]
      : [],
  );
  return counting.length === 1 ? counting : [];
}

function needsOf(limits: readonly KnownLimit[], call: LimitedCall): readonly Need[] {
  const needs = limits.map(({ limit, bucketOf }) => ({
    held: bucketOf(entityOf(limit, call)),
    cost: costOf(limit, call),
  }));
  const tooDear = needs.find(({ held, cost }) => cost > held.bucket.capacity);
  if (tooDear === undefined) return needs;
  throw new RequestFault(
    'invalid_request',
    `The call costs ${tooDear.cost}, more than a limit ever allows.`,
  );
}

function countsBytes({ form, cost }: LimitSettings): boolean {
  return form === 'line' || cost === 'bytes';
}

function costOf(limit: LimitSettings, { operation, bytes = 0 }: LimitedCall): number {
  const { cost } = limit;
  if (countsBytes(limit) || cost === 'bytes') return bytes > 0 ? bytes : 0;
  if (cost === undefined) return 1;
  const own = Object.hasOwn(cost.byOperation, operation) ? cost.byOperation[operation] : undefined;
  return own ?? cost.default;
}

function entityOf({ id, key, per }: LimitSettings, { entities, tenant }: LimitedCall): string {
  const owner = per === undefined ? '' : tenant;
  if (owner === undefined) {
    throw new RequestFault(
      'invalid_request',
      `The limit "${id}" is kept for each tenant: call it by a client of one tenant.`,
    );
  }
  if (key === undefined) return owner;
  const entity = Object.hasOwn(entities, key) ? entities[key] : undefined;
  if (entity !== undefined) return per === undefined ? entity : JSON.stringify([owner, entity]);
  throw new RequestFault(
    'invalid_request',
    `The limit "${id}" is kept for each ${key}: pass its value as entities.${key}.`,
  );
}
