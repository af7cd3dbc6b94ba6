// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import { waitMs, type HeldBucket, type Need } from './bucket.ts';
import {
  forget,
  isEmpty,
  remove,
  requestOf,
  type Cancellable,
  type Lane,
  type Waiter,
} from './lane.ts';
import {
  done,
  enter,
  isLate,
  lineUp,
  look,
  nothingMs,
  pump,
  takeFirst,
  withdraw,
  type Line,
} from './line.ts';
import { departure, TooLong, type Permit, type PermitRequest } from './permit.ts';

/** The permit where nothing is in the way. */
export function passAtOnce(line: Line, into: Lane): Permit | undefined {
  const nowMs = line.host.now();
  const isOpen = isEmpty(into) && into.needs.every((need) => isFree(need, nowMs));
  return isOpen ? departure(into, nowMs, line) : undefined;
}

/** Waits for the permit; rejects when the signal aborts or the turn comes too late. */
export function join(line: Line, into: Lane, request: PermitRequest): Promise<Permit> {
  const { signal } = request;
  const { needs } = into;
  const nowMs = line.host.now();
  // A lower bound: behind someone else nobody knows how long it takes.
  const waits = needs.map((need) => waitMs(need, nowMs, true)).filter((ms) => ms !== Infinity);
  const leastMs = Math.max(0, ...waits);
  if (isLate(request, leastMs, nowMs)) return Promise.reject(new TooLong(leastMs));
  return new Promise((settle) => {
    line.waiting += 1;
    line.came += 1;
    for (const { held } of needs) held.users += 1;
    const waiter = { settle, call: request, order: line.came };
    enter(line, into, signal === undefined ? waiter : cancellable(line, waiter, { needs, signal }));
    pump(line);
  });
}

function isFree(need: Need, nowMs: number): boolean {
  const { holder, lanes, ledger } = need.held;
  if (holder !== undefined || lanes.length > 0 || ledger !== undefined) return false;
  return waitMs(need, nowMs) <= nothingMs;
}

function cancellable(
  line: Line,
  { settle, order, call: request }: Waiter & { readonly call: PermitRequest },
  { needs, signal }: { readonly needs: readonly Need[]; readonly signal: AbortSignal },
): Waiter {
  const call: Cancellable = { request, isGone: false, lane: undefined };
  const onAbort = (): void => {
    const { lane: own } = call;
    call.isGone = true;
    if (own !== undefined) {
      if (own.calls[own.head] === call) takeFirst(line, own);
      else forget(own);
    }
    done(line, needs);
    settle(Promise.reject(abortError(signal)));
    pump(line);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    call,
    order,
    settle(permit) {
      signal.removeEventListener('abort', onAbort);
      settle(permit);
    },
  };
}

/** Nothing passes a bucket before the moment. */
export function pause(line: Line, held: HeldBucket, untilMs: number): void {
  if (untilMs <= held.pausedUntilMs) return;
  held.pausedUntilMs = untilMs;
  held.bucket.pause?.(untilMs);
  const nowMs = line.host.now();
  const isTooLong = (call: Waiter['call']): boolean =>
    isLate(requestOf(call), untilMs - nowMs, nowMs);
  for (const own of [...held.lanes]) {
    if (own.granted !== undefined || !own.calls.some(isTooLong)) continue;
    withdraw(line, own);
    for (const { settle } of remove(own, isTooLong)) {
      done(line, own.needs);
      settle(Promise.reject(new TooLong(untilMs - nowMs)));
    }
    lineUp(line, own);
  }
  look(line, held);
  pump(line);
}
