import { count, duration, rate, share } from '../../plan/figure.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { atLeast, tidy } from '../tidy.ts';
import { isEndpoints } from './delivery.ts';
import { largestShare } from './tenants.ts';

/** Our own caution towards a system whose limits nobody knows: few calls at a time, and a slow start. */
export function unknownLimits(subject: CalledSubject): readonly PlannedLimit[] {
  const { owner, use, latency, settings } = subject;
  if (isEndpoints(subject.system)) return [slotsOfEach(subject)];
  return [
    slots(`${owner}.limits.assumed-slots`, latency.mean, settings.instances),
    pace(`${owner}.limits.assumed-rate`, use.averageCalls),
  ];
}

/** Two calls at a time at each endpoint, or as many as the largest needs. */
function slotsOfEach({ owner, use, latency, settings, system }: CalledSubject): PlannedLimit {
  const id = `${owner}.limits.assumed-slots`;
  const { mean } = latency;
  const largest = largestShare(system);
  const part = largest?.value ?? 1;
  const busy = (part * use.peakCalls.value * mean.value) / settings.utilisation.value;
  const value = Math.max(defaults.unknownSlots, atLeast(busy));
  const what = system.tenants?.value.what ?? defaults.endpointWord;
  const hard = derived(
    `${id}.hard`,
    {
      value,
      unit: 'slots',
      reason: `Nobody knows what one ${what} bears, so it gets two calls at a time, or as many as the largest needs to keep up.`,
      formula: `max(${count(defaults.unknownSlots)}, ceil(${share(part)} x ${rate(use.peakCalls.value)} x ${duration(mean.value)} / ${count(settings.utilisation.value)})) = ${count(value)}`,
    },
    [largest, use.peakCalls, mean, settings.utilisation],
  );
  return {
    id,
    label: `assumed: ${count(value)} calls at a time per ${what}`,
    kind: 'concurrent',
    scope: what,
    perTenant: true,
    declared: hard,
    hard,
    effectiveRate: derived(
      `${id}.effective-rate`,
      {
        value: tidy(value / mean.value),
        unit: 'calls/s',
        reason:
          'A call holds its slot as long as it lasts, so the mean duration turns slots into a rate.',
        formula: `${count(value)} / ${duration(mean.value)} = ${rate(value / mean.value)}`,
      },
      [hard, mean],
    ),
    limiter: { form: 'slots', max: hard },
  };
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
