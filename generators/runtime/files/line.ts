// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { nothingMs, type Alarm } from './alarm.ts';
import { departure, type DepartureWorld } from './departure.ts';
import type { HeldBucket, Need } from './held-bucket.ts';
import type { Host } from './host.ts';
import {
  append,
  firstOf,
  isBefore,
  isEmpty,
  lane,
  laneWaitMs,
  requestOf,
  shift,
  type Lane,
  type Waiter,
} from './lane.ts';
import { giveBack, granted } from './ledger.ts';
import type { Ordered } from './ordered.ts';
import { CountFault, TooLong, type PermitRequest } from './permit.ts';

/** When the line of a bucket is looked at again. */
export interface Wake {
  readonly atMs: number;
  readonly held: HeldBucket;
}

/** The lines in front of all buckets of a system. */
export interface Line {
  readonly host: Host;
  /** Buckets whose lines are to be looked at, in the order in which calls pass them. */
  readonly dirty: Ordered<HeldBucket>;
  readonly wakes: Ordered<Wake>;
  readonly alarm: Alarm;
  readonly world: DepartureWorld;
  /** Calls that came so far, and that wait now. */
  came: number;
  waiting: number;
  /** Calls that may still leave before others have their turn. */
  burst: number;
}

/** Calls that leave in one go: sending them takes time, and all that left late would be counted too early. */
const mostInOneGo = 64;

/** Lets go whoever may go now. */
export function pump(line: Line): void {
  const { dirty, wakes, host } = line;
  const nowMs = host.now();
  line.burst = mostInOneGo;
  for (let held = dirty.first(); held && line.burst > 0; held = dirty.first()) {
    dirty.shift();
    held.isDirty = false;
    serve(line, held, nowMs);
  }
  if (line.waiting > 0) {
    line.alarm.set(dirty.size > 0 ? nowMs : (wakes.first()?.atMs ?? Infinity));
    return;
  }
  line.alarm.stop();
  for (let wake = wakes.shift(); wake; wake = wakes.shift()) wake.held.wakeAtMs = Infinity;
}

/** Looks at the lines whose time has come. */
export function ring(line: Line): void {
  const { wakes, host } = line;
  const nowMs = host.now() + nothingMs;
  for (let next = wakes.first(); next && next.atMs <= nowMs; next = wakes.first()) {
    wakes.shift();
    if (next.held.wakeAtMs !== next.atMs) continue;
    next.held.wakeAtMs = Infinity;
    look(line, next.held);
  }
  pump(line);
}

/** Has the line of a bucket looked at when the line is pumped next. */
export function look({ dirty }: Line, held: HeldBucket): void {
  if (held.isDirty) return;
  held.isDirty = true;
  dirty.add(held);
}

/** Puts a call into a lane, and the lane into line where it was empty. */
export function enter(line: Line, into: Lane, waiter: Waiter): void {
  const wasEmpty = isEmpty(into);
  append(into, waiter);
  if ('isGone' in waiter.call) waiter.call.lane = into;
  if (wasEmpty) lineUp(line, into);
}

/** Puts a lane at the first of its buckets, unless nobody waits in it. */
export function lineUp(line: Line, own: Lane): void {
  const first = own.needs[0];
  own.stage = 0;
  if (first === undefined || isEmpty(own)) return;
  first.held.lanes.add(own);
  look(line, first.held);
}

/** Takes a lane out of all lines. */
export function withdraw(line: Line, own: Lane): void {
  own.needs[own.stage]?.held.lanes.remove(own);
  for (const { held } of own.needs) {
    if (held.holder !== own) continue;
    held.holder = undefined;
    look(line, held);
  }
}

/** Takes the first call out of its lane, and gives back what it has. */
export function takeFirst(line: Line, own: Lane): void {
  withdraw(line, own);
  shift(own);
  if (own.granted !== undefined) {
    giveBack(own.needs, own.granted);
    reserve(line, own.needs, -1);
  }
  lineUp(line, own);
}

/** Notes that a call waits no more. */
export function done(line: Line, needs: readonly Need[]): void {
  line.waiting -= 1;
  for (const { held } of needs) held.users -= 1;
}

/** Whoever a lower bound makes late will not be in time. */
export function isLate(
  { deadlineMs, longestMs = Infinity }: PermitRequest,
  ms: number,
  nowMs: number,
): boolean {
  if (ms <= nothingMs || ms === Infinity) return false;
  return ms > longestMs || (deadlineMs !== undefined && nowMs + ms > deadlineMs);
}

/** Lets pass one bucket whoever may. */
function serve(line: Line, held: HeldBucket, nowMs: number): void {
  for (let own = held.lanes.first(); own; own = held.lanes.first()) {
    if (line.burst === 0 || isNarrowerDirty(line, held)) {
      look(line, held);
      return;
    }
    const { holder } = held;
    if (holder !== undefined) {
      if (!isBefore(own, holder)) return;
      withdraw(line, holder);
      lineUp(line, holder);
    }
    const ms = laneWaitMs(own, own.stage, nowMs);
    if (ms <= nothingMs) {
      held.lanes.shift();
      pass(line, own, nowMs);
    } else if (!refuseLate(line, own, ms)) {
      wakeAt(line, held, nowMs + ms);
      return;
    }
  }
}

/** Whether someone who comes first may be about to come from another bucket. */
function isNarrowerDirty({ dirty }: Line, { rank }: HeldBucket): boolean {
  const first = dirty.first();
  return first !== undefined && first.rank < rank;
}

function refuseLate(line: Line, own: Lane, ms: number): boolean {
  const first = firstOf(own);
  if (first === undefined || !isLate(requestOf(first.call), ms, line.host.now())) return false;
  takeFirst(line, own);
  done(line, own.needs);
  first.settle(Promise.reject(new TooLong(ms)));
  return true;
}

function wakeAt({ wakes }: Line, held: HeldBucket, atMs: number): void {
  // It may be looked at too early, and then again.
  if (atMs === Infinity || held.wakeAtMs <= atMs + nothingMs) return;
  held.wakeAtMs = atMs;
  wakes.add({ atMs, held });
}

/** Goes on from the bucket that the lane has passed, as far as it can. */
function pass(line: Line, own: Lane, nowMs: number): void {
  for (;;) {
    const passed = own.needs[own.stage];
    if (passed !== undefined) passed.held.holder = own;
    own.stage += 1;
    const next = own.needs[own.stage];
    if (next === undefined) break;
    const { lanes, holder } = next.held;
    const isTaken = holder !== undefined || lanes.size > 0 || isNarrowerDirty(line, next.held);
    if (isTaken || laneWaitMs(own, own.stage, nowMs) > nothingMs) {
      lanes.add(own);
      look(line, next.held);
      return;
    }
  }
  passedAll(line, own, nowMs);
}

function passedAll(line: Line, own: Lane, nowMs: number): void {
  const first = firstOf(own);
  if (first !== undefined && own.granted?.some((taken) => nowMs > (taken?.untilMs ?? Infinity))) {
    // A pause outlasted what was granted, which counts for a moment that is over.
    takeFirst(line, own);
    enter(line, lane(own), first);
    return;
  }
  withdraw(line, own);
  // What it passed first may have been paused since; then it begins anew.
  const isFree = own.needs.every((_, stage) => laneWaitMs(own, stage, nowMs) <= nothingMs);
  if (isFree && first !== undefined) {
    shift(own);
    if (own.granted === undefined && own.needs.some(({ held }) => held.ledger))
      ask(line, own, first);
    else {
      line.burst -= 1;
      const permit = departure(own, nowMs, line.world);
      if (own.granted !== undefined) reserve(line, own.needs, -1);
      done(line, own.needs);
      first.settle(permit);
    }
  }
  lineUp(line, own);
}

/** Asks the ledgers for a call; it keeps its place in line meanwhile. */
function ask(line: Line, own: Lane, waiter: Waiter): void {
  const { call } = waiter;
  if ('isGone' in call) call.lane = undefined;
  const isGone = (): boolean => 'isGone' in call && call.isGone;
  reserve(line, own.needs, 1);
  void granted(own.needs)
    .then(
      (taken) => {
        if (isGone()) giveBack(own.needs, taken);
        if (taken === undefined || isGone()) reserve(line, own.needs, -1);
        if (!isGone()) enter(line, lane(own, taken), waiter);
      },
      (error: unknown) => {
        reserve(line, own.needs, -1);
        if (isGone()) return;
        done(line, own.needs);
        const fault = error instanceof CountFault ? error : new CountFault(error);
        waiter.settle(Promise.reject(fault));
      },
    )
    .then(() => {
      pump(line);
    });
}

/** Keeps room for a call (1), or no more (-1). */
function reserve(line: Line, needs: readonly Need[], sign: 1 | -1): void {
  for (const { held, cost } of needs) {
    held.pending += sign * cost;
    if (sign < 0) look(line, held);
  }
}
