// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { HeldBucket, Taken } from './bucket.ts';
import type { Lane } from './lane.ts';

/** Which limits a call falls under, and what it takes of them. */
export interface LimitedCall {
  readonly operation: string;
  readonly entities: Readonly<Record<string, string>>;
  readonly tenant?: string | undefined;
  readonly bytes?: number | undefined;
}

/** What the limiter must know of a call. */
export interface PermitRequest extends LimitedCall {
  /** Lower ones go first, 0 if absent; a higher one may wait for ever. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The monotonic moment after which a permit is of no use. */
  readonly deadlineMs?: number | undefined;
  /** Of the wait at the head of the line, in milliseconds; behind others does not count. */
  readonly longestMs?: number;
}

/** Leave to send one request at once. */
export interface Permit {
  /** The answer is there, or will not come. */
  end(): void;
  /** The request was not sent after all. */
  giveBack(): void;
  /** Takes in what the answer says is left of limits. */
  observe(headers: Headers, data?: unknown): void;
}

/** The wait would last longer than the call may. */
export class TooLong extends Error {
  readonly kind = 'too_long';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('The limit allows the call only after longer than it can wait.');
    this.name = 'TooLong';
    this.waitMs = waitMs;
  }
}

/** The count of a limit could not be read or written, so nothing may leave. */
export class CountFault extends Error {
  readonly kind = 'count';

  constructor(cause: unknown) {
    super('The count of a limit could not be kept.', { cause });
    this.name = 'CountFault';
  }
}

/** Takes all that a call needs at one moment, and gives the permit for it. */
export function departure(
  { needs, watched, granted }: Pick<Lane, 'needs' | 'watched' | 'granted'>,
  nowMs: number,
  { now, onFree }: { readonly now: () => number; readonly onFree: (held: HeldBucket) => void },
): Permit {
  const taken = needs.map(({ held, cost }, index): Taken => {
    held.sum += cost;
    const counted = granted?.[index];
    if (counted === undefined) return held.bucket.take(cost, nowMs);
    held.bucket.leave?.(counted, nowMs);
    return counted;
  });
  const observers = watched.map(({ index, watch }) => watch(needs[index]?.held, now));
  let isOver = false;
  const over = (how: 'end' | 'giveBack'): void => {
    if (isOver) return;
    isOver = true;
    for (const [index, one] of taken.entries()) {
      const held = needs[index]?.held;
      if (held?.bucket[how] === undefined) continue;
      held.bucket[how](one);
      if (how === 'giveBack') held.sum -= one.cost;
      onFree(held);
    }
  };
  return {
    observe(headers, data) {
      for (const observe of observers) observe?.(headers, data);
    },
    end: () => {
      over('end');
    },
    giveBack: () => {
      over('giveBack');
    },
  };
}
