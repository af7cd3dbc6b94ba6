import type { Flow } from '../../model/integration.ts';
import type { Declared } from '../../model/place.ts';
import type { Peak, Volume } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { bytes, count, duration, rate } from '../../plan/figure.ts';
import type { PlannedPeak } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { tidy } from '../tidy.ts';
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
    reason: 'So many distinct entities are among the events; what is counted per entity is divided by them.',
  });
}

function peaksOf(
  flow: Flow,
  volume: Decision<number>,
  average: Decision<number>,
): readonly PlannedPeak[] {
  if (flow.trigger.kind === 'schedule' || flow.deadline !== undefined) return [];
  const declared = flow.peak;
  if (declared === undefined || declared.value === 'unknown') {
    return [defaultPeak(flow, { volume, average })];
  }
  return declared.value.map((peak, index) => declaredPeak(flow, peak, { volume, average, index }));
}

function defaultPeak(
  flow: Flow,
  { volume, average }: { volume: Decision<number>; average: Decision<number> },
): PlannedPeak {
  const perSecond =
    flow.volume !== undefined &&
    flow.volume.value !== 'unknown' &&
    (flow.volume.value.perSeconds ?? day) < 3600;
  const name = perSecond ? 'peakFactorOfRates' : 'peakFactor';
  const id = `flows.${flow.id}.peaks.0`;
  const factor = stated(`${id}.factor`, byDefault(name), {
    value: defaults[name],
    unit: 'factor',
    reason: perSecond
      ? 'A volume given by the second is taken as the peak already.'
      : 'Business traffic is rarely level, so the busiest hour is taken as five times the mean unless the file says otherwise.',
  });
  const value = factor.value * average.value;
  const busy = derived(
    `${id}.rate`,
    {
      value,
      unit: 'events/s',
      reason: 'The file names no peak, so the mean times the assumed factor stands for it.',
      formula: `${count(factor.value)} x ${rate(average.value)} = ${rate(value)}`,
    },
    [factor, average],
  );
  return { name: 'assumed peak', factor, rate: busy, lasts: lastsOf(id, undefined, { volume, busy }) };
}

function declaredPeak(
  flow: Flow,
  { value: peak, at, text }: Declared<Peak>,
  around: { volume: Decision<number>; average: Decision<number>; index: number },
): PlannedPeak {
  const id = `flows.${flow.id}.peaks.${around.index}`;
  const { value, formula, from } = peakRate(peak, around);
  const busy: Decision<number> = {
    id: `${id}.rate`,
    value,
    unit: 'events/s',
    source: declaredAt(at),
    reason: `The file calls ${text} the busiest time; limits are met then, not on average.`,
    formula,
    ...(from.length === 0 ? {} : { inputs: from.map((input) => input.id) }),
  };
  const lasts = lastsOf(id, { peak, at }, { volume: around.volume, busy });
  return { name: peak.name ?? text, rate: busy, lasts };
}

function peakRate(
  peak: Peak,
  { volume, average }: { volume: Decision<number>; average: Decision<number> },
): { value: number; formula: string; from: readonly Decision[] } {
  if (peak.kind === 'rate') {
    const value = peak.rate.count / peak.rate.perSeconds;
    const formula = `${count(peak.rate.count)} / ${duration(peak.rate.perSeconds)} = ${rate(value)}`;
    return { value, formula, from: [] };
  }
  if (peak.kind === 'factor') {
    const value = peak.factor * average.value;
    const formula = `${count(peak.factor)} x ${rate(average.value)} = ${rate(value)}`;
    return { value, formula, from: [average] };
  }
  if (peak.kind === 'share') {
    const value = (peak.share * volume.value) / peak.perSeconds;
    const formula = `${count(peak.share)} x ${count(volume.value)} / ${duration(peak.perSeconds)} = ${rate(value)}`;
    return { value, formula, from: [volume] };
  }
  const seconds = peak.lasts ?? 1;
  const value = peak.items / seconds;
  return { value, formula: `${count(peak.items)} / ${duration(seconds)} = ${rate(value)}`, from: [] };
}

function lastsOf(
  id: string,
  declared: { peak: Peak; at: Parameters<typeof declaredAt>[0] } | undefined,
  { volume, busy }: { volume: Decision<number>; busy: Decision<number> },
): Decision<number> {
  const said =
    declared?.peak.lasts ?? (declared?.peak.kind === 'items' ? 1 : undefined);
  if (declared !== undefined && said !== undefined) {
    return stated(`${id}.lasts`, declaredAt(declared.at), {
      value: said,
      unit: 's',
      reason: 'The file says how long the busiest time lasts; a queue that grows then grows so long.',
    });
  }
  const whole = busy.value === 0 ? Infinity : volume.value / busy.value;
  const value = Math.min(defaults.peakLasts, whole);
  return derived(
    `${id}.lasts`,
    {
      value,
      unit: 's',
      reason: 'An hour is assumed, but a peak cannot carry more than the whole volume.',
      formula: `min(${duration(defaults.peakLasts)}, ${count(volume.value)} / ${rate(busy.value)}) = ${duration(value)}`,
    },
    [volume, busy],
  );
}

function busiest(
  owner: string,
  peaks: readonly PlannedPeak[],
  average: Decision<number>,
): Decision<number> {
  const first = peaks.reduce<PlannedPeak | undefined>(
    (most, peak) => (most === undefined || peak.rate.value > most.rate.value ? peak : most),
    undefined,
  );
  if (first === undefined) {
    return derived(
      `${owner}.peak-rate`,
      {
        value: average.value,
        unit: 'events/s',
        reason: 'A run or a deadline has no peak: the work is a count over the open time.',
        formula: rate(average.value),
      },
      [average],
    );
  }
  return derived(
    `${owner}.peak-rate`,
    {
      value: first.rate.value,
      unit: 'events/s',
      reason: `Limits, backlog and drain are computed for "${first.name}", the busiest of all peaks.`,
      formula: `max(${peaks.map((peak) => rate(peak.rate.value)).join(', ')}) = ${rate(first.rate.value)}`,
    },
    peaks.map((peak) => peak.rate),
  );
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
