// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { EachEntity, HeldBucket } from './bucket.ts';
import { RequestFault } from './errors.ts';
import type { LimitedCall } from './permit.ts';
import type { LimitData } from './settings.ts';

/** Buckets of entities that a limit may hold at once before idle ones are dropped. */
const mostEntities = 10_000;

/** A bucket for each tenant or value of the key; those that no longer matter are dropped. */
export const eachEntity: EachEntity = (limit, make, now) => {
  const byEntity = new Map<string, HeldBucket>();
  let sweepAt = mostEntities;
  const sweep = (nowMs: number): void => {
    for (const [entity, held] of byEntity) if (isIdle(held, nowMs)) byEntity.delete(entity);
    // Twice as many as matter: then a sweep costs each new bucket a bounded time.
    sweepAt = Math.max(mostEntities, byEntity.size * 2);
  };
  return (call) => {
    const entity = entityOf(limit, call);
    const known = byEntity.get(entity);
    if (known !== undefined) return known;
    if (byEntity.size >= sweepAt) sweep(now());
    const made = make(entity);
    byEntity.set(entity, made);
    return made;
  };
};

/** Whether forgetting a bucket changes nothing. */
function isIdle({ bucket, users, pending, pausedUntilMs }: HeldBucket, nowMs: number): boolean {
  return users === 0 && pending === 0 && pausedUntilMs <= nowMs && bucket.isIdle(nowMs);
}

function entityOf({ id, key, per }: LimitData, { entities, tenant }: LimitedCall): string {
  const owner = per === undefined ? '' : tenant;
  if (owner === undefined)
    throw new RequestFault(
      'invalid_request',
      `The limit "${id}" is kept for each tenant: call it by a client of one tenant.`,
    );
  if (key === undefined) return owner;
  const entity = Object.hasOwn(entities, key) ? entities[key] : undefined;
  if (entity !== undefined) return per === undefined ? entity : JSON.stringify([owner, entity]);
  throw new RequestFault(
    'invalid_request',
    `The limit "${id}" is kept for each ${key}: pass its value as entities.${key}.`,
  );
}
