// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { HeldBucket, Taken } from './bucket.ts';
import type { Lane } from './lane.ts';

/** Which limits a call falls under, and what it takes of them. */
export interface LimitedCall {
  readonly operation: string;
  readonly entities: Readonly<Record<string, string>>;
  /** On whose behalf it is sent; absent: the system has one account. */
  readonly tenant?: string | undefined;
  /** Bytes that it sends, for limits that count them. */
  readonly bytes?: number | undefined;
}

/** What the limiter must know of a call. */
export interface PermitRequest extends LimitedCall {
  /** Lower ones go first, 0 if absent; among equals whoever came first. A higher one may wait for ever. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The monotonic moment after which a permit is of no use. */
  readonly deadlineMs?: number | undefined;
  /** The longest wait at the head of the line, in milliseconds; waiting behind others does not count. */
  readonly longestMs?: number;
}

/** Leave to send one request at once; nothing may be waited for between the two. */
export interface Permit {
  /** The answer is there, or will not come. */
  end(): void;
  /** The request was not sent after all. */
  giveBack(): void;
  /** What the answer says is left of a limit; where that is less than was thought, someone else uses it too. */
  observe(headers: Headers, data?: unknown): void;
}

/** Says that the wait would last longer than the call may. */
export class TooLong extends Error {
  readonly kind = 'too_long';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('The limit allows the call only after longer than it can wait.');
    this.name = 'TooLong';
    this.waitMs = waitMs;
  }
}

/** Says that the count of a limit could not be read or written, so nothing may leave. */
export class CountFault extends Error {
  readonly kind = 'count';

  constructor(cause: unknown) {
    super('The count of a limit could not be kept.', { cause });
    this.name = 'CountFault';
  }
}

/** What a departure asks of the line. */
export interface DepartureWorld {
  readonly now: () => number;
  /** Something became free. */
  onFree(held: HeldBucket): void;
}

/** Takes all that a call needs at one moment, and gives the permit for it. */
export function departure(
  { needs, watched, granted }: Pick<Lane, 'needs' | 'watched' | 'granted'>,
  nowMs: number,
  { now, onFree }: DepartureWorld,
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
