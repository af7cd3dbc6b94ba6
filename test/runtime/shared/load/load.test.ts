import { expect, it } from 'vitest';
import { describeOn, type ServerKind } from '../../../servers/suite.ts';
import { allowed, runLoad } from './load.ts';

const kinds: readonly ServerKind[] = ['redis', 'postgres'];

for (const kind of kinds) {
  describeOn(kind, `one limit of several processes by ${kind}`, (server) => {
    it('holds with one process', async () => {
      const result = await runLoad({ kind, server: server(), processes: 1, calls: 4000 });
      expect(result).toMatchObject({ over: 0 });
      expect(result.calls).toBeGreaterThanOrEqual(4000);
    });

    it('holds with eight, while the store is killed and comes back', async () => {
      const load = { kind, server: server(), processes: 8, calls: 16_000, killAt: 8000 };
      const result = await runLoad(load);
      expect(result).toMatchObject({ over: 0 });
      expect(result.calls).toBeGreaterThanOrEqual(load.calls);
      expect(result.most).toBeLessThanOrEqual(allowed.max);
    });
  });
}
