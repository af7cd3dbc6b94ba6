import type { Limiter } from '../../generators/runtime/files/limiter.ts';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileCounters } from '../../generators/runtime/files/counter-file.ts';
import type { CounterStore } from '../../generators/runtime/files/counter.ts';
import { limiterOf as plainLimiter } from './limit-kinds.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { memoryCounters } from './memory-counters.ts';
import { json, operation, resilience, testClient } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const never = new AbortController().signal;

function limiterOf(
  host: VirtualHost,
  limits: readonly PlainLimit[],
  counters?: CounterStore,
): Limiter {
  return plainLimiter({ limits, host, counters });
}

/** Asks for a permit and notes when it came; the call then takes `takesMs`. */
async function depart(
  limiter: Limiter,
  host: VirtualHost,
  call: {
    operation?: string;
    entities?: Record<string, string>;
    times: number[];
    takesMs?: number;
    signal?: AbortSignal;
  },
): Promise<void> {
  const permit = await limiter.acquire({
    operation: call.operation ?? 'getThing',
    entities: call.entities ?? {},
    signal: call.signal ?? never,
    deadlineMs: undefined,
  });
  call.times.push(host.now());
  if (call.takesMs !== undefined) await host.sleep(call.takesMs);
  permit.end();
}

async function departures(
  limits: readonly PlainLimit[],
  count: number,
  counters?: CounterStore,
): Promise<number[]> {
  const host = virtualHost();
  const limiter = limiterOf(host, limits, counters);
  const times: number[] = [];
  await host.settle(
    Promise.all(Array.from({ length: count }, () => depart(limiter, host, { times }))),
  );
  return times;
}

/** The most departures in any half-open window, counted by brute force. */
function mostIn(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length),
  );
}

describe('a window', () => {
  it('waits its own length at the start, because someone may have called just before', async () => {
    expect(await departures([{ id: 'a', form: 'window', max: 2, windowMs: 10_250 }], 3)).toEqual([
      10_250, 10_250, 20_500,
    ]);
  });

  it('of a second is spaced', async () => {
    const limit: PlainLimit = {
      id: 'a',
      form: 'window',
      max: 10,
      windowMs: 1250,
      spacingMs: 125,
    };
    expect(await departures([limit], 4)).toEqual([1250, 1375, 1500, 1625]);
  });

  it('counts what calls cost', async () => {
    const host = virtualHost();
    const cost = { default: 1, byOperation: { heavy: 4 } };
    const limiter = limiterOf(host, [{ id: 'a', form: 'window', max: 5, windowMs: 1000, cost }]);
    const times: number[] = [];
    const calls = ['heavy', 'heavy', 'light'].map((name) =>
      depart(limiter, host, { operation: name, times }),
    );
    await host.settle(Promise.all(calls));
    expect(times).toEqual([1000, 2000, 2000]);
  });

  it('never lets more than its number depart in any window, whatever arrives when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 3, max: 2000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.boolean()), {
          minLength: 1,
          maxLength: 40,
        }),
        async (max, windowMs, arrivals) => {
          const host = virtualHost();
          const limiter = limiterOf(host, [{ id: 'a', form: 'window', max, windowMs }]);
          const times: number[] = [];
          const calls: Promise<void>[] = [];
          for (const [gap, isCancelled] of arrivals) {
            const controller = new AbortController();
            calls.push(
              depart(limiter, host, { times, signal: controller.signal }).catch(() => undefined),
            );
            await host.advance(gap);
            if (isCancelled) controller.abort(new Error('cancelled'));
          }
          await host.settle(Promise.all(calls));
          expect(mostIn(times, windowMs)).toBeLessThanOrEqual(max);
          expect(times.every((at) => at >= windowMs)).toBe(true);
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  it('and every other form hold together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 40 }),
        async (gaps) => {
          const host = virtualHost();
          const limiter = limiterOf(host, [
            { id: 'a', form: 'window', max: 3, windowMs: 1250 },
            { id: 'b', form: 'window', max: 5, windowMs: 5250 },
            { id: 'c', form: 'spaced', spacingMs: 100 },
            { id: 'd', form: 'slots', max: 2 },
          ]);
          const times: number[] = [];
          const calls: Promise<void>[] = [];
          for (const gap of gaps) {
            calls.push(depart(limiter, host, { times, takesMs: 300 }));
            await host.advance(gap);
          }
          await host.settle(Promise.all(calls));
          expect(mostIn(times, 1250)).toBeLessThanOrEqual(3);
          expect(mostIn(times, 5250)).toBeLessThanOrEqual(5);
          expect(mostIn(times, 100)).toBe(1);
          expect(mostIn(times, 300)).toBeLessThanOrEqual(2);
          expect(times).toHaveLength(gaps.length);
        },
      ),
      { numRuns: 30, seed: 7 },
    );
  });
});

describe('a bucket', () => {
  it('starts empty, then gives a burst once it is full', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [{ id: 'a', form: 'bucket', capacity: 3, refillPerSecond: 2 }]);
    const times: number[] = [];
    await host.settle(depart(limiter, host, { times }));
    await host.advance(10_000);
    await host.settle(Promise.all([1, 2, 3, 4].map(() => depart(limiter, host, { times }))));
    expect(times).toEqual([500, 10_500, 10_500, 10_500, 11_000]);
  });
});

describe('spacing', () => {
  it('keeps calls apart', async () => {
    expect(await departures([{ id: 'a', form: 'spaced', spacingMs: 1250 }], 3)).toEqual([
      1250, 2500, 3750,
    ]);
  });
});

describe('slots', () => {
  it('are free again when a call ends', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [{ id: 'a', form: 'slots', max: 2 }]);
    const times: number[] = [];
    await host.settle(
      Promise.all([1, 2, 3, 4].map(() => depart(limiter, host, { times, takesMs: 500 }))),
    );
    expect(times).toEqual([0, 0, 500, 500]);
  });
});

describe('a calendar quota', () => {
  const daily = {
    id: 'day',
    form: 'calendar',
    max: 2,
    windowMs: 86_400_000,
    settleMs: 250,
  } as const;

  it('runs at full speed until it is used, and again after the reset', async () => {
    const host = virtualHost({ wallClockMs: Date.UTC(2026, 0, 15, 23, 59, 0) });
    const limiter = limiterOf(host, [{ ...daily, resets: 'clock' }], memoryCounters());
    const times: number[] = [];
    await host.settle(Promise.all([1, 2, 3].map(() => depart(limiter, host, { times }))));
    expect(times).toEqual([0, 0, 60_250]);
  });

  it('survives a restart', async () => {
    const counters = memoryCounters();
    const wallClockMs = Date.UTC(2026, 0, 15, 12);
    const before = virtualHost({ wallClockMs });
    const limits: PlainLimit[] = [{ ...daily, resets: { minutes: 0, zone: 'Europe/Berlin' } }];
    const times: number[] = [];
    await before.settle(depart(limiterOf(before, limits, counters), before, { times }));
    const after = virtualHost({ wallClockMs: wallClockMs + 60_000 });
    const limiter = limiterOf(after, limits, counters);
    await after.settle(Promise.all([1, 2].map(() => depart(limiter, after, { times }))));
    // Midnight in Berlin is 23:00 UTC, eleven hours after noon less the minute of the restart.
    expect(times).toEqual([0, 0, 11 * 3_600_000 - 60_000 + 250]);
  });

  it('does not start a day early when the wall clock is put forward', async () => {
    const host = virtualHost({ wallClockMs: Date.UTC(2026, 0, 15, 23, 55, 0) });
    const limiter = limiterOf(host, [{ ...daily, resets: 'clock' }], memoryCounters());
    const times: number[] = [];
    await host.settle(Promise.all([1, 2].map(() => depart(limiter, host, { times }))));
    host.stepWallClock(600_000);
    await host.settle(depart(limiter, host, { times }));
    expect(times[2]).toBe(300_250);
  });

  it('needs a place to keep its count', () => {
    expect(() => limiterOf(virtualHost(), [{ ...daily, resets: 'clock' }])).toThrow(/counts/);
  });
});

describe('a window of a minute or longer', () => {
  const limit: PlainLimit = { id: 'hour', form: 'window', max: 2, windowMs: 3_600_250 };

  it('starts at once where the store says that nobody called, and its log survives a restart', async () => {
    const counters = memoryCounters();
    const first = virtualHost();
    const times: number[] = [];
    const limiter = limiterOf(first, [limit], counters);
    await first.settle(Promise.all([1, 2].map(() => depart(limiter, first, { times }))));
    const second = virtualHost({ wallClockMs: first.wallClock() + 600_000 });
    await second.settle(depart(limiterOf(second, [limit], counters), second, { times }));
    expect(times).toEqual([0, 0, 3_000_250]);
  });

  it('is written before the call leaves', async () => {
    const counters = memoryCounters();
    const host = virtualHost();
    const limiter = limiterOf(host, [limit], counters);
    const permit = await host.settle(
      limiter.acquire({ operation: 'x', entities: {}, signal: never, deadlineMs: undefined }),
    );
    expect([...counters.texts.values()].map((text) => JSON.parse(text) as unknown)).toEqual([
      [[host.wallClock(), 1]],
    ]);
    permit.end();
  });

  it('lets nothing leave while the store is away', async () => {
    const host = virtualHost();
    const broken = { ...memoryCounters(), write: () => Promise.reject(new Error('disk full')) };
    await expect(
      host.settle(depart(limiterOf(host, [limit], broken), host, { times: [] })),
    ).rejects.toMatchObject({ kind: 'count', cause: { message: 'disk full' } });
  });

  it('is kept in files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'counters-'));
    try {
      const counters = fileCounters(folder);
      await counters.write('shop/hour/a/../b', 'one');
      await counters.write('shop/hour/a/../b', 'two');
      await counters.write('shop/hour/a', 'three');
      expect(await fileCounters(folder).read('shop/hour/a/../b')).toBe('two');
      expect(await counters.read('shop/hour/b')).toBeUndefined();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('entities', () => {
  const limit: PlainLimit = {
    id: 'ticket',
    form: 'window',
    max: 1,
    windowMs: 1000,
    key: 'ticket',
  };

  it('have a bucket each', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [limit]);
    const times: number[] = [];
    const calls = ['1', '1', '2'].map((ticket) =>
      depart(limiter, host, { times, entities: { ticket } }),
    );
    await host.settle(Promise.all(calls));
    expect(times).toEqual([1000, 1000, 2000]);
  });

  it('must be named', async () => {
    const host = virtualHost();
    await expect(depart(limiterOf(host, [limit]), host, { times: [] })).rejects.toMatchObject({
      kind: 'invalid_request',
    });
  });

  it('are forgotten once they no longer matter, and no sooner', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [limit]);
    const times: number[] = [];
    await host.advance(5000);
    for (let ticket = 0; ticket < 10_000; ticket += 1) {
      await depart(limiter, host, { times: [], entities: { ticket: String(ticket) } });
    }
    const calls = ['new', '0'].map((ticket) =>
      depart(limiter, host, { times, entities: { ticket } }),
    );
    await host.settle(Promise.all(calls));
    expect(times).toEqual([5000, 6000]);
  });
});

describe('a waiter', () => {
  it('goes before those who came later', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [{ id: 'a', form: 'spaced', spacingMs: 10 }]);
    const order: number[] = [];
    const calls = [1, 2, 3, 4].map(async (number) => {
      await depart(limiter, host, { times: [] });
      order.push(number);
    });
    await host.settle(Promise.all(calls));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('that gives up frees its place, and its kept count', async () => {
    const host = virtualHost();
    const counters = memoryCounters();
    const limiter = limiterOf(
      host,
      [
        { id: 'hour', form: 'window', max: 1, windowMs: 3_600_000 },
        { id: 'slow', form: 'slots', max: 1 },
      ],
      counters,
    );
    const times: number[] = [];
    const holder = depart(limiter, host, { operation: 'a', times, takesMs: 100 });
    await host.settle(holder);
    await host.advance(3_600_000);
    const controller = new AbortController();
    const quitter = depart(limiter, host, { times, signal: controller.signal });
    controller.abort(new Error('no more'));
    await expect(quitter).rejects.toThrow('no more');
    await host.settle(depart(limiter, host, { times }));
    expect(times).toEqual([0, 3_600_100]);
  });

  it('gives its permit back where it did not send after all', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [{ id: 'a', form: 'window', max: 1, windowMs: 1000 }]);
    const permit = await host.settle(
      limiter.acquire({ operation: 'x', entities: {}, signal: never, deadlineMs: undefined }),
    );
    permit.giveBack();
    const times: number[] = [];
    await host.settle(depart(limiter, host, { times }));
    expect(times).toEqual([1000]);
  });

  it('is told at once that its turn comes after its deadline', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [{ id: 'a', form: 'window', max: 1, windowMs: 5000 }]);
    const late = limiter.acquire({ operation: 'x', entities: {}, signal: never, deadlineMs: 1000 });
    await expect(late).rejects.toMatchObject({ kind: 'too_long', waitMs: 5000 });
  });
});

describe('a pause', () => {
  it('holds everyone who shares a limit until its end, and nobody else', async () => {
    const host = virtualHost();
    const limiter = limiterOf(host, [
      { id: 'a', form: 'slots', max: 5, operations: ['one', 'two'] },
      { id: 'b', form: 'slots', max: 5, operations: ['three'] },
    ]);
    limiter.pause({ operation: 'one', entities: {} }, 8000);
    const times: number[] = [];
    const calls = ['three', 'two', 'one'].map((name) =>
      depart(limiter, host, { operation: name, times }),
    );
    await host.settle(Promise.all(calls));
    expect(times).toEqual([0, 8000, 8000]);
  });
});

describe('slots and a rate', () => {
  it('together never let more than 10 leave in any window, though slots free up in bunches', async () => {
    const times: number[] = [];
    const host: VirtualHost = virtualHost({
      fetch: async () => {
        times.push(host.now());
        await host.sleep(times.length % 3 === 0 ? 2000 : 50);
        return json({});
      },
    });
    const limits: PlainLimit[] = [{ id: 'a', form: 'window', max: 10, windowMs: 1250 }];
    const client = testClient(host, { resilience: resilience({ concurrency: 5, limits }) });
    await host.settle(Promise.all(Array.from({ length: 80 }, () => send(client, operation(), {}))));
    expect(times).toHaveLength(80);
    expect(mostIn(times, 1250)).toBeLessThanOrEqual(10);
  });
});
