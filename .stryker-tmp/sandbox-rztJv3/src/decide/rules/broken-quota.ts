// @ts-nocheck
import type { Flow, Step, System } from '../../model/integration.ts';
import type { RequestLimit } from '../../model/limit.ts';
import { count, duration } from '../../plan/figure.ts';
import { batchLimitOf, covers, declaredLimits, limitId, type ScopedLimit } from './limits.ts';
import type { Traffic } from './traffic.ts';

/** A quota that one call an item breaks at a system that takes batches. */
export interface BrokenQuota {
  readonly system: string;
  readonly label: string;
  readonly needed: number;
  readonly allowed: number;
  readonly formula: string;
  readonly inputs: readonly string[];
}

const day = 86_400;

/** The first quota (a count over a minute or more) that one call an item would exceed where batches exist. */
export function brokenQuota(
  flow: Flow,
  { systems, traffic }: { systems: readonly System[]; traffic: Traffic },
): BrokenQuota | undefined {
  for (const system of systems) {
    const steps = flow.steps.filter((step) => step.system === system.id && isItem(step));
    const batching = steps.filter((step) => (batchLimitOf(system, step)?.items ?? 1) > 1);
    if (batching.length === 0) continue;
    for (const [index, limit] of declaredLimits(system).entries()) {
      const found = brokenBy(limit, { flow, system, steps, traffic, index });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function brokenBy(
  limit: ScopedLimit,
  at: { flow: Flow; system: System; steps: readonly Step[]; traffic: Traffic; index: number },
): BrokenQuota | undefined {
  if (limit.kind !== 'requests' || limit.perSeconds < 60 || limit.key !== undefined)
    return undefined;
  const callsPerItem = at.steps.filter((step) => covers(limit, { flow: at.flow.id, step })).length;
  const allowed = Math.floor(limit.requests * (at.system.share?.value ?? 1));
  const items = itemsIn(limit, at.traffic) * (limit.largest?.value ?? 1);
  const needed = callsPerItem * items;
  if (needed <= allowed) return undefined;
  return {
    system: at.system.id,
    label: `${count(allowed)} calls per ${duration(limit.perSeconds)}`,
    needed,
    allowed,
    formula: `${count(callsPerItem)} x ${count(items)} = ${count(needed)} calls per ${duration(limit.perSeconds)} > ${count(allowed)}`,
    inputs: [
      limit.perSeconds >= day ? at.traffic.volume.id : at.traffic.peakRate.id,
      ...(limit.largest === undefined ? [] : [limit.largest.id]),
      `${limitId(at.system.id, at.index)}.hard`,
      `${limitId(at.system.id, at.index)}.window`,
    ],
  };
}

function itemsIn(
  { perSeconds }: RequestLimit,
  { volume, peakRate, peaks, period }: Traffic,
): number {
  if (perSeconds >= day) return (volume.value * perSeconds) / period;
  const lasts = Math.max(perSeconds, ...peaks.map((peak) => peak.lasts.value));
  return peakRate.value * Math.min(perSeconds, lasts);
}

function isItem({ per, mode }: Step): boolean {
  return mode === 'do' && (per === 'item' || per === 'batch');
}
