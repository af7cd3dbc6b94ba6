// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import type { CalledSubject } from '../system-context.ts';
import { tidy } from '../tidy.ts';
import { largestShare } from './tenants.ts';

/** Calls a second that a system takes from us over all limits that count every call, and over the calls held at a time. */
export function effectiveRate(
  subject: CalledSubject,
  limits: readonly PlannedLimit[],
): Decision<number> {
  const { mean } = subject.latency;
  const paces = limits.flatMap((limit, index) => paceOf(limit, { index, subject }));
  const value = tidy(
    Math.min(defaults.concurrencyMost / mean.value, ...paces.map((pace) => pace.value)),
  );
  const all = [
    ...paces.map((pace) => pace.text),
    `${count(defaults.concurrencyMost)} / ${duration(mean.value)}`,
  ];
  return derived(
    `${subject.owner}.effective-rate`,
    {
      value,
      unit: 'calls/s',
      reason:
        paces.length === 0
          ? 'No limit has a rate, so only the number of calls that we hold at a time bounds the pace.'
          : 'The tightest limit sets the pace at which work is done after an outage.',
      formula: `${paces.length === 0 ? all.join('') : `min(${all.join(', ')})`} = ${rate(value)}`,
    },
    [...paces.flatMap(({ inputs }) => inputs), mean],
  );
}

interface Pace {
  readonly value: number;
  readonly text: string;
  readonly inputs: readonly Decision[];
}

function paceOf(
  limit: PlannedLimit,
  { index, subject }: { index: number; subject: CalledSubject },
): readonly Pace[] {
  const { effectiveRate: pace, operations, flows, kind } = limit;
  if (pace === undefined || operations !== undefined || flows !== undefined || kind === 'line')
    return [];
  if (kind !== 'points') return [callPace(limit, pace, subject)];
  const { byLimit, peakCalls } = subject.use;
  const points = byLimit[index]?.peak;
  if (points === undefined || points.value === 0 || peakCalls.value === 0) return [];
  const cost = points.value / peakCalls.value;
  return [
    {
      value: pace.value / cost,
      text: `${rate(pace.value, 'points')} / ${count(cost)} points a call`,
      inputs: [pace, points, peakCalls],
    },
  ];
}

// The largest tenant is at its limit when all together make so many times as much.
function callPace(
  { perTenant = false }: PlannedLimit,
  pace: Decision<number>,
  { system }: CalledSubject,
): Pace {
  const largest = perTenant ? largestShare(system) : undefined;
  if (largest === undefined) return { value: pace.value, text: rate(pace.value), inputs: [pace] };
  return {
    value: pace.value / largest.value,
    text: `${rate(pace.value)} / ${share(largest.value)}`,
    inputs: [pace, largest],
  };
}

/** A pace that limits allow, with what it follows from. */
interface Departures {
  readonly value: number;
  readonly inputs: readonly Decision[];
}

/** Calls a second that may leave in the peak under the limits that count every call, above what is planned for. */
export function departureRate(
  { use: { byLimit, peakCalls } }: CalledSubject,
  limits: readonly PlannedLimit[],
): Departures | undefined {
  const rates = limits.flatMap((limit, index): readonly Departures[] => {
    const isOther = limit.kind === 'points' || limit.perTenant === true;
    const units = isOther ? byLimit[index]?.peak.value : peakCalls.value;
    const found = countsEveryCall(limit) ? departuresOf(limit) : undefined;
    // What a call costs differs, so points say nothing about the pace of calls without a peak.
    if (found === undefined || units === undefined || units === 0) return [];
    return [{ value: (found.value * peakCalls.value) / units, inputs: found.inputs }];
  });
  return [...rates].sort((a, b) => a.value - b.value)[0];
}

function countsEveryCall({ operations, flows, key }: PlannedLimit): boolean {
  return operations === undefined && flows === undefined && key === undefined;
}

function departuresOf(limit: PlannedLimit): Departures | undefined {
  const { hard, jitter, windowSeconds } = limit;
  if (hard === undefined || jitter === undefined || windowSeconds === undefined) return undefined;
  const window = limit.spreadWindow ?? limit.window;
  return {
    value: hard.value / (windowSeconds + jitter.value),
    inputs: [hard, jitter, ...(window === undefined ? [] : [window])],
  };
}
