import type { Decision } from './decision.ts';
import type { MetricName } from './metrics.ts';

/** Time series of one metric. */
export interface Series {
  readonly metric: MetricName;
  /** The value of each label; several of which any will do; or a pattern (RE2). */
  readonly labels: Readonly<Record<string, string | readonly string[] | Pattern>>;
  /** Whether the output does not contain what exports it. */
  readonly byHand: boolean;
}

interface Pattern {
  readonly pattern: string;
}

/** How fast an error budget is used up, over a long and a short window (seconds). */
export interface BurnRate {
  readonly factor: Decision<number>;
  readonly long: Decision<number>;
  readonly short: Decision<number>;
}

/** When a rule fires; durations in seconds. What a counter counts within a window includes its first value. */
export type AlertCondition =
  /** A gauge is above a figure; absent: above nothing. */
  | { readonly form: 'above'; readonly series: Series; readonly above?: Decision<number> }
  /** At least so many within the window; absent: one. */
  | {
      readonly form: 'count';
      readonly series: Series;
      readonly window: Decision<number>;
      readonly least?: Decision<number>;
    }
  /** More than a share of `whole` within the window is `part`, `least` at least, and `while` counted something. */
  | {
      readonly form: 'share';
      readonly part: Series;
      readonly whole: readonly Series[];
      readonly above: Decision<number>;
      readonly window: Decision<number>;
      readonly least: Decision<number>;
      readonly while?: Series;
    }
  /** Less than a share of `whole` within the window is `part`. */
  | {
      readonly form: 'below';
      readonly part: Series;
      readonly whole: Series;
      readonly below: Decision<number>;
      readonly window: Decision<number>;
    }
  /** Any of the rates is reached in both of its windows. */
  | {
      readonly form: 'burn';
      readonly part: Series;
      readonly whole: Series;
      readonly budget: Decision<number>;
      readonly rates: readonly BurnRate[];
    }
  /** Nothing was counted within the window, or there was no such series. */
  | { readonly form: 'silence'; readonly series: Series; readonly window: Decision<number> }
  /** A moment is longer ago, or unknown. */
  | { readonly form: 'older'; readonly series: Series; readonly than: Decision<number> }
  /**
   * From a time of day on (seconds after midnight, `offset` ahead of UTC), as long as a moment lies longer than
   * `within` before that time.
   */
  | {
      readonly form: 'due';
      readonly series: Series;
      readonly at: Decision<number>;
      readonly within: Decision<number>;
      readonly offset?: Series;
    }
  /** So many failures within the window, and no success. */
  | {
      readonly form: 'failing';
      readonly failed: Series;
      readonly succeeded: Series;
      readonly least: Decision<number>;
      readonly window: Decision<number>;
    }
  /** More than a share of a limit is used. */
  | {
      readonly form: 'use';
      /** Calls with what each costs. */
      readonly parts: readonly { readonly series: Series; readonly cost: number }[];
      readonly hard: Decision<number>;
      readonly above: Decision<number>;
      /** The limit's window; absent: what is limited are calls at a time. */
      readonly window?: Decision<number>;
      /** The time over which use is averaged; the window where that is longer. */
      readonly over: Decision<number>;
    }
  /** A breaker was open all the time of the window, and refused a call in it. */
  | {
      readonly form: 'open';
      readonly series: Series;
      readonly refused: Series;
      readonly window: Decision<number>;
    }
  /** A moment to come is nearer. */
  | { readonly form: 'ends'; readonly series: Series; readonly within: Decision<number> }
  /** A gauge differs from another by more than a share of it. */
  | {
      readonly form: 'differs';
      readonly series: Series;
      readonly from: Series;
      readonly by: Decision<number>;
    }
  /** A gauge is greater than one step ago, and was greater then than two steps ago. */
  | {
      readonly form: 'grows';
      readonly series: Series;
      readonly step: Decision<number>;
      readonly twoSteps: Decision<number>;
    };

/** The part of a rule that is about one flow. */
export interface AlertSignal {
  readonly flow: string;
  /** The condition in words. */
  readonly when: string;
  /** What somebody does first. */
  readonly action: string;
  /** The rule fires when one of them holds. */
  readonly conditions: readonly AlertCondition[];
}

/** One rule; flows that suffer alike share it. */
export interface PlannedAlert {
  readonly name: string;
  readonly severity: 'page' | 'ticket';
  /** What the user of the flow feels, with threshold and window: `oldest waiting event older than 620 s for 5 min`. */
  readonly condition: string;
  readonly action: string;
  /** Seconds that a condition must hold; absent: none. */
  readonly lasts?: Decision<number>;
  readonly signals: readonly AlertSignal[];
}

/** A series that is worth a picture. */
export interface PlannedSeries {
  readonly flow: string;
  readonly series: Series;
}

/** The series that a condition reads. */
export function seriesOf(condition: AlertCondition): readonly Series[] {
  const found = Object.values(condition).flatMap((value: unknown) => seriesIn(value));
  return found;
}

/** All series that rules read or that are worth a picture, each once a flow. */
export function allSeries({
  alerts,
  series,
}: {
  readonly alerts: readonly PlannedAlert[];
  readonly series: readonly PlannedSeries[];
}): readonly PlannedSeries[] {
  const read = alerts.flatMap(({ signals }) =>
    signals.flatMap(({ flow, conditions }) =>
      conditions.flatMap(seriesOf).map((each) => ({ flow, series: each })),
    ),
  );
  const texts = new Set<string>();
  return [...series, ...read].filter((each) => {
    const text = JSON.stringify(each);
    return !texts.has(text) && texts.add(text);
  });
}

/** Names of the metrics of a rule that the output does not export by itself. */
export function byHandMetrics({ signals }: PlannedAlert): readonly MetricName[] {
  const found = signals
    .flatMap(({ conditions }) => conditions.flatMap(seriesOf))
    .filter(({ byHand }) => byHand)
    .map(({ metric }) => metric);
  return [...new Set(found)].sort();
}

function seriesIn(value: unknown): readonly Series[] {
  if (Array.isArray(value)) return value.flatMap(seriesIn);
  if (isSeries(value)) return [value];
  return typeof value === 'object' && value !== null && 'series' in value
    ? seriesIn(value.series)
    : [];
}

function isSeries(value: unknown): value is Series {
  return typeof value === 'object' && value !== null && 'metric' in value && 'labels' in value;
}
