// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import type { Taken } from './bucket.ts';
import type { HeldBucket } from './entity-buckets.ts';
import type { Host } from './host.ts';
import { CountFault, TooLong, type Permit, type PermitRequest } from './permit.ts';

/** What a call takes from one bucket. */
export interface Need {
  readonly held: HeldBucket;
  readonly cost: number;
}

/** Calls that wait for permits, first come first served among those that share a limit. */
export interface WaitingLine {
  /** Resolves with the permit; rejects when the signal aborts or the turn comes too late. */
  join(request: PermitRequest, needs: readonly Need[]): Promise<Permit>;
  /** Lets go whoever may go now. */
  pump(): void;
}

interface Waiter {
  readonly needs: readonly Need[];
  readonly deadlineMs: number | undefined;
  readonly longestMs: number;
  /** What the next process must know of: taken, and written to the store. */
  readonly kept: Map<HeldBucket, Taken>;
  readonly start: (permit: Permit) => void;
  readonly fail: (error: Error) => void;
  isSaving: boolean;
  keptAtMs: number;
}

interface Line {
  readonly host: Host;
  readonly waiters: Set<Waiter>;
  readonly alarm: { set(inMs: number): void };
  readonly pump: () => void;
}

/** Waits shorter than this many milliseconds are what arithmetic leaves over. */
const nothingMs = 1e-6;

/** An empty line. */
export function waitingLine(host: Host): WaitingLine {
  const pump = (): void => {
    pumpOnce(line);
  };
  const line: Line = { host, waiters: new Set(), alarm: createAlarm(host, pump), pump };
  return { join: (request, needs) => join(line, request, needs), pump };
}

function join(
  line: Line,
  { signal, deadlineMs, longestMs = Infinity }: PermitRequest,
  needs: readonly Need[],
): Promise<Permit> {
  return new Promise((resolve, reject) => {
    const isDone = (): boolean => {
      signal.removeEventListener('abort', onAbort);
      return !line.waiters.delete(waiter);
    };
    const fail = (error: Error): void => {
      if (isDone()) return;
      for (const taken of waiter.kept.values()) taken.giveBack();
      reject(error);
      line.pump();
    };
    const onAbort = (): void => {
      fail(abortError(signal));
    };
    const start = (permit: Permit): void => {
      if (!isDone()) resolve(permit);
    };
    const waiter: Waiter = {
      needs,
      deadlineMs,
      longestMs,
      kept: new Map(),
      start,
      fail,
      isSaving: false,
      keptAtMs: 0,
    };
    line.waiters.add(waiter);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    line.pump();
  });
}

function pumpOnce(line: Line): void {
  const nowMs = line.host.now();
  const claimed = new Set<HeldBucket>();
  const late: (readonly [Waiter, number])[] = [];
  let soonestMs = Infinity;
  for (const waiter of line.waiters) {
    if (waiter.isSaving) continue;
    const waitMs = claim(waiter, claimed, nowMs);
    if (isLate(waiter, waitMs, nowMs)) late.push([waiter, waitMs]);
    else if (waitMs > 0) soonestMs = Math.min(soonestMs, waitMs);
    else if (unkept(waiter).length > 0) keep(line, waiter, nowMs);
    else depart(line, waiter, nowMs);
  }
  line.alarm.set(soonestMs);
  for (const [waiter, waitMs] of late) waiter.fail(new TooLong(waitMs));
}

/** Milliseconds until the waiter's turn; what refuses it is closed to those behind it. */
function claim({ needs, kept }: Waiter, claimed: Set<HeldBucket>, nowMs: number): number {
  let longestMs = 0;
  for (const { held, cost } of needs) {
    const ownMs = kept.has(held) ? held.pausedMs(nowMs) : held.waitMs(cost, nowMs);
    if (ownMs <= nothingMs && !claimed.has(held)) continue;
    // Behind someone else nobody knows how long it takes; whoever is first sets the alarm.
    longestMs = Math.max(longestMs, ownMs <= nothingMs ? Infinity : ownMs);
    claimed.add(held);
  }
  return longestMs;
}

/** The wait is a lower bound: whoever it makes late will not be in time. */
function isLate({ deadlineMs, longestMs }: Waiter, waitMs: number, nowMs: number): boolean {
  if (waitMs <= 0 || waitMs === Infinity) return false;
  return waitMs > longestMs || (deadlineMs !== undefined && nowMs + waitMs > deadlineMs);
}

function unkept({ needs, kept }: Waiter): readonly Need[] {
  return needs.filter(({ held }) => held.isKept && !kept.has(held));
}

/** The count is written before the call leaves, so that a crash cannot lose it. */
function keep(line: Line, waiter: Waiter, nowMs: number): void {
  const needs = unkept(waiter);
  Object.assign(waiter, { isSaving: true, keptAtMs: nowMs });
  for (const { held, cost } of needs) waiter.kept.set(held, held.bucket.take(cost, nowMs));
  Promise.all(needs.map(({ held }) => held.save())).then(
    () => {
      waiter.isSaving = false;
      line.pump();
    },
    (cause: unknown) => {
      waiter.fail(new CountFault(cause));
    },
  );
}

function depart(line: Line, waiter: Waiter, nowMs: number): void {
  const taken = waiter.needs.map(
    ({ held, cost }) => waiter.kept.get(held) ?? held.bucket.take(cost, nowMs),
  );
  for (const [held, each] of waiter.kept) {
    each.leave(nowMs);
    // The text in the store says that it left earlier; the next call would correct that too.
    if (nowMs - waiter.keptAtMs > 100) held.save().catch(() => undefined);
  }
  const once = (how: 'end' | 'giveBack') => (): void => {
    for (const each of taken.splice(0)) each[how]();
    line.pump();
  };
  waiter.start({ end: once('end'), giveBack: once('giveBack') });
}

/** One sleep at a time, cut short when something is due sooner. */
function createAlarm(host: Host, ring: () => void): { set(inMs: number): void } {
  let pending: { readonly atMs: number; readonly stop: AbortController } | undefined;
  return {
    set(inMs) {
      const atMs = host.now() + inMs;
      if (pending?.atMs === atMs) return;
      pending?.stop.abort();
      pending = undefined;
      if (inMs === Infinity) return;
      const mine = { atMs, stop: new AbortController() };
      pending = mine;
      // Whole milliseconds: a shorter sleep might not move the clock at all.
      host.sleep(Math.max(1, Math.ceil(inMs - nothingMs)), mine.stop.signal).then(
        () => {
          if (pending !== mine) return;
          pending = undefined;
          ring();
        },
        // Stopped because something else is due sooner, or nothing is.
        () => undefined,
      );
    },
  };
}
