// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import { tidy } from '../tidy.ts';

const day = 86_400;

/** How far apart two calls may get on their way under one limit: smaller where the peak would not fit otherwise. */
export function limitJitter(
  id: string,
  at: {
    readonly jitter: Decision<number>;
    readonly hard: Decision<number>;
    readonly window: Decision<number>;
    readonly peak: Decision<number>;
  },
): Decision<number> {
  const { jitter, hard, window, peak } = at;
  const safe = hard.value / (window.value + jitter.value);
  const most = hard.value / window.value;
  if (window.value >= day || peak.value <= safe || peak.value > most) return jitter;
  const room = hard.value / (defaults.jitterReserve * peak.value) - window.value;
  const value = tidy(Math.min(jitter.value, Math.max(defaults.jitterLeast, room)));
  return derived(
    `${id}.jitter`,
    {
      value,
      unit: 's',
      reason: `With ${duration(jitter.value)} of jitter the limiter would not let the peak pass, so less is assumed and must be measured.`,
      formula: `max(${duration(defaults.jitterLeast)}, ${count(hard.value)} / (${defaults.jitterReserve} x ${rate(peak.value)}) - ${duration(window.value)}) = ${duration(value)}`,
    },
    [jitter, hard, window, peak],
  );
}
