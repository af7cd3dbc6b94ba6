import { describe, expect, it } from 'vitest';
import type { PlainLimit } from '../limit-kinds.ts';
import { virtualHost, type VirtualHost } from '../virtual-host.ts';
import { memoryCounts, type MemoryCounts } from './memory-store.ts';
import { callUntil, mostIn, processOf } from './processes.ts';

const window: PlainLimit = { id: 'ten', form: 'window', max: 9, windowMs: 1000 };

interface World {
  readonly host: VirtualHost;
  readonly counts: MemoryCounts;
  readonly times: number[];
}

/** So many processes that call as fast as they may, each with so many calls at a time. */
function world(
  limits: readonly PlainLimit[],
  {
    processes,
    instances = processes,
    untilMs = 10_000,
    workers = 20,
  }: {
    readonly processes: number;
    readonly instances?: number;
    readonly untilMs?: number;
    readonly workers?: number;
  },
): World {
  let seed = 1;
  const host = virtualHost({
    random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
  });
  const counts = memoryCounts(() => host.wallClock());
  const times: number[] = [];
  for (let index = 0; index < processes; index += 1) {
    const limiter = processOf(host, counts, { limits, instances });
    void callUntil(limiter, host, { untilMs, times, workers });
  }
  return { host, counts, times };
}

describe('limits that processes share', () => {
  it('lets all processes together use a window, and no more', async () => {
    const { host, times } = world([window], { processes: 3 });
    await host.advance(10_000);
    expect(mostIn(times, 1000)).toBe(9);
    // Nine a second from the end of the first window, which nobody knows of.
    expect(times.length).toBeGreaterThanOrEqual(9 * 8);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(1000);
  });

  it('keeps a share free for each process that is missing', async () => {
    const { host, times } = world([window], { processes: 1, instances: 3 });
    await host.advance(10_000);
    expect(mostIn(times, 1000)).toBe(3);
  });

  it('counts in each process by itself while the store is away, after its lease and a window', async () => {
    const { host, counts, times } = world([window], { processes: 3, untilMs: 60_000 });
    await host.advance(10_000);
    counts.isAway = true;
    const before = times.length;
    await host.advance(4_900);
    expect(times.length - before).toBeLessThanOrEqual(9);
    await host.advance(25_000);
    const alone = times.filter((atMs) => atMs > 16_500);
    expect(mostIn(alone, 1000)).toBe(9);
    expect(alone.length).toBeGreaterThanOrEqual(9 * 20);
    counts.lose();
    counts.isAway = false;
    await host.advance(20_000);
    expect(mostIn(times, 1000)).toBe(9);
    expect(times.filter((atMs) => atMs > 45_000).length).toBeGreaterThanOrEqual(9 * 10);
  });

  it('pauses while the store is away where nothing is left for one process', async () => {
    const { host, counts, times } = world([{ ...window, max: 2 }], {
      processes: 3,
      untilMs: 60_000,
    });
    await host.advance(10_000);
    counts.isAway = true;
    await host.advance(2000);
    const before = times.length;
    await host.advance(20_000);
    expect(times.length).toBe(before);
    counts.isAway = false;
    await host.advance(10_000);
    expect(times.length).toBeGreaterThan(before);
    expect(mostIn(times, 1000)).toBe(2);
  });

  it.each([600_000, -600_000])('holds through a step of the wall clock by %i ms', async (ms) => {
    const { host, times } = world([window], { processes: 2 });
    await host.advance(5400);
    host.stepWallClock(ms);
    await host.advance(4600);
    expect(mostIn(times, 1000)).toBe(9);
    expect(times.length).toBeGreaterThanOrEqual(9 * 7);
  });

  it('gives back what the store gave during a pause, and asks anew when it is over', async () => {
    const host = virtualHost();
    const store = memoryCounts(() => host.wallClock());
    const counts = {
      ...store,
      async take(asked: Parameters<typeof store.take>[0]) {
        await host.sleep(10);
        return store.take(asked);
      },
    };
    const limiter = processOf(host, counts, { limits: [window], instances: 1 });
    await host.advance(5500);
    const times: number[] = [];
    for (let calls = 0; calls < 30; calls += 1)
      void limiter.acquire({ operation: 'x', entities: {} }).then(() => times.push(host.now()));
    await host.advance(7);
    limiter.pause({ operation: 'x', entities: {}, tenant: undefined }, host.now() + 30_000);
    await host.advance(60_000);
    expect(times.length).toBe(30);
    expect(mostIn(times, 1000)).toBe(9);
  });

  it('refuses calls of a limit that it cannot ask for, and asks for others', async () => {
    const host = virtualHost();
    const counts = memoryCounts(() => host.wallClock());
    const broken: PlainLimit = {
      id: 'broken',
      operations: ['broken'],
      form: 'calendar',
      max: 9,
      windowMs: 86_400_000,
      settleMs: 0,
      resets: { minutes: 0, zone: 'No/Where' },
    };
    const limits = [broken, { ...window, operations: ['whole'] }];
    const limiter = processOf(host, counts, { limits, instances: 1 });
    await host.advance(10);
    const refused = limiter.acquire({ operation: 'broken', entities: {} });
    await expect(host.settle(refused)).rejects.toMatchObject({ kind: 'count' });
    await host.settle(limiter.acquire({ operation: 'whole', entities: {} }));
  });

  it('goes on where a listener fails', async () => {
    const host = {
      ...virtualHost(),
      emit: () => {
        throw new Error('The listener is broken.');
      },
    };
    const counts = memoryCounts(() => host.wallClock());
    counts.isAway = true;
    const limiter = processOf(host, counts, { limits: [window], instances: 1 });
    await host.settle(limiter.acquire({ operation: 'x', entities: {} }));
    expect(host.now()).toBeGreaterThan(5000);
  });
});
