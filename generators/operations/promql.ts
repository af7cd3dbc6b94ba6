import type { AlertCondition, BurnRate, Series } from '../../src/plan/alert.ts';
import type { Decision } from '../../src/plan/decision.ts';
import { metricKinds } from '../../src/plan/metrics.ts';

/** One condition as PromQL without labels; what counts as it is stands with the form. */
export function promql(condition: AlertCondition): string {
  switch (condition.form) {
    case 'above':
      return `max(${selector(condition.series)}) > ${number(condition.above?.value ?? 0)}`;
    case 'count': {
      const { series, window, least } = condition;
      return `${counted(series, window)} >= ${number(least?.value ?? 1)}`;
    }
    case 'share':
      return share(condition);
    case 'below': {
      const { part, whole, window, below } = condition;
      return `(${counted(part, window)} or vector(0)) / ${counted(whole, window)} < ${number(below.value)}`;
    }
    case 'burn':
      return condition.rates.map((rate) => burning(condition, rate)).join('\nor ');
    case 'silence':
      return silence(condition.series, condition.window);
    default:
      return stateOf(condition);
  }
}

type Counted = 'above' | 'count' | 'share' | 'below' | 'burn' | 'silence';

/** Conditions about moments, states and limits. */
function stateOf(condition: Exclude<AlertCondition, { form: Counted }>): string {
  switch (condition.form) {
    case 'failing': {
      const { failed, succeeded, least, window } = condition;
      return `${counted(failed, window)} >= ${number(least.value)}\nunless ${counted(succeeded, window)} > 0`;
    }
    case 'use':
      return use(condition);
    case 'open':
      return open(condition.series, condition.refused, condition.window);
    case 'older': {
      const now = selector(condition.series);
      const than = condition.than;
      return `time() - max(${now}) > ${number(than.value)}\nor max(absent_over_time(${now}[${range(than)}]))`;
    }
    case 'due':
      return due(condition);
    case 'ends':
      return `min(${selector(condition.series)}) - time() < ${number(condition.within.value)}`;
    case 'differs': {
      const now = selector(condition.series);
      const before = `max(${selector(condition.from)})`;
      return `abs(max(${now}) - ${before}) > ${number(condition.by.value)} * ${before}`;
    }
    case 'grows': {
      const now = selector(condition.series);
      const [once, twice] = [condition.step, condition.twoSteps].map(
        (step) => `max(${now} offset ${range(step)})`,
      );
      return `max(${now}) > ${once ?? ''}\nand ${once ?? ''} > ${twice ?? ''}`;
    }
  }
}

/** A selector of the series; of a histogram its count. */
export function selector(series: Series, suffix = suffixOf(series)): string {
  const labels = Object.entries(series.labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}${matcher(value)}`);
  return `${series.metric}${suffix}${labels.length === 0 ? '' : `{${labels.join(',')}}`}`;
}

/** Seconds as a length of time of PromQL, in the largest unit that holds it exactly. */
export function range({ value }: Decision<number>): string {
  const seconds = Math.max(1, Math.round(value));
  const [size, unit] = units.find(([each]) => seconds % each === 0) ?? ([1, 's'] as const);
  return `${String(seconds / size)}${unit}`;
}

const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
] as const;
const day = 86_400;

/** A figure of the plan to nine digits, so that no rounding of a computer shows. */
export function number(value: number): string {
  return String(Number(value.toPrecision(9)));
}

/**
 * What was counted within the window. `increase` does not see the first value of a counter that appears, so
 * series of the client that are younger than the window count whole; counters of a flow begin as zero.
 */
function counted(series: Series, window: Decision<number>): string {
  const now = selector(series);
  const time = range(window);
  if (metricKinds[series.metric].from === 'flow') return `sum(increase(${now}[${time}]))`;
  return `sum((${now} unless ${now} offset ${time}) or increase(${now}[${time}]))`;
}

function suffixOf({ metric }: Series): string {
  return metricKinds[metric].type === 'histogram' ? '_count' : '';
}

function matcher(value: Series['labels'][string]): string {
  if (typeof value === 'string') return `=${JSON.stringify(value)}`;
  const pattern = 'pattern' in value ? value.pattern : value.map((each) => escaped(each)).join('|');
  return `=~${JSON.stringify(pattern)}`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function share(condition: Extract<AlertCondition, { form: 'share' }>): string {
  const { part, whole, above, window, least } = condition;
  const parts = counted(part, window);
  const all = whole.map((each) => counted(each, window)).join(' + ');
  const conditions = [
    `${parts} / ${whole.length > 1 ? `(${all})` : all} > ${number(above.value)}`,
    `${parts} >= ${number(least.value)}`,
    ...(condition.while === undefined ? [] : [`${counted(condition.while, window)} > 0`]),
  ];
  return conditions.join('\nand ');
}

function burning(
  { part, whole, budget }: Extract<AlertCondition, { form: 'burn' }>,
  { factor, long, short }: BurnRate,
): string {
  return [long, short]
    .map((window) => {
      const rates = [part, whole].map((each) => `sum(rate(${selector(each)}[${range(window)}]))`);
      return `${rates.join(' / ')} > ${number(factor.value)} * ${number(budget.value)}`;
    })
    .join('\nand ');
}

// A new process has series of its own, so what was there before is asked for without their labels.
function silence(series: Series, window: Decision<number>): string {
  const now = selector(series);
  const time = range(window);
  return `${counted(series, window)} == 0\nand max(${now} offset ${time})\nor max(absent_over_time(${now}[${time}]))`;
}

function use(condition: Extract<AlertCondition, { form: 'use' }>): string {
  const { parts, window, over, hard, above } = condition;
  const isSlots = window === undefined;
  const isShort = window !== undefined && window.value < over.value;
  const sums = parts.map(({ series, cost }) => {
    const read = selector(series, isSlots ? '_sum' : undefined);
    const sum = `sum(${isSlots || isShort ? 'rate' : 'increase'}(${read}[${range(over)}]))`;
    const weighed = cost === 1 ? sum : `${number(cost)} * ${sum}`;
    return parts.length === 1 ? weighed : `(${weighed} or vector(0))`;
  });
  const all = sums.length === 1 ? (sums[0] ?? '') : `(${sums.join(' + ')})`;
  const times = isShort ? ` * ${number(window.value)}` : '';
  return `${all}${times} / ${number(hard.value)} > ${number(above.value)}`;
}

function open(series: Series, refused: Series, window: Decision<number>): string {
  const now = selector(series);
  const time = range(window);
  return `max(min_over_time(${now}[${time}])) > 0\nand max(${now} offset ${time}) > 0\nand ${counted(refused, window)} > 0`;
}

function due({ series, at, within, offset }: Extract<AlertCondition, { form: 'due' }>): string {
  const now = selector(series);
  const local =
    offset === undefined ? 'time()' : `time() + max(last_over_time(${selector(offset)}[1d]))`;
  const since = `(${local} - ${number(at.value)}) % ${String(day)}`;
  return `time() - max(${now}) > ${since} + ${number(within.value)}\nor max(absent_over_time(${now}[1d]))`;
}
