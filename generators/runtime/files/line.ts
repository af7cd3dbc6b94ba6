// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { HeldBucket, Need, Taken } from './bucket.ts';
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
import { discard, insert } from './ordered.ts';
import { departure, TooLong, type PermitRequest } from './permit.ts';
import { startClock } from './timeout.ts';

/** The lines in front of all buckets of a system; a call goes from one to the next, and takes from all at once. */
export interface Line {
  readonly host: Host;
  readonly now: () => number;
  readonly onFree: (held: HeldBucket) => void;
  /** Lines to be looked at, in the order in which calls pass them. */
  readonly dirty: HeldBucket[];
  /** When lines are looked at again, soonest first. */
  readonly wakes: { readonly atMs: number; readonly held: HeldBucket }[];
  /** When the one timer rings, or sooner. */
  alarmAtMs: number;
  stopAlarm: (() => void) | undefined;
  /** Calls that came so far, and that wait now. */
  came: number;
  waiting: number;
  /** Calls that may still leave before others have their turn. */
  burst: number;
}

/** Calls that leave in one go: sending takes time, and what leaves late is counted too early. */
const mostInOneGo = 64;

/** Shorter waits are what arithmetic leaves over. */
export const nothingMs = 1e-6;

/** A line in which nobody waits. */
export function newLine(host: Host): Line {
  const line: Line = {
    host,
    now: () => host.now(),
    onFree(held) {
      if (line.waiting === 0) return;
      look(line, held);
      pump(line);
    },
    dirty: [],
    wakes: [],
    alarmAtMs: Infinity,
    stopAlarm: undefined,
    came: 0,
    waiting: 0,
    burst: 0,
  };
  return line;
}

/** Lets go whoever may go now. */
export function pump(line: Line): void {
  const { dirty, wakes, host } = line;
  const nowMs = host.now();
  line.burst = mostInOneGo;
  while (line.burst > 0) {
    const held = dirty.shift();
    if (held === undefined) break;
    held.isDirty = false;
    serve(line, held, nowMs);
  }
  if (line.waiting > 0) {
    setAlarm(line, dirty.length > 0 ? nowMs : (wakes[0]?.atMs ?? Infinity));
    return;
  }
  line.stopAlarm?.();
  line.stopAlarm = undefined;
  line.alarmAtMs = Infinity;
  for (const { held } of wakes.splice(0)) held.wakeAtMs = Infinity;
}

function setAlarm(line: Line, atMs: number): void {
  if (atMs >= line.alarmAtMs) return;
  line.stopAlarm?.();
  line.alarmAtMs = atMs;
  // Whole milliseconds: a shorter sleep might not move the clock at all.
  const inMs = Math.max(0, Math.ceil(atMs - line.host.now() - nothingMs));
  line.stopAlarm = startClock(line.host, inMs, () => {
    line.stopAlarm = undefined;
    line.alarmAtMs = Infinity;
    ring(line);
  });
}

function ring(line: Line): void {
  const { wakes, host } = line;
  const nowMs = host.now() + nothingMs;
  for (let next = wakes[0]; next && next.atMs <= nowMs; next = wakes[0]) {
    wakes.shift();
    if (next.held.wakeAtMs !== next.atMs) continue;
    next.held.wakeAtMs = Infinity;
    look(line, next.held);
  }
  pump(line);
}

/** Has a line looked at in the next pump. */
export function look({ dirty }: Line, held: HeldBucket): void {
  if (held.isDirty) return;
  held.isDirty = true;
  insert(dirty, held, (left, right) => left.rank < right.rank);
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
  own.stage = 0;
  if (!isEmpty(own)) standAt(line, own);
}

function standAt(line: Line, own: Lane): void {
  const held = own.needs[own.stage]?.held;
  if (held === undefined) return;
  insert(held.lanes, own, isBefore);
  look(line, held);
}

/** Takes a lane out of all lines. */
export function withdraw(line: Line, own: Lane): void {
  const standing = own.needs[own.stage]?.held;
  if (standing !== undefined) discard(standing.lanes, own);
  for (const { held } of own.needs) {
    if (held.holder !== own) continue;
    held.holder = undefined;
    look(line, held);
  }
}

/** Takes out the first call, and gives back what it has. */
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
  { deadlineMs = Infinity, longestMs = Infinity }: PermitRequest,
  ms: number,
  nowMs: number,
): boolean {
  return ms > nothingMs && ms !== Infinity && (ms > longestMs || nowMs + ms > deadlineMs);
}

/** Lets pass a bucket whoever may. */
function serve(line: Line, held: HeldBucket, nowMs: number): void {
  for (let own = held.lanes[0]; own; own = held.lanes[0]) {
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
  return dirty[0] !== undefined && dirty[0].rank < rank;
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
  insert(wakes, { atMs, held }, (left, right) => left.atMs < right.atMs);
}

/** Goes on as far as it can from the bucket that it has passed. */
function pass(line: Line, own: Lane, nowMs: number): void {
  for (;;) {
    const passed = own.needs[own.stage];
    if (passed !== undefined) passed.held.holder = own;
    own.stage += 1;
    const next = own.needs[own.stage]?.held;
    if (next === undefined) break;
    const isTaken = next.holder !== undefined || next.lanes.length > 0;
    if (isTaken || isNarrowerDirty(line, next) || laneWaitMs(own, own.stage, nowMs) > nothingMs) {
      standAt(line, own);
      return;
    }
  }
  passedAll(line, own, nowMs);
}

function passedAll(line: Line, own: Lane, nowMs: number): void {
  const first = firstOf(own);
  if (first !== undefined && own.granted?.some((taken) => nowMs > (taken?.untilMs ?? Infinity))) {
    // A pause outlasted what was granted.
    takeFirst(line, own);
    enter(line, lane(own), first);
    return;
  }
  withdraw(line, own);
  // What it passed first may have been paused since; then it begins anew.
  const isFree = own.needs.every((_, stage) => laneWaitMs(own, stage, nowMs) <= nothingMs);
  if (isFree && first !== undefined) {
    shift(own);
    const asked = own.granted ? undefined : own.needs.find(({ held }) => held.ledger)?.held.ledger;
    if (asked !== undefined) asked.ask(line, own, first);
    else {
      line.burst -= 1;
      const permit = departure(own, nowMs, line);
      if (own.granted !== undefined) reserve(line, own.needs, -1);
      done(line, own.needs);
      first.settle(permit);
    }
  }
  lineUp(line, own);
}

/** Keeps room for a call (1), or no more (-1). */
export function reserve(line: Line, needs: readonly Need[], sign: 1 | -1): void {
  for (const { held, cost } of needs) {
    held.pending += sign * cost;
    if (sign < 0) look(line, held);
  }
}

/** Gives back whatever a call has taken. */
export function giveBack(
  needs: readonly Need[],
  taken: readonly (Taken | undefined)[] | undefined,
): void {
  for (const [index, { held }] of needs.entries()) {
    const each = taken?.[index];
    if (each !== undefined) held.bucket.giveBack(each);
  }
}
