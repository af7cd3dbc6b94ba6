import type { PointLimit, RequestLimit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';

const day = 86_400;

/** `r = min(P, n/(W+J))`, never above what 64 calls at a time carry; undefined for day quotas and keyed limits. */
export function cappedRate(
  limit: RequestLimit | PointLimit,
  at: {
    readonly id: string;
    readonly subject: CalledSubject;
    readonly plannedRate: Decision<number>;
    readonly hard: Decision<number>;
    readonly window: Decision<number>;
    readonly jitter: Decision<number>;
  },
): Decision<number> | undefined {
  if (limit.key !== undefined || limit.perSeconds >= day) return undefined;
  const { plannedRate, hard, window, jitter } = at;
  const { mean } = at.subject.latency;
  const what = limit.kind === 'points' ? 'points' : '';
  const unitsAtOnce =
    defaults.concurrencyMost * (limit.kind === 'points' ? Math.max(1, limit.cost.default) : 1);
  const carried = unitsAtOnce / mean.value;
  const value = tidy(
    Math.min(plannedRate.value, hard.value / (window.value + jitter.value), carried),
  );
  return derived(
    `${at.id}.effective-rate`,
    {
      value,
      unit: limit.kind === 'points' ? 'points/s' : 'calls/s',
      reason:
        'A backlog leaves as fast as the plan, the limiter and the calls held at a time allow together.',
      formula: `min(${rate(plannedRate.value, what)}, ${count(hard.value)} / (${duration(window.value)} + ${duration(jitter.value)}), ${count(unitsAtOnce)} / ${duration(mean.value)}) = ${rate(value, what)}`,
    },
    [plannedRate, hard, window, jitter, mean],
  );
}
