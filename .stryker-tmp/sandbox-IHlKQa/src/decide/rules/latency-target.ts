// @ts-nocheck
import type { Flow } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { Pattern, PlannedPoll } from '../../plan/flow.ts';
import { duration } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';

/** Seconds from event to effect while all is up; undefined where a schedule or deadline is the promise. */
export function latencyTarget(
  flow: Flow,
  { pattern, poll }: { pattern: Pattern; poll: PlannedPoll | undefined },
): Decision<number> | undefined {
  const id = `flows.${flow.id}.latency-target`;
  const declared = declaredLatency(flow);
  if (declared !== undefined) {
    return stated(id, declaredAt(declared.at), {
      value: declared.value.total,
      unit: 's',
      reason:
        'The file promises this time while everything is up; an outage breaks it by definition.',
    });
  }
  if (poll !== undefined && flow.deadline === undefined) {
    const value = 2 * poll.interval.value;
    return derived(
      id,
      {
        value,
        unit: 's',
        reason:
          'A change may just miss a poll and then waits for the next, so twice the interval is what can be promised.',
        formula: `2 x ${duration(poll.interval.value)} = ${duration(value)}`,
      },
      [poll.interval],
    );
  }
  if (pattern === 'batch' || flow.schedule !== undefined || flow.deadline !== undefined)
    return undefined;
  return stated(id, byDefault('latencyTarget'), {
    value: defaults.latencyTarget,
    unit: 's',
    reason: 'The file promises no time, so what people take for prompt is assumed.',
  });
}

/** The latency of the file, where it gives a figure. */
export function declaredLatency(
  flow: Flow,
): { value: { total: number; ours?: number }; at: Parameters<typeof declaredAt>[0] } | undefined {
  const { latency } = flow;
  return latency === undefined || latency.value === 'unknown'
    ? undefined
    : { value: latency.value, at: latency.at };
}
