import type { Limit } from '../../model/limit.ts';
import type { Decision, Unit } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { Demand } from '../../plan/flow.ts';
import type { CallPolicy, PlannedLimit } from '../../plan/system.ts';
import { derived } from '../derive.ts';
import { coveredBy, unitsPerCall } from '../system-use.ts';
import type { CallLoad } from './loads.ts';
import type { Traffic } from './traffic.ts';

/** A planned limit with what the file says of it and the loads of all flows that it counts. */
export interface LoadedLimit {
  readonly system: string;
  readonly limit: Limit;
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
  const most = Math.max(average.value, peak.value);
  const value = most / planned.hard.value;
  return {
    limit: planned.id,
    system,
    label: planned.label,
    average,
    peak,
    use: derived(
      `${planned.id}.use`,
      {
        value,
        unit: 'share',
        reason:
          value > 1
            ? 'More is asked than the limit allows, so part of it waits or is refused.'
            : 'The larger of mean and peak, all flows together, is what the limit must carry.',
        formula: `${count(most)} / ${count(planned.hard.value)} = ${share(value)}`,
      },
      [average, peak, planned.hard],
    ),
  };
}

function shared(
  at: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  if (at.limit.kind === 'concurrent') return slots(at, loads);
  const seconds = at.limit.kind === 'line' || at.limit.kind === 'batch' ? 1 : at.limit.perSeconds;
  const unit = unitOf(at.limit);
  const inputs = [...new Set(loads.flatMap((load) => load.inputs))];
  const means = loads.map((load) => load.averageRate * unitsPerCall(at.limit, load) * seconds);
  const peaks = loads.map((load) => {
    const calls = at.limit.kind === 'line' ? load.peakRate : load.within(seconds);
    return calls * unitsPerCall(at.limit, load);
  });
  const window = at.limit.kind === 'line' ? 'each second' : `in ${duration(seconds)}`;
  return {
    average: derived(
      `${at.planned.id}.average-demand`,
      {
        value: sum(means),
        unit,
        reason: `So much falls ${window} on average.`,
        formula: sumText(means, unit),
      },
      inputs,
    ),
    peak: derived(
      `${at.planned.id}.peak-demand`,
      {
        value: sum(peaks),
        unit,
        reason: `So much falls ${window} at the busiest time, uncertain phase included: a count is not smoothed.`,
        formula: sumText(peaks, unit),
      },
      inputs,
    ),
  };
}

function slots(
  { planned, policy }: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  const mean = policy.latencyMean;
  const inputs = [...new Set(loads.flatMap((load) => load.inputs)), mean.id];
  const busy = (kind: 'average' | 'peak', calls: number): Decision<number> =>
    derived(
      `${planned.id}.${kind}-demand`,
      {
        value: calls * mean.value,
        unit: 'slots',
        reason: 'A call holds its slot as long as it lasts, so rate times duration is the number held at a time.',
        formula: `${rate(calls)} x ${duration(mean.value)} = ${count(calls * mean.value)}`,
      },
      inputs,
    );
  return {
    average: busy('average', sum(loads.map(({ averageRate }) => averageRate))),
    peak: busy('peak', sum(loads.map(({ peakRate }) => peakRate))),
  };
}

// Each entity has a bucket of its own: what counts is how often one of them comes up.
function perEntity(
  { planned, limit, traffic }: LoadedLimit,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  const seconds = limit.kind === 'requests' || limit.kind === 'points' ? limit.perSeconds : 1;
  const inputs = [...new Set(loads.flatMap((load) => load.inputs))];
  const keys = [...new Set(loads.map(({ flow }) => traffic(flow)?.keys))];
  const means = loads.map((load) => {
    const entities = traffic(load.flow)?.keys?.value ?? traffic(load.flow)?.volume.value ?? 1;
    const spread = load.perEvent.value === 0 && load.step.per !== 'key' ? 1 : Math.max(1, entities);
    return (load.averageRate * unitsPerCall(limit, load) * seconds) / spread;
  });
  const peaks = loads.map((load, index) =>
    Math.max(means[index] ?? 0, Math.max(1, load.perEvent.value) * unitsPerCall(limit, load)),
  );
  const at = (kind: 'average' | 'peak', parts: readonly number[], reason: string): Decision<number> =>
    derived(
      `${planned.id}.${kind}-demand`,
      { value: sum(parts), unit: unitOf(limit), reason, formula: sumText(parts, unitOf(limit)) },
      [...inputs, ...keys],
    );
  return {
    average: at('average', means, `Spread over all of them, one ${limit.key ?? 'entity'} causes so much in ${duration(seconds)}.`),
    peak: at('peak', peaks, `One ${limit.key ?? 'entity'} causes so much in ${duration(seconds)} when it comes up at all.`),
  };
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
