import type { ClockTime } from './quantity.ts';

/** What all forms of a limit may carry. */
interface LimitCommon {
  /** Whose bucket it is: `organisation`. */
  readonly scope?: string;
  /** An address or words: where the figure comes from. */
  readonly source?: string;
  /** The header or path that tells what is left. */
  readonly remaining?: string;
  /** Operations (as written in the file) that it covers; absent: all. */
  readonly operations?: readonly string[];
  /** Flows that it covers; absent: all. */
  readonly flows?: readonly string[];
  /** The entity that has a bucket of its own for each value: `ticket`. */
  readonly key?: string;
  /** Our part of it, where the limit itself says so: `{ concurrent: 5, of: 15 }` leaves this absent. */
  readonly of?: number;
  /** How exceeding this one shows, where it differs from the system's own way. */
  readonly throttled?: readonly {
    readonly status?: number;
    readonly code?: string;
    readonly header?: string;
  }[];
}

/** So many requests in a window. */
export interface RequestLimit extends LimitCommon {
  readonly kind: 'requests';
  /** Messages on a connection that is held, each connection for itself; absent: calls. */
  readonly unit?: 'messages';
  readonly requests: number;
  readonly perSeconds: number;
  readonly burst?: number;
  /** When the window starts anew: a clock time, or the full minute, hour or day (`clock`). */
  readonly resets?: ClockTime | 'clock';
}

/** So many cost units in a window. */
export interface PointLimit extends LimitCommon {
  readonly kind: 'points';
  readonly points: number;
  readonly perSeconds: number;
  readonly burst?: number;
  readonly cost: {
    readonly default: number;
    readonly byOperation: Readonly<Record<string, number>>;
  };
}

/** So many calls at the same time. */
export interface ConcurrencyLimit extends LimitCommon {
  readonly kind: 'concurrent';
  readonly concurrent: number;
}

/** The largest batch: items, bytes, or both. */
export interface BatchLimit extends LimitCommon {
  readonly kind: 'batch';
  readonly items?: number;
  readonly bytes?: number;
}

/** The speed of the line, bytes per second. */
export interface LineLimit extends LimitCommon {
  readonly kind: 'line';
  readonly bytesPerSecond: number;
}

export type Limit = RequestLimit | PointLimit | ConcurrencyLimit | BatchLimit | LineLimit;
