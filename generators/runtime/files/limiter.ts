// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Taken } from './bucket.ts';
import type { CounterStore } from './counter.ts';
import type { Host } from './host.ts';
import type { LimitSettings } from './settings.ts';
import { entityBuckets, type HeldBucket } from './entity-buckets.ts';
import { RequestFault } from './errors.ts';
import { untilAborted } from './timeout.ts';

/** What the limiter must know of a call. */
export interface PermitRequest {
  readonly operation: string;
  readonly entities: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The monotonic moment after which a permit is of no use. */
  readonly deadlineMs: number | undefined;
}

/** Leave to send one request at once; nothing may be waited for between the two. */
export interface Permit {
  /** The answer is there, or will not come. */
  end(): void;
  /** The request was not sent after all. */
  giveBack(): void;
}

/** All limits of one system. */
export interface Limiter {
  /** Resolves when all limits that cover the call allow it; rejects with the signal's reason. */
  acquire(request: PermitRequest): Promise<Permit>;
  /** Nothing that shares a limit with the call leaves before the moment. */
  pause(request: Pick<PermitRequest, 'operation' | 'entities'>, untilMs: number): void;
}

/** Says that the wait would last longer than the call may. */
export class TooLong extends Error {
  readonly kind = 'too_long';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('The limit allows the call only after its deadline.');
    this.name = 'TooLong';
    this.waitMs = waitMs;
  }
}

interface Waiter {
  readonly request: PermitRequest;
  readonly needs: readonly Need[];
  /** Where the count is kept for the next process, taken and written already. */
  readonly kept: Map<HeldBucket, Taken>;
  readonly start: (permit: Permit) => void;
  readonly fail: (error: unknown) => void;
  isSaving: boolean;
  /** When the kept counts were taken. */
  keptAtMs: number;
}

interface Need {
  readonly held: HeldBucket;
  readonly cost: number;
}

/** What a limiter is made of. */
export interface LimiterOptions {
  readonly system: string;
  readonly limits: readonly LimitSettings[];
  readonly host: Host;
  readonly counters?: CounterStore | undefined;
}

/** What a call without a limit passes through, so that it can be paused too. */
const unlimited: LimitSettings = { id: '', form: 'slots', max: Infinity };

/** One queue, first come first served among the calls that share a limit. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { host } = options;
  const buckets = entityBuckets(options);
  const waiters = new Set<Waiter>();
  const alarm = createAlarm(host, () => {
    pump();
  });

  const pump = (): void => {
    const nowMs = host.now();
    const claimed = new Set<HeldBucket>();
    const late: [Waiter, number][] = [];
    let soonestMs = Infinity;
    for (const waiter of waiters) {
      if (waiter.isSaving) continue;
      const waitMs = claim(waiter, claimed, nowMs);
      if (isLate(waiter, waitMs, nowMs)) late.push([waiter, waitMs]);
      else if (waitMs > 0) soonestMs = Math.min(soonestMs, waitMs);
      else if (waiter.needs.some(({ held }) => held.isKept && !waiter.kept.has(held)))
        keep(waiter, nowMs);
      else leave(waiter, nowMs);
    }
    alarm.set(soonestMs);
    for (const [waiter, waitMs] of late) waiter.fail(new TooLong(waitMs));
  };
  const leave = (waiter: Waiter, nowMs: number): void => {
    waiters.delete(waiter);
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
      pump();
    };
    waiter.start({ end: once('end'), giveBack: once('giveBack') });
  };
  // The count is written before the call leaves, so that a crash cannot lose it.
  const keep = (waiter: Waiter, nowMs: number): void => {
    Object.assign(waiter, { isSaving: true, keptAtMs: nowMs });
    const open = waiter.needs.filter(({ held }) => held.isKept && !waiter.kept.has(held));
    for (const { held, cost } of open) waiter.kept.set(held, held.bucket.take(cost, nowMs));
    Promise.all(open.map(({ held }) => held.save())).then(
      () => {
        waiter.isSaving = false;
        pump();
      },
      (error: unknown) => {
        waiter.fail(error);
      },
    );
  };

  return {
    async acquire(request) {
      const needs = needsOf(request, options.limits, buckets.find);
      try {
        for (const { held } of needs) {
          if (!held.isLoaded()) await untilAborted(held.load(), request.signal);
        }
      } catch (error) {
        buckets.release(needs.map(({ held }) => held));
        throw error;
      }
      return new Promise<Permit>((resolve, reject) => {
        const finish = (): void => {
          waiters.delete(waiter);
          request.signal.removeEventListener('abort', onAbort);
          buckets.release(needs.map(({ held }) => held));
        };
        const fail = (error: unknown): void => {
          finish();
          for (const taken of waiter.kept.values()) taken.giveBack();
          reject(error);
          pump();
        };
        const onAbort = (): void => {
          fail(request.signal.reason);
        };
        const start = (permit: Permit): void => {
          finish();
          resolve(permit);
        };
        const waiter: Waiter = {
          request,
          needs,
          kept: new Map(),
          start,
          fail,
          isSaving: false,
          keptAtMs: 0,
        };
        if (request.signal.aborted) {
          onAbort();
          return;
        }
        request.signal.addEventListener('abort', onAbort, { once: true });
        waiters.add(waiter);
        pump();
      });
    },
    pause(request, untilMs) {
      for (const { held } of needsOf(request, options.limits, buckets.find)) {
        held.pauseUntil(untilMs);
        buckets.release([held]);
      }
      pump();
    },
  };
}

/** Milliseconds until the waiter's turn; what refuses it is closed to those behind it. */
function claim(waiter: Waiter, claimed: Set<HeldBucket>, nowMs: number): number {
  let longestMs = 0;
  for (const { held, cost } of waiter.needs) {
    const ownMs = waiter.kept.has(held) ? held.pausedMs(nowMs) : held.waitMs(cost, nowMs);
    if (ownMs > 1e-6) claimed.add(held);
    longestMs = Math.max(longestMs, claimed.has(held) && ownMs <= 1e-6 ? Infinity : ownMs);
  }
  return longestMs <= 1e-6 ? 0 : longestMs;
}

/** The wait is a lower bound: whoever it makes late will not be in time. */
function isLate({ request: { deadlineMs } }: Waiter, waitMs: number, nowMs: number): boolean {
  return (
    deadlineMs !== undefined && waitMs !== Infinity && waitMs > 0 && nowMs + waitMs > deadlineMs
  );
}

function needsOf(
  { operation, entities }: Pick<PermitRequest, 'operation' | 'entities'>,
  limits: readonly LimitSettings[],
  find: (limit: LimitSettings, entity: string) => HeldBucket,
): readonly Need[] {
  const covering = limits.filter(
    ({ operations }) => operations === undefined || operations.includes(operation),
  );
  return (covering.length > 0 ? covering : [unlimited]).map((limit) => {
    const held = find(limit, entityOf(limit, entities));
    const cost = costOf(limit, operation);
    if (cost <= held.bucket.capacity) return { held, cost };
    throw new RequestFault(
      'invalid_request',
      `The call costs ${cost}, more than the limit "${limit.id}" ever allows.`,
    );
  });
}

function costOf({ cost }: LimitSettings, operation: string): number {
  if (cost === undefined) return 1;
  return Object.hasOwn(cost.byOperation, operation)
    ? (cost.byOperation[operation] ?? cost.default)
    : cost.default;
}

function entityOf({ id, key }: LimitSettings, entities: Readonly<Record<string, string>>): string {
  if (key === undefined) return '';
  const entity = Object.hasOwn(entities, key) ? entities[key] : undefined;
  if (entity !== undefined) return entity;
  throw new RequestFault(
    'invalid_request',
    `The limit "${id}" is kept for each ${key}: pass its value as entities.${key}.`,
  );
}

/** One sleep at a time, cut short when something is due sooner. */
function createAlarm(host: Host, ring: () => void): { set(inMs: number): void } {
  let pending: { readonly atMs: number; readonly stop: AbortController } | undefined;
  return {
    set(inMs) {
      const atMs = host.now() + inMs;
      if (pending !== undefined && pending.atMs === atMs) return;
      pending?.stop.abort();
      pending = undefined;
      if (inMs === Infinity) return;
      const mine = { atMs, stop: new AbortController() };
      pending = mine;
      // Whole milliseconds: a shorter sleep might not move the clock at all.
      host.sleep(Math.max(1, Math.ceil(inMs - 1e-6)), mine.stop.signal).then(
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
