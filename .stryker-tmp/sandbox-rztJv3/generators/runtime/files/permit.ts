// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** What the limiter must know of a call. */
export interface PermitRequest {
  readonly operation: string;
  readonly entities: Readonly<Record<string, string>>;
  /** On whose behalf it is sent; absent: the system has one account. */
  readonly tenant?: string | undefined;
  /** Bytes that it sends, for limits that count them. */
  readonly bytes?: number | undefined;
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
  readonly observe: (headers: Headers, data?: unknown) => void;
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
