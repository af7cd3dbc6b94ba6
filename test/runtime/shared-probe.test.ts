import { describe, expect, it } from 'vitest';
import { send, type Client } from '../../generators/runtime/files/client.ts';
import { sharedProbes } from '../../generators/runtime/files/shared-probe.ts';
import type { SharedStore } from '../../generators/runtime/files/shared-store.ts';
import { json, operation, resilience, testClient } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

type Store = Pick<SharedStore, 'probes' | 'values'>;

/** A store as processes see it, on the clock of the host; `isAway`: it rejects, or never answers. */
function memoryStore(host: () => VirtualHost): Store & { isAway: 'no' | 'rejects' | 'hangs' } {
  const locks = new Map<string, number>();
  const versions = new Map<string, number>();
  const store: Store & { isAway: 'no' | 'rejects' | 'hangs' } = {
    isAway: 'no',
    probes: {
      tryAcquire: (id, periodMs) =>
        answer(() => {
          if ((locks.get(id) ?? 0) > host().now()) return false;
          locks.set(id, host().now() + periodMs);
          return true;
        }),
    },
    values: {
      read: (key) =>
        answer(() => {
          const version = versions.get(key);
          return version === undefined ? undefined : { text: 'up', version };
        }),
      replace: (key, _text, version) =>
        answer(() => {
          if ((versions.get(key) ?? 0) !== version) return undefined;
          versions.set(key, version + 1);
          return version + 1;
        }),
    },
  };
  const answer = async <Value>(give: () => Value): Promise<Value> => {
    if (store.isAway === 'hangs') return new Promise<never>(() => undefined);
    if (store.isAway === 'rejects') throw new Error('away');
    await host().sleep(5);
    return give();
  };
  return store;
}

interface Processes {
  readonly host: VirtualHost;
  readonly store: ReturnType<typeof memoryStore>;
  readonly clients: readonly Client[];
  readonly system: { isUp: boolean; sent: number; times: number[] };
  /** One call of each process at once; how many were answered. */
  readonly all: () => Promise<number>;
}

/** Processes whose breakers have all opened at 0 ms, for 10 s. */
async function opened(count: number): Promise<Processes> {
  const system = { isUp: false, sent: 0, times: [] as number[] };
  const host: VirtualHost = virtualHost({
    fetch: () => {
      system.sent += 1;
      system.times.push(host.now());
      return Promise.resolve(json({}, { status: system.isUp ? 200 : 503 }));
    },
  });
  const store = memoryStore(() => host);
  const breaker = {
    failureShare: 0.5,
    minimumCalls: 20,
    windowMs: 10_000,
    consecutiveFailures: 1,
    failureAgeMs: 600_000,
    openMs: 10_000,
    rampMs: 0,
  };
  const retry = { ...resilience().retry, maxAttempts: 1 };
  const clients = Array.from({ length: count }, () =>
    testClient(host, {
      resilience: resilience({ breaker, retry }),
      probes: sharedProbes(store, host),
    }),
  );
  const all = async (): Promise<number> => {
    const calls = clients.map((client) => send(client, operation(), {}));
    const ends = await host.settle(Promise.allSettled(calls));
    return ends.filter(({ status }) => status === 'fulfilled').length;
  };
  await all();
  Object.assign(system, { sent: 0, times: [] });
  return { host, store, clients, system, all };
}

describe('breakers of several processes', () => {
  it('send one probe in a period, however many processes there are', async () => {
    const { host, system, all } = await opened(8);
    for (let second = 0; second < 60; second += 1) {
      await host.advance(1000);
      await all();
    }
    expect(system.sent).toBeGreaterThanOrEqual(5);
    const apart = system.times.slice(1).map((atMs, index) => atMs - (system.times[index] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(10_000);
  });

  it('all close soon after the probe of one of them succeeded', async () => {
    const { host, system, all } = await opened(8);
    system.isUp = true;
    await host.advance(10_000);
    expect(await all()).toBe(1);
    await host.advance(1100);
    expect(await all()).toBe(8);
    expect(system.sent).toBe(9);
  });

  it('do not take the success before they opened for one after it', async () => {
    const { host, system, all } = await opened(2);
    system.isUp = true;
    await host.advance(10_000);
    await all();
    await host.advance(1100);
    expect(await all()).toBe(2);
    system.isUp = false;
    await all();
    system.sent = 0;
    await host.advance(10_000);
    expect(await all()).toBe(0);
    expect(system.sent).toBe(1);
  });

  it.each(['rejects', 'hangs'] as const)(
    'probe each by itself while the store %s',
    async (isAway) => {
      const { host, store, system, all } = await opened(3);
      store.isAway = isAway;
      system.isUp = true;
      await host.advance(10_000);
      expect(await all()).toBe(3);
    },
  );

  it('ask once for all callers of a process, and give up with the caller', async () => {
    const { host, store, clients, system } = await opened(1);
    const [client] = clients;
    if (client === undefined) throw new Error('no client');
    system.isUp = true;
    await host.advance(10_000);
    store.isAway = 'hangs';
    const calls = Array.from({ length: 50 }, () => send(client, operation(), {}));
    const late = send(client, operation(), { timeoutMs: 100 });
    await expect(host.settle(late)).rejects.toMatchObject({ kind: 'deadline', attempts: 0 });
    const ends = await host.settle(Promise.allSettled(calls));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(system.sent).toBe(1);
  });
});
