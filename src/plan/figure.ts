import type { Decision, DecisionValue, Unit } from './decision.ts';

/** A number as people read it: `60,000`, `0.23`, `2.4`; three significant digits below a hundred. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return 'unlimited';
  const size = Math.abs(value);
  if (size >= 100) return grouped(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** Seconds as people read them: `250 ms`, `30 s`, `5 min`, `620 s (10 min)`, `24 h`, `3 d`. */
export function duration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size > 0 && size < 1) return `${count(seconds * 1000)} ms`;
  if (size < 120) return `${count(seconds)} s`;
  if (size < 7200) return minutes(seconds);
  if (size < 172_800) return `${count(seconds / 3600)} h`;
  return `${count(seconds / 86_400)} d`;
}

/** A rate a second in the unit that a reader would choose: `17/s`, `30/h`, `180/d`. */
export function rate(perSecond: number, what = ''): string {
  const unit = rateUnits.find(([seconds]) => perSecond * seconds >= 1) ?? lastRateUnit;
  const name = what === '' ? '' : ` ${what}`;
  return `${count(perSecond * unit[0])}${name}/${unit[1]}`;
}

/** Bytes in decimal units: `400 B`, `4.8 MB`. */
export function bytes(value: number): string {
  const unit = byteUnits.find(([size]) => value >= size) ?? ([1, 'B'] as const);
  return `${count(value / unit[0])} ${unit[1]}`;
}

/** A share as a percentage: `85 %`, `99.95 %`; two decimals only close to the whole. */
export function share(value: number): string {
  // Of a limit that lets nothing through, any use is too much.
  if (!Number.isFinite(value)) return 'more than all';
  if (value > 0 && value < leastShare) return `under ${share(leastShare)}`;
  const decimals = value > 0.99 && value < 1 ? 2 : 1;
  return `${grouped(Number((value * 100).toFixed(decimals)))} %`;
}

/** Smaller shares are all the same to a reader. */
const leastShare = 0.001;

/** How many times as much: `2.4x`. */
export function times(value: number): string {
  return `${count(value)}x`;
}

/** `01:00 UTC`; minutes beyond a day count on in the next. */
export function clockText(time: { readonly minutes: number; readonly zone: string }): string {
  const day = 1440;
  const whole = ((Math.floor(time.minutes) % day) + day) % day;
  const hours = String(Math.floor(whole / 60)).padStart(2, '0');
  return `${hours}:${String(whole % 60).padStart(2, '0')} ${time.zone}`;
}

/** The value of a decision with its unit, as people read it. */
export function figure(decision: Decision): string {
  const { value, unit } = decision;
  if (typeof value !== 'number') return words(value);
  return unit === undefined ? count(value) : withUnit(value, unit);
}

function words(value: Exclude<DecisionValue, number>): string {
  if (value === null) return 'never';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : value.join(', ');
}

function withUnit(value: number, unit: Unit): string {
  const format = formats[unit];
  return format === undefined
    ? `${count(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`
    : format(value);
}

const formats: Partial<Record<Unit, (value: number) => string>> = {
  s: duration,
  ms: (value) => duration(value / 1000),
  'calls/s': (value) => rate(value),
  'events/s': (value) => rate(value),
  'points/s': (value) => rate(value, 'points'),
  'calls/day': (value) => `${count(value)} calls/d`,
  B: bytes,
  'B/s': (value) => `${bytes(value)}/s`,
  share,
  factor: count,
};

const rateUnits = [
  [1, 's'],
  [60, 'min'],
  [3600, 'h'],
] as const;
const lastRateUnit = [86_400, 'd'] as const;
const byteUnits = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

function minutes(seconds: number): string {
  const rounded = `${count(Math.round(seconds / 6) / 10)} min`;
  return seconds % 60 === 0
    ? rounded
    : `${grouped(Math.round(seconds))} s (${roundMinutes(seconds)} min)`;
}

function roundMinutes(seconds: number): string {
  return count(Math.round(seconds / 60));
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\..*)/g, ',');
}
