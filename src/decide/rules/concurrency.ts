import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import { overridden } from '../overridden.ts';
import { flowOf, isWaiting, smallest, type CalledSubject } from '../system-context.ts';
import { atLeast, clamp } from '../tidy.ts';
import { isEndpoints } from './delivery.ts';
import { departureRate } from './effective-rate.ts';
import { attemptTimeout } from './time-outs.ts';

/** How many calls to a system are open at a time: what its pace needs, what waiting callers need, never more than its slots. */
export function decideConcurrency(
  subject: CalledSubject,
  {
    limits,
    pace,
    attempt,
  }: { limits: readonly PlannedLimit[]; pace: Decision<number>; attempt: Decision<number> },
): Decision<number> {
  const id = `${subject.owner}.concurrency`;
  const slots = slotsOf(limits);
  const most = Math.max(
    1,
    Math.min(slots?.value ?? defaults.concurrencyMost, defaults.concurrencyMost),
  );
  const fanOut = isEndpoints(subject.system) ? byFanOut(subject, attempt) : undefined;
  const needs =
    fanOut === undefined
      ? [...byPace(subject, pace, limits), ...byCallers(id, subject, attempt)]
      : [fanOut];
  const needed = Math.max(...needs.map((need) => need.value));
  if (fanOut !== undefined) return overridden(ofFanOut(id, fanOut), declaredConcurrency(subject));
  const value = clamp(needed, 1, most);
  const all = needs.map(({ text }) => text).join(', ');
  const decision = derived(
    id,
    {
      value,
      unit: 'slots',
      reason: needs.some(({ waits }) => waits)
        ? 'Callers wait while a call is open, so there is a slot for each that comes in the time of one attempt.'
        : 'So many calls must be open at a time to keep the pace; more would only wait on the other side.',
      formula: `clamp(${needs.length > 1 ? `max(${all})` : all}, 1, ${slots === undefined ? '' : `min(${count(slots.value)}, `}${count(defaults.concurrencyMost)}${slots === undefined ? '' : ')'}) = ${count(value)}`,
    },
    [...needs.flatMap(({ inputs }) => inputs), slots],
  );
  return overridden(decision, declaredConcurrency(subject));
}

function slotsOf(limits: readonly PlannedLimit[]): Decision<number> | undefined {
  const whole = limits.filter(
    ({ kind, operations, flows, key, perTenant }) =>
      kind === 'concurrent' &&
      operations === undefined &&
      flows === undefined &&
      key === undefined &&
      perTenant !== true,
  );
  return smallest(whole.flatMap(({ hard }) => hard ?? []));
}

function declaredConcurrency({
  use,
  integration,
}: CalledSubject): Parameters<typeof overridden<number>>[1] {
  const declared = use.flows.flatMap(
    (flow) => flowOf(flow, integration)?.overrides.concurrency ?? [],
  );
  const least = [...declared].sort((a, b) => a.value - b.value)[0];
  if (least === undefined) return undefined;
  return {
    value: least.value,
    at: least.at,
    reason: 'The file sets how many calls are open at a time, in place of what would be derived.',
  };
}

interface Need {
  readonly value: number;
  readonly text: string;
  readonly waits: boolean;
  readonly inputs: readonly Decision[];
}

// Many endpoints share no limit; those that hang hold their calls until the time-out.
function byFanOut({ use, latency }: CalledSubject, attempt: Decision<number>): Need {
  const part = defaults.deliveryHanging;
  const busy = (1 - part) * latency.mean.value + part * attempt.value;
  return {
    value: Math.max(1, atLeast(use.peakCalls.value * busy)),
    text: `ceil(${rate(use.peakCalls.value)} x (${count(1 - part)} x ${duration(latency.mean.value)} + ${count(part)} x ${duration(attempt.value)}))`,
    waits: false,
    inputs: [use.peakCalls, latency.mean, attempt],
  };
}

function ofFanOut(id: string, { value, text, inputs }: Need): Decision<number> {
  return derived(
    id,
    {
      value,
      unit: 'slots',
      reason:
        'One endpoint in twenty is taken to hang until the time-out, and so many calls must be open that the others do not wait behind it.',
      formula: `max(1, ${text}) = ${count(value)}`,
    },
    inputs,
  );
}

function byPace(
  subject: CalledSubject,
  pace: Decision<number>,
  limits: readonly PlannedLimit[],
): readonly Need[] {
  const {
    use,
    latency: { mean },
  } = subject;
  if (use.flows.length > 0 && use.flows.every(isWaiting)) return [];
  const leaving = departureRate(subject, limits);
  const peak = Math.min(use.peakCalls.value, leaving?.value ?? 0);
  if (leaving !== undefined && peak > pace.value) {
    return [
      {
        value: atLeast(peak * mean.value),
        text: `ceil(max(${rate(pace.value)}, min(${rate(use.peakCalls.value)}, ${rate(leaving.value)})) x ${duration(mean.value)})`,
        waits: false,
        inputs: [pace, use.peakCalls, ...leaving.inputs, mean],
      },
    ];
  }
  return [
    {
      value: atLeast(pace.value * mean.value),
      text: `ceil(${rate(pace.value)} x ${duration(mean.value)})`,
      waits: false,
      inputs: [pace, mean],
    },
  ];
}

function byCallers(id: string, subject: CalledSubject, usual: Decision<number>): readonly Need[] {
  const flows = subject.use.flows.filter(isWaiting);
  if (flows.length === 0) return [];
  const isAll = flows.length === subject.use.flows.length;
  const attempt = isAll ? usual : attemptTimeout(id, subject, { flows, harmful: false });
  const peak = flows.reduce((sum, { peakCalls }) => sum + peakCalls.value, 0);
  const budget = smallest(flows.flatMap(({ waitingBudget }) => waitingBudget ?? []));
  const own = [subject.latency.p99, ...(budget === undefined ? [] : [budget])];
  return [
    {
      value: atLeast(peak * attempt.value),
      text: `ceil(${rate(peak)} x ${duration(attempt.value)})`,
      waits: true,
      inputs: [...flows.map(({ peakCalls }) => peakCalls), ...(isAll ? [usual] : own)],
    },
  ];
}
