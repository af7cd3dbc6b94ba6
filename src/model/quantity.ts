/** So many per so many seconds, as written: `30000/day` is `{ count: 30000, perSeconds: 86400 }`. */
export interface Rate {
  readonly count: number;
  readonly perSeconds: number;
}

/** A time of day, in minutes after midnight, in an IANA zone. */
export interface ClockTime {
  readonly minutes: number;
  readonly zone: string;
}

/** A stretch of the day, in minutes after midnight; where `to` is not later than `from` it passes midnight. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/** How much moves. */
export interface Volume {
  readonly count: number;
  /** 3600, 86400, … ; a run has none. */
  readonly perSeconds?: number;
  readonly each: 'run' | 'interval';
  /** How many distinct entities are among them. */
  readonly keys?: number;
  /** Bytes of all of them together. */
  readonly bytes?: number;
}

/** The busiest time: one of the four forms of integration.yaml. */
export type Peak = {
  readonly name?: string;
  /** Seconds. */
  readonly lasts?: number;
  readonly keys?: number;
} & (
  | { readonly kind: 'rate'; readonly rate: Rate }
  | { readonly kind: 'factor'; readonly factor: number }
  /** A share of the day's volume in the busiest hour. */
  | { readonly kind: 'share'; readonly share: number; readonly perSeconds: number }
  | { readonly kind: 'items'; readonly items: number }
);

/** Seconds for the middle, the slow and the average call. */
export interface Latency {
  readonly p50?: number;
  readonly p99?: number;
  readonly mean?: number;
  readonly max?: number;
}
