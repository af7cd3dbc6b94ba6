// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { rollingCount } from './rolling-count.ts';

/** Keeps retries to a share of the calls, so that an outage is not made worse. */
export interface RetryBudget {
  /** Notes a call (not a retry). */
  call(nowMs: number): void;
  /** Whether one more retry is within the budget; if so it is counted. */
  take(nowMs: number): boolean;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
}

/** At most `share` of the calls of the last 60 s, but `floor` at least. */
export function retryBudget(share: number, floor: number): RetryBudget {
  const calls = rollingCount(60_000);
  const retries = rollingCount(60_000);
  return {
    call: (nowMs) => {
      calls.add(nowMs);
    },
    take(nowMs) {
      if (retries.total(nowMs) >= Math.max(floor, Math.floor(share * calls.total(nowMs))))
        return false;
      retries.add(nowMs);
      return true;
    },
    isIdle: (nowMs) =>
      retries.total(nowMs) === 0 && Math.floor(share * calls.total(nowMs)) <= floor,
  };
}
