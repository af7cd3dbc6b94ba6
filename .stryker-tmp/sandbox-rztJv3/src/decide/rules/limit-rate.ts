// @ts-nocheck
import type { PointLimit, RequestLimit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';

const day = 86_400;

/** `r = min(P, n/(W+J))`, calls never above what 64 at a time carry; undefined for day quotas and keyed limits. */
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
  const isPoints = limit.kind === 'points';
  const what = isPoints ? 'points' : '';
  const { mean } = at.subject.latency;
  const limited = Math.min(plannedRate.value, hard.value / (window.value + jitter.value));
  // What a call costs differs, so the calls at a time bound points only over the whole system.
  const value = tidy(isPoints ? limited : Math.min(limited, defaults.concurrencyMost / mean.value));
  const carried = isPoints ? '' : `, ${count(defaults.concurrencyMost)} / ${duration(mean.value)}`;
  return derived(
    `${at.id}.effective-rate`,
    {
      value,
      unit: isPoints ? 'points/s' : 'calls/s',
      reason: isPoints
        ? 'A backlog leaves as fast as the plan and the limiter allow together.'
        : 'A backlog leaves as fast as the plan, the limiter and the calls held at a time allow together.',
      formula: `min(${rate(plannedRate.value, what)}, ${count(hard.value)} / (${duration(window.value)} + ${duration(jitter.value)})${carried}) = ${rate(value, what)}`,
    },
    [plannedRate, hard, window, jitter, ...(isPoints ? [] : [mean])],
  );
}
