// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import { alarm, nothingMs } from './alarm.ts';
import { waitMs, type HeldBucket, type Need } from './held-bucket.ts';
import type { Host } from './host.ts';
import {
  forget,
  isEmpty,
  remove,
  requestOf,
  type Cancellable,
  type Lane,
  type Waiter,
} from './lane.ts';
import { departure } from './departure.ts';
import {
  done,
  enter,
  isLate,
  lineUp,
  look,
  pump,
  ring,
  takeFirst,
  withdraw,
  type Line,
} from './line.ts';
import { ordered } from './ordered.ts';
import { TooLong, type Permit, type PermitRequest } from './permit.ts';

/** Calls that wait for permits. Each bucket has its line; a call goes from one to the next and takes from all at once. */
export interface WaitingLine {
  /** Resolves with the permit; rejects when the signal aborts or the turn comes too late. */
  join(into: Lane, request: PermitRequest): Promise<Permit>;
  /** Nothing passes a bucket before the moment. */
  pause(held: HeldBucket, untilMs: number): void;
}

/** An empty line. */
export function waitingLine(host: Host): WaitingLine {
  const line: Line = {
    host,
    dirty: ordered((left, right) => left.rank < right.rank),
    wakes: ordered((left, right) => left.atMs < right.atMs),
    alarm: alarm(host, () => {
      ring(line);
    }),
    world: {
      now: () => host.now(),
      onFree(held) {
        if (line.waiting === 0) return;
        look(line, held);
        pump(line);
      },
    },
    came: 0,
    waiting: 0,
    burst: 0,
  };
  return {
    join: (into, request) => join(line, into, request),
    pause: (held, untilMs) => {
      pause(line, held, untilMs);
    },
  };
}

function join(line: Line, into: Lane, request: PermitRequest): Promise<Permit> {
  const { signal } = request;
  if (signal?.aborted === true) return Promise.reject(abortError(signal));
  const nowMs = line.host.now();
  if (isEmpty(into) && into.needs.every((need) => isFree(need, nowMs)))
    return Promise.resolve(departure(into, nowMs, line.world));
  const ownMs = knownWaitMs(into.needs, nowMs);
  if (isLate(request, ownMs, nowMs)) return Promise.reject(new TooLong(ownMs));
  return new Promise((settle) => {
    line.waiting += 1;
    line.came += 1;
    for (const { held } of into.needs) held.users += 1;
    const waiter = { settle, call: request, order: line.came };
    enter(line, into, signal === undefined ? waiter : cancellable(line, waiter, into));
    pump(line);
  });
}

function isFree(need: Need, nowMs: number): boolean {
  const { holder, lanes, ledger } = need.held;
  if (holder !== undefined || lanes.size > 0 || ledger !== undefined) return false;
  return waitMs(need, nowMs) <= nothingMs;
}

/** A lower bound: behind someone else nobody knows how long it takes. */
function knownWaitMs(needs: readonly Need[], nowMs: number): number {
  const waits = needs.map((need) => waitMs(need, nowMs, true)).filter((ms) => ms !== Infinity);
  return Math.max(0, ...waits);
}

/** The waiter as one that leaves when its signal aborts. */
function cancellable(
  line: Line,
  { settle, order, call: request }: Waiter & { readonly call: PermitRequest },
  { needs }: Lane,
): Waiter {
  const { signal } = request;
  const call: Cancellable = { request, isGone: false, lane: undefined };
  const onAbort = (): void => {
    const { lane: own } = call;
    const isFirst = own !== undefined && own.calls[own.head] === call;
    call.isGone = true;
    if (isFirst) takeFirst(line, own);
    else if (own !== undefined) forget(own);
    done(line, needs);
    if (signal !== undefined) settle(Promise.reject(abortError(signal)));
    pump(line);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    call,
    order,
    settle(permit) {
      signal?.removeEventListener('abort', onAbort);
      settle(permit);
    },
  };
}

function pause(line: Line, held: HeldBucket, untilMs: number): void {
  if (untilMs <= held.pausedUntilMs) return;
  held.pausedUntilMs = untilMs;
  held.bucket.pause?.(untilMs);
  const nowMs = line.host.now();
  const isTooLong = (call: Waiter['call']): boolean =>
    isLate(requestOf(call), untilMs - nowMs, nowMs);
  for (const own of [...held.lanes.items]) {
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
