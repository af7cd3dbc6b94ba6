import type { AlertCondition, Series } from '../../../src/plan/alert.ts';
import { metricKinds } from '../../../src/plan/metrics.ts';

/** One series of a scenario; `values` in the notation of promtool, a tick apart. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** What a condition meets, and whether it must fire at the end of it. */
export interface Scenario {
  readonly name: string;
  readonly fires: boolean;
  readonly input: readonly InputSeries[];
}

/** The clock of a scenario. */
export interface ScenarioClock {
  /** Seconds between two samples. */
  readonly tick: number;
  /** The number of the last one, at which the rule is looked at. */
  readonly end: number;
  /** Seconds that the condition must hold. */
  readonly lasts: number;
}

/** A clock on which every window of the conditions is full at the end, and a `for` has passed. */
export function clockOf(conditions: readonly AlertCondition[], lasts: number): ScenarioClock {
  const windows = conditions.flatMap(windowsOf);
  // Of long windows few samples are enough; more than five minutes apart Prometheus takes them for ended.
  const tick = windows.every((window) => window >= 3600) && windows.length > 0 ? 300 : 60;
  const last = Math.ceil((Math.max(0, ...windows) + lasts) / tick) + spare;
  const step = lasts === 0 ? 1 : Math.ceil(lasts / tick);
  return { tick, end: Math.ceil(last / step) * step, lasts };
}

/** What a condition meets until the end: just over its figures, and just under each of them. */
export function scenariosOf(condition: AlertCondition, at: ScenarioClock): readonly Scenario[] {
  switch (condition.form) {
    case 'above':
      return above(condition, at);
    case 'count':
      return counts(condition, at);
    case 'share':
      return shares(condition, at);
    case 'below':
      return below(condition, at);
    case 'burn':
      return burns(condition, at);
    case 'silence':
      return silences(condition, at);
    default:
      return statesOf(condition, at);
  }
}

type Counted = 'above' | 'count' | 'share' | 'below' | 'burn' | 'silence';

function statesOf(
  condition: Exclude<AlertCondition, { readonly form: Counted }>,
  at: ScenarioClock,
): readonly Scenario[] {
  switch (condition.form) {
    case 'older':
      return older(condition, at);
    case 'due':
      return due(condition, at);
    case 'failing':
      return failing(condition, at);
    case 'use':
      return uses(condition, at);
    case 'open':
      return opens(condition, at);
    case 'ends':
      return ends(condition, at);
    case 'differs':
      return differs(condition, at);
    case 'grows':
      return grows(condition, at);
  }
}

/** Ticks beyond the longest window; so long ago was the moment of a `due` condition. */
const spare = 30;
const over = 1.02;
const under = 0.98;
const day = 86_400;

type Of<Form extends AlertCondition['form']> = Extract<AlertCondition, { readonly form: Form }>;

function windowsOf(condition: AlertCondition): readonly number[] {
  switch (condition.form) {
    case 'burn':
      return condition.rates.flatMap(({ long, short }) => [long.value, short.value]);
    case 'older':
      return [condition.than.value];
    case 'due':
      return [2 * day];
    case 'use':
      return [condition.over.value];
    case 'grows':
      return [condition.step.value, condition.twoSteps.value];
    case 'above':
    case 'ends':
    case 'differs':
      return [];
    default:
      return [condition.window.value];
  }
}

function above({ series, above: figure }: Of<'above'>, at: ScenarioClock): readonly Scenario[] {
  const limit = figure?.value ?? 0;
  const short = Math.max(0, Math.round(at.lasts / at.tick) - 2);
  return [
    scenario('above the figure', true, gauge(series, limit + 1, at)),
    scenario('at the figure', false, gauge(series, limit, at)),
    ...(short === 0
      ? []
      : [
          scenario(
            'above it for a shorter time',
            false,
            input(series, [
              [limit, 0, at.end - short],
              [limit + 1, 0, short + 1],
            ]),
          ),
        ]),
  ];
}

function counts({ series, window, least }: Of<'count'>, at: ScenarioClock): readonly Scenario[] {
  const many = least?.value ?? 1;
  const isClient = metricKinds[series.metric].from === 'client';
  return [
    scenario(
      'as many as the figure',
      true,
      counter(series, { within: window.value, many: many * over }, at),
    ),
    scenario('fewer', false, counter(series, { within: window.value, many: many * under }, at)),
    ...(isClient
      ? [scenario('as many at once from a new counter', true, born(series, many, at))]
      : []),
  ];
}

function shares(condition: Of<'share'>, at: ScenarioClock): readonly Scenario[] {
  const { part, whole, above: figure, window, least } = condition;
  const state = (parts: number, all: number): readonly InputSeries[] =>
    distinct([
      counter(part, { within: window.value, many: parts }, at),
      ...whole
        .filter(({ metric }) => metric !== part.metric)
        .map((each) =>
          counter(each, { within: window.value, many: whole.length > 1 ? all - parts : all }, at),
        ),
    ]);
  const many = least.value * 5;
  const few = least.value * 0.9;
  return [
    scenario('over the share', true, ...state(many, many / (figure.value * over))),
    scenario('under the share', false, ...state(many, many / (figure.value * under))),
    scenario('a great share of few', false, ...state(few, few / Math.min(0.9, figure.value * 2))),
    ...(condition.while === undefined
      ? []
      : [
          scenario(
            'nothing else happens',
            false,
            counter(part, { within: window.value, many }, at),
          ),
        ]),
  ];
}

function below(
  { part, whole, below: figure, window }: Of<'below'>,
  at: ScenarioClock,
): readonly Scenario[] {
  const all = counter(whole, { within: window.value, many: 10_000 }, at);
  const parts = (factor: number): InputSeries =>
    counter(part, { within: window.value, many: 10_000 * figure.value * factor }, at);
  return [
    scenario('under the share', true, all, parts(under)),
    scenario('over the share', false, all, parts(over)),
    scenario('nothing of it at all', true, all),
  ];
}

function burns({ part, whole, budget, rates }: Of<'burn'>, at: ScenarioClock): readonly Scenario[] {
  const everyMinute = 1000;
  const all = input(whole, [[0, everyMinute, at.end + 1]]);
  return rates.flatMap(({ factor, long }) => {
    const minutes = Math.round(long.value / at.tick);
    const late = (by: number): InputSeries =>
      input(part, [
        [0, 0, at.end - minutes],
        [0, everyMinute * budget.value * factor.value * by, minutes + 1],
      ]);
    return [
      scenario(`${String(factor.value)}x for its long window`, true, all, late(over)),
      scenario(`under ${String(factor.value)}x for its long window`, false, all, late(under)),
    ];
  });
}

function silences({ series, window }: Of<'silence'>, at: ScenarioClock): readonly Scenario[] {
  const minutes = Math.round(window.value / at.tick);
  const isClient = metricKinds[series.metric].from === 'client';
  const young = Math.floor(minutes / 2);
  return [
    scenario('nothing for the window', true, gauge(series, 7, at)),
    scenario('nothing is exported', true),
    scenario(
      'one just within the window',
      false,
      input(series, [
        [7, 0, at.end - minutes + 3],
        [8, 0, minutes - 2],
      ]),
    ),
    scenario(
      'a counter that is younger than the window',
      false,
      input(series, [
        [undefined, 0, at.end - young],
        [isClient ? 1 : 0, 0, young + 1],
      ]),
    ),
  ];
}

function older({ series, than }: Of<'older'>, at: ScenarioClock): readonly Scenario[] {
  const now = at.end * at.tick;
  return [
    scenario('longer ago', true, gauge(series, now - at.lasts - than.value - 2 * at.tick, at)),
    scenario('not so long ago', false, gauge(series, now - than.value + at.tick, at)),
    scenario('never', true),
  ];
}

function due(
  { series, at: moment, within, offset }: Of<'due'>,
  at: ScenarioClock,
): readonly Scenario[] {
  const now = at.end * at.tick;
  // The clock of the schedule is set so that the time of day was half an hour ago, or comes with the next tick.
  const ahead = (past: number): number => (((moment.value + past - now) % day) + day) % day;
  const shift = offset === undefined ? [] : [gauge(offset, ahead(spare * at.tick), at)];
  const late = offset === undefined ? (now - moment.value) % day : spare * at.tick;
  const state = (before: number): readonly InputSeries[] => [
    gauge(series, now - late - before, at),
    ...shift,
  ];
  return [
    scenario('not within its time', true, ...state(within.value + 60)),
    scenario('just within its time', false, ...state(within.value - 60)),
    scenario('never', true, ...shift),
    ...(offset === undefined
      ? []
      : [
          scenario(
            'not yet, but the moment comes with the next tick',
            false,
            gauge(series, now - within.value - day / 2, at),
            gauge(offset, ahead(day - at.tick), at),
          ),
        ]),
  ];
}

function failing(
  { failed, succeeded, least, window }: Of<'failing'>,
  at: ScenarioClock,
): readonly Scenario[] {
  const failures = (many: number): InputSeries =>
    counter(failed, { within: window.value, many }, at);
  return [
    scenario('so many failures', true, failures(least.value * over)),
    scenario('fewer', false, failures(least.value * under)),
    scenario('the first ones of a process', true, born(failed, least.value, at)),
    scenario('a success among them', false, failures(least.value * over), born(succeeded, 1, at)),
  ];
}

function uses(
  { parts, hard, above: figure, window, over: time }: Of<'use'>,
  at: ScenarioClock,
): readonly Scenario[] {
  const [first] = parts;
  if (first === undefined) return [];
  const whole = window?.value ?? 1;
  const state = (factor: number): InputSeries =>
    counter(
      first.series,
      { within: whole, many: (hard.value * figure.value * factor) / first.cost },
      { ...at, suffix: window === undefined ? '_sum' : undefined },
    );
  return time.value < 1
    ? []
    : [
        scenario('over the share', true, state(over)),
        scenario('under the share', false, state(under)),
      ];
}

function opens({ series, refused, window }: Of<'open'>, at: ScenarioClock): readonly Scenario[] {
  const minutes = Math.round(window.value / at.tick);
  const refusals = born(refused, 3, at);
  const open = input(series, [[1, 0, at.end + 1]]);
  const since = (count: number): InputSeries =>
    input(series, [
      [0, 0, at.end + 1 - count],
      [1, 0, count],
    ]);
  return [
    scenario('open all the time', true, open, refusals),
    scenario('open for a shorter time', false, since(minutes - 1), refusals),
    scenario(
      'closed in between',
      false,
      input(series, [
        [1, 0, at.end - 1],
        [0, 0, 1],
        [1, 0, 1],
      ]),
      refusals,
    ),
    scenario('nobody was refused', false, open),
  ];
}

function ends({ series, within }: Of<'ends'>, at: ScenarioClock): readonly Scenario[] {
  const now = at.end * at.tick;
  return [
    scenario('nearer', true, gauge(series, now + within.value - 60, at)),
    scenario('not so near', false, gauge(series, now + within.value + 60, at)),
  ];
}

function differs({ series, from, by }: Of<'differs'>, at: ScenarioClock): readonly Scenario[] {
  const before = gauge(from, 1000, at);
  const now = (share: number): InputSeries => gauge(series, 1000 * (1 + share), at);
  return [
    scenario('more', true, before, now(by.value * over)),
    scenario('less', true, before, now(-by.value * over)),
    scenario('nearly as many', false, before, now(by.value * under)),
    scenario('the first run', false, now(0)),
  ];
}

function grows({ series, step }: Of<'grows'>, at: ScenarioClock): readonly Scenario[] {
  const minutes = Math.round(step.value / at.tick);
  const state = (now: number, once: number, twice: number): InputSeries =>
    input(series, [
      [twice, 0, at.end - 2 * minutes + 5],
      [once, 0, minutes],
      [now, 0, minutes - 4],
    ]);
  return [
    scenario('more twice in a row', true, state(3, 2, 1)),
    scenario('more once', false, state(3, 2, 2)),
    scenario('as many as before', false, state(2, 2, 1)),
  ];
}

function scenario(name: string, fires: boolean, ...series: readonly InputSeries[]): Scenario {
  return { name, fires, input: series };
}

function distinct(found: readonly InputSeries[]): readonly InputSeries[] {
  return found.filter(
    ({ series }, index) => found.findIndex((each) => each.series === series) === index,
  );
}

function gauge(series: Series, value: number, { end }: ScenarioClock): InputSeries {
  return input(series, [[value, 0, end + 1]]);
}

/** A counter that grows evenly, by so many within so many seconds. */
function counter(
  series: Series,
  { within, many }: { readonly within: number; readonly many: number },
  { end, tick, suffix }: ScenarioClock & { readonly suffix?: string | undefined },
): InputSeries {
  return input(series, [[100, (many * tick) / within, end + 1]], suffix);
}

/** A counter that appears with its first value a tick before the end. */
function born(series: Series, many: number, { end }: ScenarioClock): InputSeries {
  return input(series, [
    [undefined, 0, end - 1],
    [many, 0, 2],
  ]);
}

/** Runs of samples: the first value (undefined: none), the step, how many. */
type Run = readonly [number | undefined, number, number];

function input(series: Series, runs: readonly Run[], suffix?: string): InputSeries {
  const values = runs
    .filter(([, , count]) => count > 0)
    .map(([first, step, count]) =>
      first === undefined
        ? `_x${String(count)}`
        : `${plain(first)}+${plain(step)}x${String(count - 1)}`,
    );
  return { series: nameOf(series, suffix), values: values.join(' ') };
}

// promtool takes no exponents.
function plain(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}

function nameOf({ metric, labels }: Series, suffix?: string): string {
  const end = suffix ?? (metricKinds[metric].type === 'histogram' ? '_count' : '');
  const texts = Object.entries(labels).flatMap(([name, value]) => {
    const one = typeof value === 'string' ? value : 'pattern' in value ? '503' : (value[0] ?? '');
    return one === '' ? [] : [`${name}=${JSON.stringify(one)}`];
  });
  return `${metric}${end}{${texts.join(',')}}`;
}
