import type { Limit, LineLimit, PointLimit, RequestLimit } from '../../model/limit.ts';
import type { Decision, Unit } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { derived, stated } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { tidy, whole } from '../tidy.ts';
import { batchFigures, slotFigures } from './limit-sizes.ts';
import { cappedRate } from './limit-rate.ts';
import { limitJitter } from './limit-jitter.ts';
import { limitLabel } from './limit-label.ts';
import { doubtOf, limitSource, remainingBy, whoNames } from './limit-source.ts';
import type { LimitSubject } from './limit-subject.ts';
import { coveredOperations, costsByOperation } from './limit-operations.ts';
import { limiterOf } from './limiter.ts';
import { limitId, scoped } from './limits.ts';
import { isEachTenants } from './tenants.ts';

/** The figures of every declared limit, in the order of the file. */
export function planLimits(
  subject: CalledSubject,
  share: Decision<number>,
): readonly PlannedLimit[] {
  const { limits, id: system } = subject.system;
  if (limits === undefined || limits.value === 'unknown') return [];
  return limits.value.map((one, index) => {
    const limit = scoped(one.value, subject.system);
    const id = limitId(system, index);
    const peak = subject.use.byLimit[index]?.peak ?? subject.use.peakCalls;
    const { source, overruled } = limitSource(one, subject.system);
    const at = { id, subject, share, source, peak, ...(overruled && { overruled }) };
    return {
      ...common(id, limit, subject),
      ...remainingBy(id, one, subject),
      ...doubtOf(one),
      ...figures(limit, at),
    };
  });
}

type Figures = Omit<PlannedLimit, 'id' | 'label' | 'kind'>;

function common(
  id: string,
  limit: Limit,
  { system, use }: CalledSubject,
): Pick<
  PlannedLimit,
  | 'id'
  | 'label'
  | 'kind'
  | 'scope'
  | 'perTenant'
  | 'key'
  | 'reference'
  | 'remaining'
  | 'operations'
  | 'flows'
  | 'cost'
> {
  const steps = use.flows.flatMap((flow) => flow.steps);
  const operations = coveredOperations(limit, { system, steps });
  return {
    id,
    label: limitLabel(limit),
    kind: limit.kind,
    ...(limit.scope === undefined ? {} : { scope: limit.scope }),
    ...(isEachTenants(system, limit) ? { perTenant: true } : {}),
    ...(limit.key === undefined ? {} : { key: limit.key }),
    ...(limit.source === undefined ? {} : { reference: limit.source }),
    ...(limit.remaining === undefined ? {} : { remaining: limit.remaining }),
    ...(operations === undefined ? {} : { operations }),
    ...(limit.flows === undefined ? {} : { flows: limit.flows }),
    ...(limit.kind === 'points' ? { cost: costsByOperation(limit.cost, { system, steps }) } : {}),
  };
}

function figures(limit: Limit, at: LimitSubject): Figures {
  switch (limit.kind) {
    case 'batch':
      return batchFigures(limit, at);
    case 'concurrent':
      return slotFigures(limit, at);
    case 'line':
      return lineFigures(limit, at);
    case 'requests':
    case 'points':
      return countedFigures(limit, at);
  }
}

function countedFigures(limit: RequestLimit | PointLimit, at: LimitSubject): Figures {
  const { id, share, subject } = at;
  const { declared, window, burst } = namedFigures(limit, at);
  const unit = unitOf(limit);
  const spaced = spread(limit, { ...at, declared, window });
  const held = spaced ?? {
    hard: hardOf(id, { declared, share, unit }),
    window,
  };
  const usual = subject.settings.jitter;
  const jitter =
    limit.key === undefined ? limitJitter(id, { jitter: usual, ...held, peak: at.peak }) : usual;
  const { utilisation } = subject.settings;
  const plannedRate = plannedOf(id, { utilisation, declared, share, window, unit });
  const resets = limit.kind === 'requests' ? limit.resets : undefined;
  const limiter = limiterOf({
    ...{ id, declared, share, jitter, ...held, resets: resets !== undefined },
    oneEach: limit.kind === 'requests',
    // A bucket is refilled by the declared window, however demand is counted.
    ...(burst === undefined ? {} : { burst, window }),
  });
  const effectiveRate = cappedRate(limit, { id, subject, plannedRate, jitter, ...held });
  return {
    ...{ declared, window, windowSeconds: held.window.value, hard: held.hard, plannedRate, jitter },
    ...(spaced === undefined ? {} : { spreadWindow: spaced.window }),
    ...(burst === undefined ? {} : { burst }),
    ...(resets === undefined ? {} : { resets }),
    ...(effectiveRate === undefined ? {} : { effectiveRate }),
    ...(limiter === undefined ? {} : { limiter }),
  };
}

function unitOf({ kind }: RequestLimit | PointLimit): Unit {
  return kind === 'points' ? 'points' : 'calls';
}

function namedFigures(
  limit: RequestLimit | PointLimit,
  { id, source, subject, overruled }: LimitSubject,
): { declared: Decision<number>; window: Decision<number>; burst?: Decision<number> } {
  const unit = unitOf(limit);
  const named = stated(`${id}.declared`, source, {
    value: limit.kind === 'points' ? limit.points : limit.requests,
    unit,
    reason: isEachTenants(subject.system, limit)
      ? `${whoNames(source)} names this limit of each ${limit.scope ?? ''}, so nothing here may let more pass for one.`
      : `${whoNames(source)} names this limit of the whole account, so nothing here may let more pass.`,
  });
  const declared = overruled === undefined ? named : { ...named, overruled };
  const window = stated(`${id}.window`, source, {
    value: limit.perSeconds,
    unit: 's',
    reason: 'The limit counts within this time, and its phase is unknown unless a reset is named.',
  });
  if (limit.burst === undefined) return { declared, window };
  const burst = stated(`${id}.burst`, source, {
    value: limit.burst,
    unit,
    reason: 'The documented burst may leave at once when nothing was sent for a while.',
  });
  return { declared, window, burst };
}

/** `n = floor(N x share)`. */
function hardOf(
  id: string,
  { declared, share, unit }: { declared: Decision<number>; share: Decision<number>; unit: Unit },
): Decision<number> {
  const value = whole(declared.value * share.value);
  return derived(
    `${id}.hard`,
    {
      value,
      unit,
      reason:
        value < 1
          ? 'Our share is less than one call in a window, so nothing may leave at all.'
          : 'No more than our share may leave in a window, whatever is planned for.',
      formula: `floor(${count(declared.value)} x ${count(share.value)}) = ${count(value)}`,
    },
    [declared, share],
  );
}

/** `P = u x N x share / W`. */
function plannedOf(
  id: string,
  at: {
    readonly utilisation: Decision<number>;
    readonly declared: Decision<number>;
    readonly share: Decision<number>;
    readonly window: Decision<number>;
    readonly unit: Unit;
  },
): Decision<number> {
  const { utilisation, declared, share, window, unit } = at;
  const value = tidy((utilisation.value * declared.value * share.value) / window.value);
  return derived(
    `${id}.planned-rate`,
    {
      value,
      unit: unit === 'points' ? 'points/s' : unit === 'B' ? 'B/s' : 'calls/s',
      reason:
        'Only part of the limit is planned for, so that retries and a backlog find room in the rest.',
      formula: `${count(utilisation.value)} x ${count(declared.value)} x ${count(share.value)} / ${duration(window.value)} = ${rate(value)}`,
    },
    [utilisation, declared, share, window],
  );
}

// A share of less than one call a window still allows one call in a longer time, where the flows can wait for it.
function spread(
  limit: RequestLimit | PointLimit,
  at: LimitSubject & { declared: Decision<number>; window: Decision<number> },
): { hard: Decision<number>; window: Decision<number> } | undefined {
  const ours = tidy(at.declared.value * at.share.value);
  if (ours <= 0 || ours >= 1 || limit.kind === 'points') return undefined;
  const seconds = tidy(at.window.value / ours);
  // A burst is there at once: only what comes after it has to wait.
  const patient =
    limit.burst !== undefined ||
    at.subject.use.flows.every(
      ({ latencyTarget, waitingBudget }) =>
        waitingBudget === undefined &&
        (latencyTarget === undefined || latencyTarget.value >= seconds),
    );
  if (!patient) return undefined;
  const window = derived(
    `${at.id}.spread-window`,
    {
      value: seconds,
      unit: 's',
      reason:
        'Our share is less than one call in a window, so one call is spread over several of them.',
      formula: `${duration(at.window.value)} / (${count(at.declared.value)} x ${count(at.share.value)}) = ${duration(seconds)}`,
    },
    [at.window, at.declared, at.share],
  );
  return {
    window,
    hard: derived(
      `${at.id}.hard`,
      {
        value: 1,
        unit: 'calls',
        reason: 'One call may leave in the longer time over which our share adds up to one.',
        formula: `max(1, floor(${count(at.declared.value)} x ${count(at.share.value)})) = 1, in ${duration(seconds)}`,
      },
      [window],
    ),
  };
}

function lineFigures(limit: LineLimit, { id, share, subject, source }: LimitSubject): Figures {
  const declared = stated(`${id}.declared`, source, {
    value: limit.bytesPerSecond,
    unit: 'B/s',
    reason: `${whoNames(source)} names the speed of the line, which all transfers share.`,
  });
  const hard = derived(
    `${id}.hard`,
    {
      value: whole(limit.bytesPerSecond * share.value),
      unit: 'B/s',
      reason: 'Our share of the line is all that transfers can fill.',
      formula: `floor(${count(limit.bytesPerSecond)} x ${count(share.value)}) = ${count(whole(limit.bytesPerSecond * share.value))} B/s`,
    },
    [declared, share],
  );
  const { utilisation } = subject.settings;
  const value = tidy(utilisation.value * limit.bytesPerSecond * share.value);
  const plannedRate = derived(
    `${id}.planned-rate`,
    {
      value,
      unit: 'B/s',
      reason: 'A line that is planned to be full has no room for repeats.',
      formula: `${count(utilisation.value)} x ${count(limit.bytesPerSecond)} x ${count(share.value)} = ${count(value)} B/s`,
    },
    [utilisation, declared, share],
  );
  return {
    ...{ declared, hard, plannedRate, windowSeconds: 1, effectiveRate: plannedRate },
    ...(hard.value > 0 ? { limiter: { form: 'line', bytesPerSecond: hard } } : {}),
  };
}
