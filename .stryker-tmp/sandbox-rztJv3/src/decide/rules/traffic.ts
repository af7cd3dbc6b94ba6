// @ts-nocheck
import type { Flow } from '../../model/integration.ts';
import type { Volume } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { bytes, count, duration, rate } from '../../plan/figure.ts';
import type { PlannedPeak } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { tidy } from '../tidy.ts';
import { busiest, peaksOf } from './peaks.ts';
import { runPeriod } from './run-period.ts';

/** How much moves, and when. */
export interface Traffic {
  /** Things in a day, or in a run. */
  readonly volume: Decision<number>;
  readonly volumeKnown: boolean;
  /** Seconds over which the volume arrives: a day, or from one run to the next. */
  readonly period: number;
  readonly isRun: boolean;
  /** Distinct entities among them. */
  readonly keys?: Decision<number>;
  readonly averageRate: Decision<number>;
  readonly peakRate: Decision<number>;
  readonly peaks: readonly PlannedPeak[];
  readonly itemSize: Decision<number>;
}

const day = 86_400;

/** Volume, peaks and size of what a flow moves, with the defaults of integration.yaml. */
export function decideTraffic(flow: Flow): Traffic {
  const owner = `flows.${flow.id}`;
  const isRun = flow.trigger.kind === 'schedule';
  const period = isRun ? runPeriod(flow.schedule?.value) : day;
  const volume = volumeOf(flow, period);
  const averageRate = derived(
    `${owner}.average-rate`,
    {
      value: volume.value / period,
      unit: 'events/s',
      reason: 'Spread over the whole time this is what arrives; it hides every peak.',
      formula: `${count(volume.value)} / ${duration(period)} = ${rate(volume.value / period)}`,
    },
    [volume],
  );
  const peaks = peaksOf(flow, volume, averageRate);
  const keys = keysOf(flow);
  return {
    volume,
    volumeKnown: flow.volume?.value !== 'unknown',
    period,
    isRun,
    ...(keys === undefined ? {} : { keys }),
    averageRate,
    peakRate: busiest(owner, peaks, averageRate),
    peaks,
    itemSize: itemSizeOf(flow),
  };
}

/** A figure with the ids of the decisions that it is computed from. */
export interface Counted {
  readonly value: number;
  readonly inputs: readonly string[];
}

/** Events that arrive within so many seconds of the busiest time. */
export function arrivalsWithin(traffic: Traffic, seconds: number): Counted {
  const { volume, period, averageRate } = traffic;
  const whole = volume.value * Math.max(1, seconds / period);
  const most = traffic.peaks
    .map((peak) => arrivalsAround(traffic, peak, seconds))
    .reduce((best, found) => (found.value > best.value ? found : best), {
      value: averageRate.value * seconds,
      inputs: [averageRate.id],
    });
  return tidy(most.value) >= tidy(whole) ? { value: whole, inputs: [volume.id] } : most;
}

function arrivalsAround(
  { volume, period }: Traffic,
  { rate, lasts }: PlannedPeak,
  seconds: number,
): Counted {
  if (seconds <= lasts.value) return { value: rate.value * seconds, inputs: [rate.id] };
  const inPeak = rate.value * lasts.value;
  const rest = Math.max(0, volume.value - inPeak) / Math.max(1, period - lasts.value);
  return {
    value: inPeak + rest * (seconds - lasts.value),
    inputs: [volume.id, rate.id, lasts.id],
  };
}

function volumeOf(flow: Flow, period: number): Decision<number> {
  const id = `flows.${flow.id}.volume`;
  const isRun = flow.trigger.kind === 'schedule';
  const declared = flow.volume;
  if (declared === undefined || declared.value === 'unknown') {
    const value = (defaults.volumePerDay * period) / day;
    return stated(id, byDefault('volumePerDay'), {
      value,
      unit: 'events',
      reason:
        declared === undefined
          ? 'integration.yaml names no volume, so a middling one is assumed and every figure that rests on it scales with it.'
          : 'Nobody knows the volume; the figures stand for a middling one, and what would fit is computed beside them.',
      formula: `${count(defaults.volumePerDay)} / d`,
    });
  }
  const { count: items, perSeconds } = declared.value;
  const value = declared.value.each === 'run' ? items : (items * period) / (perSeconds ?? day);
  return stated(id, declaredAt(declared.at), {
    value,
    unit: 'events',
    reason: `The file says ${declared.text}; all demand is counted from it${isRun ? ', run by run' : ''}.`,
    ...(value === items ? {} : { formula: perPeriod(declared.value, { period, value }) }),
  });
}

function perPeriod(
  { count: items, perSeconds }: Volume,
  { period, value }: { period: number; value: number },
): string {
  return `${count(items)} x ${duration(period)} / ${duration(perSeconds ?? day)} = ${count(value)}`;
}

function keysOf(flow: Flow): Decision<number> | undefined {
  const declared = flow.volume;
  if (declared === undefined || declared.value === 'unknown') return undefined;
  const { keys } = declared.value;
  if (keys === undefined) return undefined;
  return stated(`flows.${flow.id}.keys`, declaredAt(declared.at), {
    value: keys,
    unit: 'items',
    reason:
      'So many distinct entities are among the events; what is counted per entity is divided by them.',
  });
}

function itemSizeOf(flow: Flow): Decision<number> {
  const id = `flows.${flow.id}.item-size`;
  const declared = flow.itemSize;
  if (declared !== undefined && declared.value !== 'unknown') {
    return stated(id, declaredAt(declared.at), {
      value: declared.value.mean,
      unit: 'B',
      reason: `One item takes ${bytes(declared.value.mean)} by the file; batches, lines and stores are sized by it.`,
    });
  }
  return stated(id, byDefault('itemSize'), {
    value: defaults.itemSize,
    unit: 'B',
    reason: 'An item is taken for a small JSON document because the file gives no size.',
  });
}
