import { expect, it } from 'vitest';
import type { TestServer } from '../../../servers/server.ts';
import { allowed, runLoad, type Load } from './load.ts';

/** One limit of several processes, as the system counts it: 20,000 calls in all. */
export function loadSuite(kind: Load['kind'], server: () => TestServer): void {
  it('holds a limit with one process', async () => {
    const result = await runLoad({ kind, server: server(), processes: 1, calls: 4000 });
    expect(result).toMatchObject({ over: 0 });
    expect(result.calls).toBeGreaterThanOrEqual(4000);
  }, 170_000);

  it('holds a limit with eight, while the store is killed and comes back', async () => {
    const load = { kind, server: server(), processes: 8, calls: 16_000, killAt: 8000 };
    const result = await runLoad(load);
    expect(result).toMatchObject({ over: 0 });
    expect(result.calls).toBeGreaterThanOrEqual(load.calls);
    expect(result.most).toBeLessThanOrEqual(allowed.max);
  }, 170_000);
}
