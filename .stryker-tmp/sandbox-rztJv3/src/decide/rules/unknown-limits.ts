// @ts-nocheck
import { count, duration, rate } from '../../plan/figure.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';

/** Our own caution towards a system whose limits nobody knows: few calls at a time, and a slow start. */
export function unknownLimits({
  owner,
  use,
  latency,
  settings,
}: CalledSubject): readonly PlannedLimit[] {
  return [
    slots(`${owner}.limits.assumed-slots`, latency.mean, settings.instances),
    pace(`${owner}.limits.assumed-rate`, use.averageCalls),
  ];
}

function slots(
  id: string,
  mean: CalledSubject['latency']['mean'],
  instances: Decision<number>,
): PlannedLimit {
  const hard = slotsAtATime(id, instances);
  const value = tidy(hard.value / mean.value);
  return {
    id,
    label: `assumed: ${count(hard.value)} calls at a time`,
    kind: 'concurrent',
    declared: hard,
    hard,
    effectiveRate: derived(
      `${id}.effective-rate`,
      {
        value,
        unit: 'calls/s',
        reason:
          'A call holds its slot as long as it lasts, so the mean duration turns slots into a rate.',
        formula: `${count(hard.value)} / ${duration(mean.value)} = ${rate(value)}`,
      },
      [hard, mean],
    ),
    limiter: { form: 'slots', max: hard },
  };
}

function pace(id: string, average: CalledSubject['use']['averageCalls']): PlannedLimit {
  const { unknownRateLeast, unknownRateFactor } = defaults;
  const value = tidy(Math.max(unknownRateLeast, unknownRateFactor * average.value));
  const start = derived(
    `${id}.start`,
    {
      value,
      unit: 'calls/s',
      reason:
        'Without a known limit calls leave at twice what the flows need on average, which most systems bear; it rises only when somebody declares a limit.',
      formula: `max(${rate(unknownRateLeast)}, ${count(unknownRateFactor)} x ${rate(average.value)}) = ${rate(value)}`,
    },
    [average],
  );
  const one = stated(`${id}.hard`, byDefault('unknownRateLeast'), {
    value: 1,
    unit: 'calls',
    reason: 'Calls leave one by one, since nobody knows whether a burst is borne.',
  });
  const spacingMs = derived(
    `${id}.spacing-ms`,
    {
      value: tidy(1000 / value),
      unit: 'ms',
      reason:
        'Calls leave so far apart, which makes up the rate at which they start; several processes divide it.',
      formula: `1 / ${rate(value)} = ${count(1000 / value)} ms`,
    },
    [start],
  );
  return {
    id,
    label: `assumed: ${rate(value)}`,
    kind: 'requests',
    declared: start,
    hard: one,
    plannedRate: start,
    effectiveRate: start,
    windowSeconds: tidy(1 / value),
    limiter: { form: 'spaced', spacingMs },
  };
}

function slotsAtATime(id: string, instances: Decision<number>): Decision<number> {
  const { unknownSlots } = defaults;
  if (instances.value <= unknownSlots) {
    return stated(`${id}.hard`, byDefault('unknownSlots'), {
      value: unknownSlots,
      unit: 'slots',
      reason:
        'Nobody knows how many calls may be open at a time, so two are; it is our caution and not the figure of the vendor.',
    });
  }
  return derived(
    `${id}.hard`,
    {
      value: instances.value,
      unit: 'slots',
      reason:
        'Nobody knows how many calls may be open at a time, so each process has one; it is our caution and not the figure of the vendor.',
      formula: `max(${count(unknownSlots)}, ${count(instances.value)} processes) = ${count(instances.value)}`,
    },
    [instances],
  );
}
