// @ts-nocheck
import type { Flow } from '../../model/integration.ts';
import type { Declared } from '../../model/place.ts';
import type { Peak } from '../../model/quantity.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedPeak } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { tidy } from '../tidy.ts';

const day = 86_400;

/** The busiest times of a flow, as declared or as assumed; none where a schedule or a deadline rules. */
export function peaksOf(
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
  return {
    name: 'assumed peak',
    factor,
    rate: busy,
    lasts: lastsOf(id, undefined, { volume, busy }),
  };
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
  return {
    value,
    formula: `${count(peak.items)} / ${duration(seconds)} = ${rate(value)}`,
    from: [],
  };
}

function lastsOf(
  id: string,
  declared: { peak: Peak; at: Parameters<typeof declaredAt>[0] } | undefined,
  { volume, busy }: { volume: Decision<number>; busy: Decision<number> },
): Decision<number> {
  const said = declared?.peak.lasts ?? (declared?.peak.kind === 'items' ? 1 : undefined);
  const whole = busy.value === 0 ? Infinity : volume.value / busy.value;
  if (declared !== undefined && said !== undefined) {
    const isWhole = whole < said;
    return {
      id: `${id}.lasts`,
      value: tidy(Math.min(said, whole)),
      unit: 's',
      source: declaredAt(declared.at),
      reason: isWhole
        ? 'The file says how long the busiest time lasts, but then the whole volume is over before.'
        : 'The file says how long the busiest time lasts; a queue that grows then grows so long.',
      ...(isWhole
        ? {
            formula: `min(${duration(said)}, ${count(volume.value)} / ${rate(busy.value)}) = ${duration(whole)}`,
            inputs: [volume.id, busy.id],
          }
        : {}),
    };
  }
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

/** The rate of the busiest peak; the mean where there is none. */
export function busiest(
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
