// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { untilAborted } from './abort.ts';
import { entityBuckets, type EntityBuckets, type LimiterOptions } from './entity-buckets.ts';
import { RequestFault } from './errors.ts';
import type { LimitSettings } from './settings.ts';
import type { Permit, PermitRequest } from './permit.ts';
import { waitingLine, type Need } from './waiting-line.ts';

/** Which limits a call falls under, and which bucket of each. */
export type LimitedCall = Pick<PermitRequest, 'operation' | 'entities' | 'tenant'>;

/** All limits of one system. */
export interface Limiter {
  /** Resolves when all limits that cover the call allow it; rejects with why they will not in time. */
  acquire(request: PermitRequest): Promise<Permit>;
  /** Nothing that shares a limit with the call leaves before the moment. */
  pause(call: LimitedCall, untilMs: number): void;
}

/** What a call without a limit passes through, so that it can be paused too. */
const unlimited: LimitSettings = { id: '', form: 'slots', max: Infinity };

/** One line for all limits of a system, so that a call takes all that it needs at one moment. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { limits, host } = options;
  const buckets = entityBuckets(options);
  const line = waitingLine(host);
  return {
    async acquire(request) {
      const needs = needsOf(request, limits, buckets);
      try {
        for (const { held } of needs) {
          if (!held.isLoaded()) await untilAborted(held.load(), request.signal);
        }
        return await line.join(request, needs);
      } finally {
        buckets.release(needs.map(({ held }) => held));
      }
    },
    pause(call, untilMs) {
      const own = limits.filter((limit) => limit.per === 'tenant' && covers(limit, call));
      // What is too much of one tenant says nothing about the others, where it has limits of its own.
      const refused = own.length > 0 ? own : limits;
      const paused = needsOf(call, refused, buckets).map(({ held }) => held);
      for (const held of paused) held.pauseUntil(untilMs);
      buckets.release(paused);
      line.pump();
    },
  };
}

function needsOf(
  call: LimitedCall,
  limits: readonly LimitSettings[],
  buckets: EntityBuckets,
): readonly Need[] {
  const covering = limits.filter((limit) => covers(limit, call));
  const wanted = (covering.length > 0 ? covering : [unlimited]).map((limit) => ({
    limit,
    entity: entityOf(limit, call),
    cost: costOf(limit, call.operation),
  }));
  const needs = wanted.map(({ limit, entity, cost }) => ({
    held: buckets.find(limit, entity),
    cost,
  }));
  const tooDear = needs.find(({ held, cost }) => cost > held.bucket.capacity);
  if (tooDear === undefined) return needs;
  buckets.release(needs.map(({ held }) => held));
  throw new RequestFault(
    'invalid_request',
    `The call costs ${tooDear.cost}, more than a limit ever allows.`,
  );
}

function covers({ operations }: LimitSettings, { operation }: LimitedCall): boolean {
  return operations?.includes(operation) ?? true;
}

function costOf({ cost }: LimitSettings, operation: string): number {
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
