import { expect, it } from 'vitest';
import type { SharedStore } from '../../../generators/runtime/files/shared-store.ts';

/** What a store does besides counting; `one` and `other` are two processes. */
export function storeSuite(one: () => SharedStore, other: () => SharedStore): void {
  it('gives a lock to one process at a time, with a fence that grows', async () => {
    const first = await one().locks.acquire('renewal', 60_000);
    expect(first?.fence).toBeTypeOf('number');
    expect(await other().locks.acquire('renewal', 60_000)).toBeUndefined();
    expect(await first?.renew(60_000)).toBe(true);
    await first?.release();
    const second = await other().locks.acquire('renewal', 60_000);
    expect(second?.fence).toBeGreaterThan(first?.fence ?? Infinity);
    expect(await first?.renew(60_000)).toBe(false);
    // A late release of the first holder frees nothing of the second.
    await first?.release();
    expect(await one().locks.acquire('renewal', 60_000)).toBeUndefined();
  });

  it('frees a lock whose lease has ended', async () => {
    const first = await one().locks.acquire('short', 1);
    await expect.poll(() => other().locks.acquire('short', 60_000)).toBeDefined();
    expect(await first?.renew(60_000)).toBe(false);
  });

  it('replaces a text only of the version that was read', async () => {
    const { values } = one();
    expect(await values.read('token')).toBeUndefined();
    const first = await values.replace('token', "it's \\ {1}", 0);
    expect(await other().values.read('token')).toEqual({ text: "it's \\ {1}", version: first });
    expect(await other().values.replace('token', 'mine', 0)).toBeUndefined();
    const second = await other().values.replace('token', 'mine', first ?? -1);
    expect(second).toBeGreaterThan(first ?? Infinity);
    expect(await values.replace('token', 'late', first ?? -1)).toBeUndefined();
    expect(await values.replace('token', undefined, second ?? -1)).toBe(0);
    expect(await values.read('token')).toBeUndefined();
    // Whoever read it before the removal cannot mistake the new text for the old one.
    expect(await values.replace('token', 'new', 0)).toBeGreaterThan(second ?? Infinity);
  });

  it('lets one of many replace a text that they all read', async () => {
    const version = (await one().values.replace('race', 'before', 0)) ?? -1;
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one() : other()).values.replace('race', String(index), version),
      ),
    );
    expect(written.filter((each) => each !== undefined)).toHaveLength(1);
  });

  it('lets one process probe in a period', async () => {
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one() : other()).probes.tryAcquire('shop', 60_000),
      ),
    );
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await one().probes.tryAcquire('bank', 1)).toBe(true);
    await expect.poll(() => other().probes.tryAcquire('bank', 60_000)).toBe(true);
  });
}
