import type { Limit } from '../../model/limit.ts';
import type { Decision, Unit } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { Demand } from '../../plan/flow.ts';
import type { CallPolicy, PlannedLimit } from '../../plan/system.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { coveredBy, inUnits, unitsPerCall } from '../system-use.ts';
import { busiestPeak } from './backlog.ts';
import type { ScopedLimit } from './limits.ts';
import type { CallLoad } from './loads.ts';
import type { Counted, Traffic } from './traffic.ts';

/** A planned limit with what the file says of it and the loads of all flows that it counts. */
export interface LoadedLimit {
  readonly system: string;
  readonly limit: ScopedLimit;
  readonly planned: PlannedLimit;
  readonly policy: CallPolicy;
  readonly loads: readonly CallLoad[];
  /** The traffic of a flow by its id. */
  readonly traffic: (flow: string) => Traffic | undefined;
}

/** Demand of all flows that share a limit, in the limit's own window; undefined for limits of size. */
export function demandOn(at: LoadedLimit): Demand | undefined {
  const { planned, system, limit } = at;
  if (planned.hard === undefined || limit.kind === 'batch') return undefined;
  const covered = coveredBy(limit, at.loads);
  if (covered.length === 0) return undefined;
  const { average, peak } = limit.key === undefined ? shared(at, covered) : perEntity(at, covered);
  return {
    limit: planned.id,
    system,
    label: planned.label,
    average,
    peak,
    use: useOf(at, covered, { average, peak, hard: planned.hard }),
  };
}

function useOf(
  at: LoadedLimit,
  covered: readonly CallLoad[],
  { average, peak, hard }: Readonly<Record<'average' | 'peak' | 'hard', Decision<number>>>,
): Decision<number> {
  const credit = creditOf(at.planned);
  const long = lastingUse(at, covered, credit);
  const granted = credit?.value ?? 0;
  const used = [average.value / hard.value, peak.value / (hard.value + granted)];
  const value = Math.max(...used, ...long.map((use) => use.value));
  const lasting = long.map(({ text }) => text).join('');
  return derived(
    `${at.planned.id}.use`,
    {
      value,
      unit: 'share',
      reason:
        value > 1
          ? 'More is asked than the limit allows, so part of it waits or is refused.'
          : 'The larger of mean and peak, all flows together, is what the limit must carry.',
      formula:
        credit === undefined
          ? `max(${count(average.value)}, ${count(peak.value)}) / ${count(hard.value)} = ${share(value)}`
          : `max(${count(average.value)} / ${count(hard.value)}, ${count(peak.value)} / (${count(hard.value)} + ${count(granted)})${lasting}) = ${share(value)}`,
    },
    [average, peak, hard, credit, ...long.flatMap(({ inputs }) => inputs)],
  );
}

/** What may leave at once beside the rate of a limit with a documented burst, as its limiter grants it. */
export function creditOf({ limiter }: PlannedLimit): Decision<number> | undefined {
  return limiter?.form === 'bucket' ? limiter.capacity : undefined;
}

// A burst hides a peak only until it is used up; over the whole peak the rate counts.
function lastingUse(
  { planned, limit, traffic }: LoadedLimit,
  loads: readonly CallLoad[],
  credit: Decision<number> | undefined,
): readonly { value: number; text: string; inputs: readonly (string | Decision)[] }[] {
  const { hard, window } = planned;
  if (credit === undefined || hard === undefined || window === undefined) return [];
  if (limit.key !== undefined) return [];
  const lasts = loads
    .flatMap((load) => busiestPeak(traffic(load.flow)?.peaks ?? [])?.lasts ?? [])
    .reduce<Decision<number> | undefined>(
      (most, one) => (most === undefined || one.value > most.value ? one : most),
      undefined,
    );
  if (lasts === undefined || lasts.value <= window.value) return [];
  const come = loads.map((load) => inUnits(limit, load, load.within(lasts.value)));
  const needed = sum(come.map(({ value }) => value));
  const allowed = (hard.value * lasts.value) / window.value + credit.value;
  return [
    {
      value: needed / allowed,
      text: `, ${count(needed)} / (${count(hard.value)} x ${duration(lasts.value)} / ${duration(window.value)} + ${count(credit.value)})`,
      inputs: [...come.flatMap(({ inputs }) => inputs), lasts, window],
    },
  ];
}

function shared(
  at: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  if (at.limit.kind === 'concurrent') return slots(at, loads);
  const isLine = at.limit.kind === 'line' || at.limit.kind === 'batch';
  const seconds = isLine ? 1 : (at.planned.windowSeconds ?? 1);
  const window = isLine ? 'each second' : `in ${duration(seconds)}`;
  const means = loads.map((load) => {
    const { value, inputs } = inUnits(at.limit, load, load.average);
    return { value: value * seconds, inputs: isLine ? inputs : [...inputs, windowId(at)] };
  });
  const peaks = loads.map((load) => {
    const { value, inputs } = inUnits(at.limit, load, isLine ? load.peak : load.within(seconds));
    const counted = {
      value,
      inputs: isLine || !growsWith(load, seconds) ? inputs : [...inputs, windowId(at)],
    };
    return isLine ? counted : atLeastOneEvent(at.limit, load, counted);
  });
  return {
    average: demandDecision(at, 'average', {
      parts: means,
      reason: `So much falls ${window} on average.`,
    }),
    peak: demandDecision(at, 'peak', {
      parts: peaks,
      reason: `So much falls ${window} at the busiest time, uncertain phase included: a count is not smoothed.`,
    }),
  };
}

// A part of the busiest time may be less than one event, but an event comes whole.
function atLeastOneEvent(
  { largest, ...limit }: ScopedLimit,
  load: CallLoad,
  counted: Counted,
): Counted {
  const once = largest === undefined ? 0 : load.perEvent.value * unitsPerCall(limit, load);
  return once > counted.value ? { value: once, inputs: [load.perEvent.id] } : counted;
}

// Calls that leave together are the same in a short window as in one twice as long.
function growsWith(load: CallLoad, seconds: number): boolean {
  return load.within(2 * seconds).value !== load.within(seconds).value;
}

function windowId({ planned }: LoadedLimit): string {
  return (
    planned.hard?.inputs?.find((id) => id.endsWith('.spread-window')) ?? `${planned.id}.window`
  );
}

function demandDecision(
  { planned, limit }: LoadedLimit,
  kind: 'average' | 'peak',
  { parts, reason }: { parts: readonly Counted[]; reason: string },
): Decision<number> {
  const unit = unitOf(limit);
  const id = `${planned.id}.${kind}-demand`;
  const values = parts.map(({ value }) => value);
  const inputs = parts.flatMap((part) => part.inputs);
  const finding = { value: sum(values), unit, reason, formula: sumText(values, unit) };
  // Single calls of a clock that stand in a short window by themselves follow from nothing.
  return inputs.length === 0
    ? stated(id, byDefault('callsOfRound'), finding)
    : derived(id, finding, inputs);
}

function slots(
  { planned, policy, limit }: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  const mean = policy.latencyMean;
  const busy = (kind: 'average' | 'peak'): Decision<number> => {
    const counted = loads.map((load) => inUnits(limit, load, load[kind]));
    const calls = sum(counted.map(({ value }) => value));
    return derived(
      `${planned.id}.${kind}-demand`,
      {
        value: calls * mean.value,
        unit: 'slots',
        reason:
          'A call holds its slot as long as it lasts, so rate times duration is the number held at a time.',
        formula: `${rate(calls)} x ${duration(mean.value)} = ${count(calls * mean.value)}`,
      },
      [...counted.flatMap(({ inputs }) => inputs), mean],
    );
  };
  return { average: busy('average'), peak: busy('peak') };
}

// Each entity has a bucket of its own: what counts is how often one of them comes up.
function perEntity(
  at: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  const { limit } = at;
  const entity = limit.key ?? 'entity';
  const seconds = at.planned.windowSeconds ?? 1;
  const means = loads.map((load) => ofOneEntity(at, load, seconds));
  const peaks = loads.map((load, index): Counted => {
    const once = Math.max(1, load.perEvent.value) * unitsPerCall(limit, load);
    const mean = means[index] ?? { value: 0, inputs: [] };
    return mean.value > once ? mean : { value: once, inputs: [load.perEvent.id] };
  });
  return {
    average: demandDecision(at, 'average', {
      parts: means,
      reason: `Spread over all of them, one ${entity} causes so much in ${duration(seconds)}.`,
    }),
    peak: demandDecision(at, 'peak', {
      parts: peaks,
      reason: `One ${entity} causes so much in ${duration(seconds)} when it comes up at all.`,
    }),
  };
}

function ofOneEntity(at: LoadedLimit, load: CallLoad, seconds: number): Counted {
  const units = unitsPerCall(at.limit, load);
  const traffic = at.traffic(load.flow);
  const keys = traffic?.keys;
  const isClock = load.perEvent.value === 0;
  if (keys !== undefined && (!isClock || load.step.per === 'key')) {
    return {
      value: (load.average.value * units * seconds) / Math.max(1, keys.value),
      inputs: [...load.average.inputs, keys.id, windowId(at)],
    };
  }
  if (isClock) {
    return {
      value: load.average.value * units * seconds,
      inputs: [...load.average.inputs, windowId(at)],
    };
  }
  const part = Math.min(1, seconds / (traffic?.period ?? seconds));
  return { value: load.perEvent.value * units * part, inputs: [load.perEvent.id, windowId(at)] };
}

function unitOf({ kind }: Limit): Unit {
  if (kind === 'line') return 'B';
  return kind === 'points' ? 'points' : 'calls';
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

function sumText(parts: readonly number[], unit: Unit): string {
  const total = `${count(sum(parts))} ${unit}`;
  return parts.length < 2 ? total : `${parts.map(count).join(' + ')} = ${total}`;
}
