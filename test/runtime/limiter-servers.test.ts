import { describe, expect, it } from 'vitest';
import { limiterOf } from './limit-kinds.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { memoryCounters } from './memory-counters.ts';
import {
  cellRate,
  fixedWindow,
  slidingLog,
  tokenBucket,
  type ServerModel,
} from './server-models.ts';
import { virtualHost } from './virtual-host.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const jitterMs = 250;

interface Case {
  readonly name: string;
  readonly limit: PlainLimit;
  /** How long calls are asked for without a break. */
  readonly forMs: number;
  /** Departures that the form allows in that time. */
  readonly allowed: number;
  readonly servers: () => readonly ServerModel[];
}

/** Numbers from 0 to 1 that are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function phases(max: number, windowMs: number): readonly ServerModel[] {
  return [0, 0.13, 0.37, 0.5, 0.77, 0.99].map((part) =>
    fixedWindow(max, windowMs, part * windowMs),
  );
}

function perWindow(max: number, windowMs: number, forMs: number): Case {
  const spaced = windowMs <= second ? { spacingMs: (windowMs + jitterMs) / max } : {};
  const wholes = Math.floor((forMs - windowMs - jitterMs) / (windowMs + jitterMs));
  return {
    name: `${max} per ${windowMs / second} s`,
    limit: { id: 'a', form: 'window', max, windowMs: windowMs + jitterMs, ...spaced },
    forMs,
    allowed: max * wholes,
    servers: () => [
      slidingLog(max, windowMs),
      ...phases(max, windowMs),
      // What leaves evenly also suits a server that takes few at once.
      ...(windowMs <= second
        ? [cellRate(windowMs / max, Math.max(1, Math.ceil((max * jitterMs) / windowMs)) + 1)]
        : []),
    ],
  };
}

function withBurst(max: number, windowMs: number, burst: number): Case {
  const capacity = burst - 1 - Math.ceil((max * jitterMs) / windowMs);
  const forMs = 40 * Math.max(windowMs / max, 100);
  const refillPerSecond = (max / windowMs) * 1000;
  return {
    name: `${max} per ${windowMs / second} s, burst ${burst}: bucket of ${capacity}`,
    limit: { id: 'a', form: 'bucket', capacity, refillPerSecond },
    forMs,
    allowed: Math.floor((forMs * max) / windowMs),
    servers: () => [tokenBucket(burst, max, windowMs), cellRate(windowMs / max, burst)],
  };
}

function oneAtATime(max: number, windowMs: number): Case {
  const spacingMs = windowMs / max + jitterMs;
  return {
    name: `${max} per ${windowMs / second} s, burst 1: one at a time`,
    limit: { id: 'a', form: 'spaced', spacingMs },
    forMs: 60 * spacingMs,
    allowed: 59,
    servers: () => [cellRate(windowMs / max, 1), tokenBucket(1, max, windowMs)],
  };
}

/** Departures of a limiter that is always asked for more, while the wall clock is put forward and back. */
async function departures({ limit, forMs }: Case, seed: number): Promise<readonly number[]> {
  const random = chance(seed);
  const host = virtualHost({ turns: 1 });
  const limiter = limiterOf({ limits: [limit], host });
  const times: number[] = [];
  const caller = new AbortController();
  const ask = async (): Promise<void> => {
    while (!caller.signal.aborted) {
      const permit = await limiter.acquire({ operation: 'x', entities: {}, signal: caller.signal });
      times.push(host.now());
      permit.end();
    }
  };
  const callers = Array.from({ length: 20 }, () => ask().catch(() => undefined));
  for (let part = 0; part < 10; part += 1) {
    await host.advance(forMs / 10);
    host.stepWallClock((random() < 0.5 ? -10 : 10) * minute);
  }
  caller.abort();
  await Promise.all(callers);
  return times;
}

/** Moments of arrival after 20 to 220 ms, in their order. */
function arrivals(times: readonly number[], seed: number): readonly number[] {
  const random = chance(seed);
  return times.map((atMs) => atMs + 20 + 200 * random()).sort((a, b) => a - b);
}

function refusals(times: readonly number[], servers: readonly ServerModel[], seed: number): number {
  return servers
    .map((takes) => arrivals(times, seed).filter((atMs) => !takes(atMs)).length)
    .reduce((sum, count) => sum + count, 0);
}

describe('what leaves', () => {
  it.each([
    perWindow(1, second, 60 * second),
    perWindow(10, second, 60 * second),
    perWindow(100, second, 20 * second),
    perWindow(2000, second, 6 * second),
    perWindow(60, minute, 12 * minute),
    perWindow(100, 10 * second, 120 * second),
    perWindow(10, hour, 12 * hour),
    perWindow(5000, hour, 4 * hour),
    withBurst(1, minute, 20),
    withBurst(2, second, 40),
    withBurst(100, minute, 30),
    oneAtATime(10, second),
    oneAtATime(1, minute),
  ])('under $name is refused by no server, and is nearly all that is allowed', async (at) => {
    const times = await departures(at, 3);
    for (const seed of [11, 12, 13]) expect(refusals(times, at.servers(), seed)).toBe(0);
    expect(times.length).toBeGreaterThanOrEqual(0.97 * at.allowed);
  });

  it('of a calendar quota is refused by no server, whichever of the two clocks is right after a step', async () => {
    const max = 50;
    for (const stepMs of [-10 * minute, 10 * minute]) {
      const startMs = Date.UTC(2026, 0, 15, 22, 47);
      const host = virtualHost({ turns: 1, wallClockMs: startMs });
      const limits: PlainLimit[] = [
        { id: 'a', form: 'calendar', max, windowMs: hour, resets: 'clock', settleMs: jitterMs },
      ];
      const limiter = limiterOf({ limits, host, counters: memoryCounters() });
      const times: number[] = [];
      const caller = new AbortController();
      const random = chance(5);
      const ask = async (): Promise<void> => {
        while (!caller.signal.aborted) {
          await host.sleep(random() * 4 * minute, caller.signal);
          const request = { operation: 'x', entities: {}, signal: caller.signal };
          const permit = await limiter.acquire(request);
          times.push(host.now());
          permit.end();
        }
      };
      const callers = Array.from({ length: 5 }, () => ask().catch(() => undefined));
      await host.advance(4 * hour + 17 * minute);
      host.stepWallClock(stepMs);
      await host.advance(8 * hour);
      caller.abort();
      await Promise.all(callers);
      const afterMs = 4 * hour + 17 * minute + hour;
      for (const seed of [11, 12, 13]) {
        expect(refusals(times, [fixedWindow(max, hour, startMs)], seed)).toBe(0);
        // Before the step no clock was right.
        const since = times.filter((atMs) => atMs >= afterMs);
        expect(refusals(since, [fixedWindow(max, hour, startMs + stepMs)], seed)).toBe(0);
      }
      expect(times.length).toBeGreaterThanOrEqual(0.97 * 12 * max);
    }
  });

  it('of slots is never more at once than the server allows, though answers take any time', async () => {
    const host = virtualHost({ turns: 1 });
    const limiter = limiterOf({ limits: [{ id: 'a', form: 'slots', max: 5 }], host });
    const random = chance(7);
    let [underWay, most, done] = [0, 0, 0];
    const call = async (): Promise<void> => {
      const permit = await limiter.acquire({ operation: 'x', entities: {} });
      await host.sleep(20 + 200 * random());
      underWay += 1;
      most = Math.max(most, underWay);
      await host.sleep(1000 * random());
      underWay -= 1;
      await host.sleep(20 + 200 * random());
      permit.end();
      done += 1;
    };
    await host.settle(Promise.all(Array.from({ length: 300 }, call)));
    expect(most).toBeLessThanOrEqual(5);
    expect(done).toBe(300);
  });

  it('on a line is never faster than the line, whatever calls send', async () => {
    const host = virtualHost({ turns: 1 });
    const bytesPerSecond = 1_000_000;
    const limiter = limiterOf({ limits: [{ id: 'a', form: 'line', bytesPerSecond }], host });
    const random = chance(9);
    const sizes = Array.from({ length: 300 }, () => 1 + Math.floor(3_000_000 * random() ** 3));
    const sent: { readonly atMs: number; readonly bytes: number }[] = [];
    const calls = sizes.map(async (bytes) => {
      const permit = await limiter.acquire({ operation: 'x', entities: {}, bytes });
      sent.push({ atMs: host.now(), bytes });
      permit.end();
    });
    await host.settle(Promise.all(calls));
    let busyUntilMs = 0;
    for (const { atMs, bytes } of sent) {
      expect(atMs).toBeGreaterThanOrEqual(busyUntilMs - 1e-3);
      busyUntilMs = Math.max(busyUntilMs, atMs) + (bytes / bytesPerSecond) * 1000;
    }
    const allowedMs = (sizes.reduce((sum, bytes) => sum + bytes, 0) / bytesPerSecond) * 1000;
    expect(busyUntilMs).toBeLessThanOrEqual(allowedMs / 0.97);
  });
});
