// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { countIn, totalOf, type RollingCount } from './rolling-count.ts';

/** Keeps retries to a share of the calls, so that an outage is not made worse. */
export interface RetryBudget {
  /** Notes a call (not a retry). */
  call(nowMs: number): void;
  /** Whether one more retry is within the budget; if so it is counted. */
  take(nowMs: number): boolean;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
}

/** At most `share` of the calls of the last 60 s, but `floor` at least; all together keep to the budget of the `whole`. */
export function retryBudget(share: number, floor: number, whole?: RetryBudget): RetryBudget {
  const calls: RollingCount = { windowMs: 60_000 };
  const retries: RollingCount = { windowMs: 60_000 };
  return {
    call: (nowMs) => {
      countIn(calls, nowMs);
      whole?.call(nowMs);
    },
    take(nowMs) {
      const most = Math.max(floor, Math.floor(share * totalOf(calls, nowMs)));
      if (totalOf(retries, nowMs) >= most || whole?.take(nowMs) === false) return false;
      countIn(retries, nowMs);
      return true;
    },
    isIdle: (nowMs) =>
      totalOf(retries, nowMs) === 0 && Math.floor(share * totalOf(calls, nowMs)) <= floor,
  };
}
