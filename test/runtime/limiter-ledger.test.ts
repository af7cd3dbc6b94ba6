import { describe, expect, it } from 'vitest';
import type { Bucket, CountKeeper } from '../../generators/runtime/files/bucket.ts';
import { ledgerOf } from '../../generators/runtime/files/ledger.ts';
import { limiterOf } from './limit-kinds.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

describe('a ledger', () => {
  /** A bucket in a store that answers after 10 ms and has room for `room` calls, then for one each second. */
  function store(host: VirtualHost, room: number) {
    const asked: number[] = [];
    const given: number[] = [];
    let notBeforeMs = 0;
    let left = room;
    const bucket: Bucket = {
      capacity: 3,
      waitMs: (_, nowMs) => Math.max(0, notBeforeMs - nowMs),
      take: () => {
        throw new Error('The ledger takes.');
      },
      leave: () => undefined,
      giveBack: () => given.push(host.now()),
      end: () => undefined,
      isIdle: () => true,
    };
    const ledger = ledgerOf(async (needs) => {
      asked.push(host.now());
      await host.sleep(10);
      if (left < 0) throw new Error('The store is broken.');
      if (left === 0) {
        left = 1;
        notBeforeMs = host.now() + 1000;
        return undefined;
      }
      left -= 1;
      return needs.map(({ cost }) => ({ cost, atMs: host.now() }));
    });
    const counted = { bucket, ledger };
    return { asked, given, counted, shared: () => () => counted };
  }

  const limits: readonly PlainLimit[] = [{ id: 'shared', form: 'window', max: 3, windowMs: 1 }];

  it('is asked in order, for so many at once as one bucket ever holds, and again when it says so', async () => {
    const host = virtualHost();
    const { asked, shared } = store(host, 4);
    const limiter = limiterOf({ limits, host, counts: shared });
    const left: [number, number][] = [];
    const calls = [1, 2, 3, 4, 5].map(async (number) => {
      await limiter.acquire({ operation: 'x', entities: {} });
      left.push([number, host.now()]);
    });
    await host.settle(Promise.all(calls));
    expect(asked).toEqual([0, 0, 0, 10, 10, 1020]);
    expect(left).toEqual([
      [1, 10],
      [2, 10],
      [3, 10],
      [4, 20],
      [5, 1030],
    ]);
  });

  it('gets back what it gave to a caller who gave up meanwhile', async () => {
    const host = virtualHost();
    const { given, shared } = store(host, 9);
    const limiter = limiterOf({ limits, host, counts: shared });
    const controller = new AbortController();
    const call = limiter.acquire({ operation: 'x', entities: {}, signal: controller.signal });
    controller.abort(new Error('No more.'));
    await expect(call).rejects.toThrow('No more.');
    await host.advance(10);
    expect(given).toEqual([10]);
    expect(host.pending()).toBe(0);
  });

  it('gets it back too where the caller gives up in a pause after it was given', async () => {
    const host = virtualHost();
    const { given, shared } = store(host, 9);
    const limiter = limiterOf({ limits, host, counts: shared });
    const controller = new AbortController();
    const call = limiter.acquire({ operation: 'x', entities: {}, signal: controller.signal });
    limiter.pause({ operation: 'x', entities: {} }, 500);
    await host.advance(100);
    controller.abort(new Error('No more.'));
    await expect(call).rejects.toThrow('No more.');
    expect(given).toEqual([100]);
    const next = limiter.acquire({ operation: 'x', entities: {} });
    await host.settle(next);
    expect(host.now()).toBe(510);
  });

  it('that cannot count fails the call, and gives back what others gave', async () => {
    const host = virtualHost();
    const broken = store(host, -1);
    const good = store(host, 5);
    const two: readonly PlainLimit[] = [
      ...limits,
      { id: 'other', form: 'window', max: 3, windowMs: 1 },
    ];
    const shared: CountKeeper = () => (limit) => (limit.id === 'other' ? broken : good).counted;
    const limiter = limiterOf({ limits: two, host, counts: shared });
    const call = limiter.acquire({ operation: 'x', entities: {} });
    await expect(host.settle(call)).rejects.toMatchObject({
      kind: 'count',
      cause: { message: 'The store is broken.' },
    });
    expect(good.given).toEqual([20]);
  });

  it('that has no room while another has gives that back and waits', async () => {
    const host = virtualHost();
    const full = store(host, 0);
    const good = store(host, 5);
    const two: readonly PlainLimit[] = [
      ...limits,
      { id: 'other', form: 'window', max: 3, windowMs: 1 },
    ];
    const shared: CountKeeper = () => (limit) => (limit.id === 'other' ? full : good).counted;
    const limiter = limiterOf({ limits: two, host, counts: shared });
    await host.settle(limiter.acquire({ operation: 'x', entities: {} }));
    expect(good.given).toEqual([20]);
    expect(host.now()).toBe(1040);
  });

  it('is told of a pause', async () => {
    const host = virtualHost();
    const { counted } = store(host, 5);
    const pauses: number[] = [];
    const both = {
      ...counted,
      bucket: { ...counted.bucket, pause: (ms: number) => void pauses.push(ms) },
    };
    const limiter = limiterOf({ limits, host, counts: () => () => both });
    limiter.pause({ operation: 'x', entities: {} }, 300);
    limiter.pause({ operation: 'x', entities: {} }, 200);
    expect(pauses).toEqual([300]);
    await host.settle(limiter.acquire({ operation: 'x', entities: {} }));
    expect(host.now()).toBe(310);
  });
});

describe('a count that cannot be written', () => {
  it('costs nothing of the quota, because nothing leaves', async () => {
    const host = virtualHost();
    let isBroken = true;
    const counters = {
      read: () => Promise.resolve(undefined),
      write: () => (isBroken ? Promise.reject(new Error('The disk is full.')) : Promise.resolve()),
    };
    const day = { form: 'calendar', windowMs: 86_400_000, resets: 'clock', settleMs: 250 } as const;
    const limits = [{ id: 'day', max: 3, ...day }];
    const limiter = limiterOf({ limits, host, counters });
    const call = () => limiter.acquire({ operation: 'x', entities: {} });
    for (let calls = 0; calls < 3; calls += 1)
      await expect(call()).rejects.toMatchObject({ kind: 'count' });
    isBroken = false;
    await host.settle(Promise.all([call(), call(), call()]));
    expect(host.now()).toBe(0);
  });
});
