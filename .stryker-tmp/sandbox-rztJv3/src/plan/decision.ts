/** Where a value comes from: a closed union, in the order in which one overrules the next. */
// @ts-nocheck

export type Source =
  | {
      readonly kind: 'declared';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | {
      readonly kind: 'documented';
      readonly file: string;
      readonly pointer: string;
      readonly quote?: string;
    }
  | {
      readonly kind: 'catalogue';
      readonly provider: string;
      readonly reference: string;
      readonly date: string;
      readonly confidence: 'high' | 'medium' | 'low';
    }
  | { readonly kind: 'derived'; readonly ids: readonly string[] }
  | { readonly kind: 'default'; readonly name: string };

export type DecisionValue = string | number | boolean | null | readonly (string | number)[];

/** The units that values are given in; words that a reader sees behind the figure. */
export type Unit =
  | 's'
  | 'ms'
  | 'calls/s'
  | 'events/s'
  | 'events'
  | 'calls'
  | 'calls/event'
  | 'B'
  | 'B/s'
  | 'share'
  | 'attempts'
  | 'slots'
  | 'points'
  | 'points/s'
  | 'factor'
  | 'callers'
  | 'items'
  | 'calls/day';

/** One value of the plan, with its source and one full sentence that a reviewer could disagree with. */
export interface Decision<T extends DecisionValue = DecisionValue> {
  /** Dotted path, unique in the plan: `systems.ledger.limits.0.planned-rate`. */
  readonly id: string;
  readonly value: T;
  readonly unit?: Unit;
  readonly source: Source;
  readonly reason: string;
  /** The arithmetic with its numbers and units: `0.8 x 100 calls / 10 s = 8 calls/s`. */
  readonly formula?: string;
  /** Ids of the decisions that it is computed from. */
  readonly inputs?: readonly string[];
  /** The value that lost, and where it came from. */
  readonly overruled?: { readonly value: DecisionValue; readonly source: Source };
}
