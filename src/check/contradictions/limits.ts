import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { System } from '../../model/integration.ts';
import type { Limit } from '../../model/limit.ts';
import type { Place } from '../../model/place.ts';
import { callsAt, type Facts } from '../facts.ts';

/** Limits that name what nobody calls, flows that do not exist, or a cost that never fits. */
export function limits(facts: Facts): readonly Diagnostic[] {
  return facts.integration.systems.flatMap((system) => {
    if (system.limits === undefined || system.limits.value === 'unknown') return [];
    return system.limits.value.flatMap(({ value, at }) => [
      ...unusedOperations(value, { system, at, facts }),
      ...unknownFlows(value, { system, at, facts }),
      ...costOverBucket(value, { system, at, facts }),
    ]);
  });
}

interface Subject {
  readonly system: System;
  readonly at: Place;
  readonly facts: Facts;
}

function unusedOperations(limit: Limit, { system, at, facts }: Subject): Diagnostic[] {
  if (facts.unreadable.has(system.id) || !facts.isComplete) return [];
  const used = new Set([
    // Connecting is no call of a flow, but the first thing that such a limit is about.
    ...(system.stream === undefined ? [] : ['connect']),
    ...callsAt(system.id, facts.integration).flatMap(({ step }) => [
      step.name,
      ...(step.operation === undefined ? [] : [step.operation.id]),
    ]),
  ]);
  const costs = limit.kind === 'points' ? Object.keys(limit.cost.byOperation) : [];
  return [...(limit.operations ?? []), ...costs]
    .filter((name) => !used.has(name))
    .map((name) => {
      const near = nearest(name, used, 3);
      return diagnose('limit/unused-operation', { system: system.id, operation: name, near }, at);
    });
}

function unknownFlows({ flows }: Limit, { system, at, facts }: Subject): Diagnostic[] {
  if (!facts.isComplete) return [];
  const known = facts.integration.flows.map(({ id }) => id);
  return (flows ?? [])
    .filter((flow) => !known.includes(flow))
    .map((flow) => {
      const near = nearest(flow, known, 3);
      return diagnose('limit/unknown-flow', { system: system.id, flow, near }, at);
    });
}

/** A call that costs more than the bucket ever holds can never be sent. */
function costOverBucket(limit: Limit, { system, at }: Subject): Diagnostic[] {
  if (limit.kind !== 'points') return [];
  const bucket = Math.max(limit.points, limit.burst ?? 0);
  const { default: usual, byOperation } = limit.cost;
  const costs: (readonly [string, number])[] = [
    ['any operation', usual],
    ...Object.entries(byOperation),
  ];
  return costs
    .filter(([, cost]) => cost > bucket)
    .map(([operation, cost]) =>
      diagnose(
        'limit/cost-over-bucket',
        { system: system.id, operation, cost: String(cost), bucket: String(bucket) },
        at,
      ),
    );
}
