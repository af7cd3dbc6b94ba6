import { describe, expect, it } from 'vitest';
import { limitKey } from '../../generators/runtime/files/limit-key.ts';
import { limiterOf } from './limit-kinds.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { probeId } from '../../generators/runtime/files/shared-probe.ts';
import { memoryCounters } from './memory-counters.ts';
import { resilience, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

const hour: PlainLimit = { id: 'limits.0', form: 'window', max: 2, windowMs: 3_600_250 };
const day: PlainLimit = {
  id: 'limits.1',
  form: 'calendar',
  max: 5,
  windowMs: 86_400_000,
  settleMs: 0,
  resets: { minutes: 0, zone: 'UTC' },
};
const breaker = {
  failureShare: 0.5,
  minimumCalls: 20,
  windowMs: 10_000,
  consecutiveFailures: 5,
  failureAgeMs: 600_000,
  openMs: 15_000,
  rampMs: 0,
};
const never = (): never => {
  throw new Error('Nothing is called here.');
};
const key = (limit: PlainLimit): string => limitKey(limit, [limit]);

describe('what is counted of a limit', () => {
  const counters = memoryCounters();
  const host = virtualHost();
  /** Milliseconds until a call may leave after a restart with these limits, numbered by their place. */
  const waitMs = async (...limits: PlainLimit[]): Promise<number> => {
    const numbered = limits.map((limit, index) => ({ ...limit, id: `limits.${String(index)}` }));
    const limiter = limiterOf({ limits: numbered, host, counters });
    const startMs = host.now();
    (await host.settle(limiter.acquire({ operation: 'x', entities: {} }))).end();
    return host.now() - startMs;
  };

  it('is its own after one is put before it, they change places, or it allows more', async () => {
    const other: PlainLimit = { id: '', form: 'window', max: 100, windowMs: 60_000 };
    expect([await waitMs(hour), await waitMs(hour)]).toEqual([0, 0]);
    expect(await waitMs(other, hour)).toBe(3_600_250);
    expect(await waitMs(hour, other)).toBe(0);
    expect(await waitMs(other, { ...hour, max: 3 })).toBe(0);
    expect(await waitMs({ ...hour, max: 3 }, other)).toBe(3_600_250);
  });
});

it('calls a breaker that processes share by what its limits are, wherever they stand', () => {
  const own: PlainLimit = { ...hour, operations: ['a'] };
  const scopes: string[] = [];
  for (const limits of [
    [own],
    [
      { ...day, id: own.id, operations: ['b'] },
      { ...own, id: '1' },
    ],
  ]) {
    const client = testClient(virtualHost(), {
      counters: memoryCounters(),
      resilience: resilience({ limits, breaker }),
      probes: (scope) => {
        scopes.push(probeId(scope));
        return { opened: never, ask: never, succeeded: never };
      },
    });
    client.breakers.of('a');
  }
  expect(scopes).toHaveLength(2);
  expect(scopes[0]).toBe(scopes[1]);
});

describe('the key of a limit', () => {
  it('can be read', () => {
    expect(key({ ...hour, per: 'tenant', key: 'ticket' })).toBe(
      'window-3600s-per-tenant-each-ticket',
    );
    expect(key(day)).toMatch(/^calendar-86000s-[0-9a-f]{16}$/);
  });

  it('differs with what is counted', () => {
    const cost = { default: 1, byOperation: { a: 2 } };
    const limits: PlainLimit[] = [
      hour,
      { ...hour, windowMs: 60_250 },
      { ...hour, per: 'tenant' },
      { ...hour, key: 'tenant' },
      { ...hour, operations: ['a'] },
      { ...hour, operations: ['a', 'b'] },
      { ...hour, cost },
      { ...hour, cost: { ...cost, default: 3 } },
      { ...hour, cost: 'bytes' },
      { id: '', form: 'spaced', spacingMs: 3_600_000 },
      { id: '', form: 'bucket', capacity: 3600, refillPerSecond: 1 },
      day,
      { ...day, resets: 'clock' },
      { ...day, resets: { minutes: 0, zone: 'Europe/Berlin' } },
    ];
    expect(new Set(limits.map(key)).size).toBe(limits.length);
  });

  it('is the same in whatever order a file names things, and with another allowance for jitter', () => {
    expect(key({ ...hour, operations: ['a', 'b'] })).toBe(key({ ...hour, operations: ['b', 'a'] }));
    const byOperation = { a: 2, b: 3 };
    expect(key({ ...hour, cost: { default: 1, byOperation } })).toBe(
      key({ ...hour, cost: { default: 1, byOperation: { b: 3, a: 2 } } }),
    );
    expect(key({ ...hour, windowMs: 3_600_000 })).toBe(key(hour));
  });

  it('tells limits apart that differ only in how much they allow', () => {
    const more = { ...hour, max: 9 };
    expect(limitKey(more, [hour, day, more])).toBe('window-3600s.2');
    expect(limitKey(hour, [hour, day, more])).toBe('window-3600s');
  });
});
