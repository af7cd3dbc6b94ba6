import type { Decision } from '../../plan/decision.ts';
import { count, duration, share } from '../../plan/figure.ts';
import type { QueueRetry } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { declaredAt } from '../rule.ts';
import { deliverySchedule, deliverySpan, isEndpoints } from './delivery.ts';
import { smallest } from '../system-context.ts';
import { tidy } from '../tidy.ts';
import type { OutageFigures } from './outage.ts';

type Unit = 's' | 'factor';

const day = 86_400;

/** How the queue retries, behind which the client does not: equal jitter, so half of each delay is certain. */
export function decideQueueRetry(context: FlowContext, figures: OutageFigures): QueueRetry {
  const { draft, outage } = context;
  const owner = `flows.${draft.flow.id}.queue-retry`;
  const { retry } = draft.flow.overrides;
  const base = parameter(context, {
    name: 'base',
    key: 'queueRetryBase',
    declared: retry?.value.baseSeconds,
    unit: 's',
  });
  const factor = parameter(context, {
    name: 'factor',
    key: 'queueRetryFactor',
    declared: retry?.value.factor,
    unit: 'factor',
  });
  const cap = parameter(context, {
    name: 'cap',
    key: 'queueRetryCap',
    declared: retry?.value.capSeconds,
    unit: 's',
  });
  const lateCap = parameter(context, {
    name: 'late-cap',
    key: 'queueRetryLateCap',
    declared: undefined,
    unit: 's',
  });
  const horizon = horizonOf(context, { figures, base, factor, cap });
  return {
    base,
    factor,
    cap,
    early: earlyTime(`${owner}.early`, outage),
    lateCap,
    horizon,
    minimumSpan: minimumSpan(context, { horizon, lateCap }),
    ...scheduleOf(context),
    ...dailyBudget(context),
  };
}

function earlyTime(id: string, outage: Decision<number>): Decision<number> {
  const value = defaults.queueRetryEarly * outage.value;
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'An outage that lasts twice as long as planned is no longer short, so attempts then come seldom.',
      formula: `${count(defaults.queueRetryEarly)} x ${duration(outage.value)} = ${duration(value)}`,
    },
    [outage],
  );
}

const reasons = {
  base: 'A first pause of about a second lets a passing fault pass without delaying the item much.',
  factor: 'Each pause is twice the one before, so a longer fault costs few attempts.',
  cap: 'Within a minute of recovery every item is tried again, even without a signal from the breaker.',
  'late-cap': 'In a long outage an attempt each quarter of an hour is enough to notice its end.',
} as const;

function parameter(
  { draft }: FlowContext,
  at: {
    name: keyof typeof reasons;
    key: 'queueRetryBase' | 'queueRetryFactor' | 'queueRetryCap' | 'queueRetryLateCap';
    declared: number | undefined;
    unit: Unit;
  },
): Decision<number> {
  const id = `flows.${draft.flow.id}.queue-retry.${at.name}`;
  const { retry } = draft.flow.overrides;
  if (retry !== undefined && at.declared !== undefined) {
    return stated(id, declaredAt(retry.at), {
      value: at.declared,
      unit: at.unit,
      reason: 'The file sets it, in place of what would be derived.',
    });
  }
  return stated(id, byDefault(at.key), {
    value: defaults[at.key],
    unit: at.unit,
    reason: reasons[at.name],
  });
}

function horizonOf(
  { draft, outage }: FlowContext,
  at: {
    figures: OutageFigures;
    base: Decision<number>;
    factor: Decision<number>;
    cap: Decision<number>;
  },
): Decision<number> {
  const id = `flows.${draft.flow.id}.queue-retry.horizon`;
  const { retry } = draft.flow.overrides;
  if (retry?.value.forSeconds !== undefined) {
    return stated(id, declaredAt(retry.at), {
      value: retry.value.forSeconds,
      unit: 's',
      reason: 'The file says for how long an item is tried.',
    });
  }
  if (retry?.value.attempts !== undefined) return spanOfAttempts(id, retry.value.attempts, at);
  if (at.figures.expires !== undefined) {
    return derived(
      id,
      {
        value: at.figures.expires.value,
        unit: 's',
        reason:
          'An item is not tried beyond its expiry; the partition goes on probing for the next ones.',
        formula: duration(at.figures.expires.value),
      },
      [at.figures.expires],
    );
  }
  if (endpointsOf(draft) !== undefined) return daysBySchedule(id, draft.flow.to);
  const drain = at.figures.drain?.value ?? 0;
  const wanted = outage.value + drain + day;
  const value = Math.min(Math.max(defaults.queueHorizonLeast, wanted), defaults.queueHorizonMost);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'A day beyond outage and drain gives people time to mend what does not mend itself, before anything is given up.',
      formula: `clamp(${duration(outage.value)} + ${duration(drain)} + ${duration(day)}, ${duration(defaults.queueHorizonLeast)}, ${duration(defaults.queueHorizonMost)}) = ${duration(value)}`,
    },
    [outage, at.figures.drain],
  );
}

function endpointsOf({ flow, system }: FlowContext['draft']): string | undefined {
  return isEndpoints(system(flow.to)) ? flow.to : undefined;
}

function scheduleOf({ draft }: FlowContext): Pick<QueueRetry, 'schedule'> {
  const endpoints = endpointsOf(draft);
  const { retry } = draft.flow.overrides;
  const isOwn = retry !== undefined || draft.flow.expires !== undefined;
  return endpoints === undefined || isOwn ? {} : { schedule: deliverySchedule(endpoints) };
}

function daysBySchedule(id: string, endpoints: string): Decision<number> {
  const span = deliverySpan(endpoints);
  return derived(
    id,
    {
      value: span.value,
      unit: 's',
      reason:
        'An endpoint of somebody else is mended by people, so its events are tried for days and not for an outage.',
      formula: duration(span.value),
    },
    [span],
  );
}

function spanOfAttempts(
  id: string,
  attempts: number,
  {
    base,
    factor,
    cap,
  }: { base: Decision<number>; factor: Decision<number>; cap: Decision<number> },
): Decision<number> {
  let value = 0;
  for (let wait = 0; wait < attempts - 1; wait += 1) {
    value += Math.min(cap.value, base.value * factor.value ** wait);
  }
  return derived(
    id,
    {
      value,
      unit: 's',
      reason: 'The file counts attempts, so an item is given up when their pauses are over.',
      formula: `sum of ${count(attempts - 1)} pauses min(${duration(cap.value)}, ${duration(base.value)} x ${count(factor.value)}^n) = ${duration(value)}`,
    },
    [base, factor, cap],
  );
}

function minimumSpan(
  { draft, outage }: FlowContext,
  { horizon, lateCap }: { horizon: Decision<number>; lateCap: Decision<number> },
): Decision<number> {
  const id = `flows.${draft.flow.id}.queue-retry.minimum-span`;
  if (draft.flow.overrides.retry?.value.attempts !== undefined) {
    const value = horizon.value / 2;
    return derived(
      id,
      {
        value,
        unit: 's',
        reason: 'Equal jitter can halve each pause, so only half of the nominal time is certain.',
        formula: `${duration(horizon.value)} / 2 = ${duration(value)}`,
      },
      [horizon],
    );
  }
  if (draft.flow.expires !== undefined) {
    const value = defaults.queueHorizonLeast + outage.value;
    return derived(
      id,
      {
        value,
        unit: 's',
        reason:
          'An item ends with its expiry, but the partition goes on trying with the newest one, longer than any planned outage.',
        formula: `${duration(defaults.queueHorizonLeast)} + ${duration(outage.value)} = ${duration(value)}`,
      },
      [outage],
    );
  }
  if (endpointsOf(draft) !== undefined) return wholeSchedule(id, horizon);
  const value = Math.max(0, horizon.value - lateCap.value);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason:
        'The time and not a count ends the attempts, so the last one comes at most one late pause before the end, whatever the jitter.',
      formula: `max(0, ${duration(horizon.value)} - ${duration(lateCap.value)}) = ${duration(value)}`,
    },
    [horizon, lateCap],
  );
}

// Retries that eat the quota of a day would take it from the events that are new.
function dailyBudget({ draft, limits, demand }: FlowContext): Pick<QueueRetry, 'dailyBudget'> {
  const quotas = limits.flatMap(({ planned }) =>
    (planned.windowSeconds ?? 0) >= day &&
    planned.key === undefined &&
    planned.hard !== undefined &&
    demand.some(({ limit }) => limit === planned.id)
      ? [planned.hard]
      : [],
  );
  const quota = smallest(quotas);
  if (quota === undefined) return {};
  const value = Math.floor(tidy(defaults.queueRetryQuota * quota.value));
  return {
    dailyBudget: derived(
      `flows.${draft.flow.id}.queue-retry.daily-budget`,
      {
        value,
        unit: 'calls',
        reason:
          'All retries together take at most a tenth of the quota; when that is gone the partition waits for the next window, so that new events are not locked out.',
        formula: `floor(${share(defaults.queueRetryQuota)} x ${count(quota.value)}) = ${count(value)}`,
      },
      [quota],
    ),
  };
}

function wholeSchedule(id: string, horizon: Decision<number>): Decision<number> {
  return derived(
    id,
    {
      value: horizon.value,
      unit: 's',
      reason: 'Jitter only makes the pauses of the schedule longer, so all of it is certain.',
      formula: duration(horizon.value),
    },
    [horizon],
  );
}
