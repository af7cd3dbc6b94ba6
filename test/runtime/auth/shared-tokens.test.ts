import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { postgresStore } from '../../../generators/runtime/files/postgres-store.ts';
import { redisStore } from '../../../generators/runtime/files/redis-store.ts';
import { Secret } from '../../../generators/runtime/files/secret.ts';
import type { SharedStore } from '../../../generators/runtime/files/shared-store.ts';
import { sharedTokens } from '../../../generators/runtime/files/shared-tokens.ts';
import { tokenSource } from '../../../generators/runtime/files/token-source.ts';
import { describeOn } from '../../servers/suite.ts';

const name = 'tokens that processes share';

/** Sources with a connection each, as in as many processes; how many requests 100 callers of them cause. */
async function requestsOf(stores: readonly SharedStore[]): Promise<readonly string[]> {
  const asked: string[] = [];
  const host = nodeHost();
  const sources = stores.map((store) =>
    tokenSource({
      system: 'ledger',
      host,
      settings: {
        lifetimeMs: 3_600_000,
        reserveMs: 372_000,
        timeoutMs: 10_000,
        mostAtOnce: 4,
        consent: true,
      },
      request: async (grant) => {
        const ask = asked.push(grant.kind === 'refresh' ? grant.refreshToken.reveal() : 'own');
        await host.sleep(100);
        return {
          accessToken: new Secret(`access-${ask}`),
          type: 'Bearer',
          lifetimeMs: 300_000,
          refreshToken: new Secret(`refresh-${ask}`),
        };
      },
      store: sharedTokens(store, host),
    }),
  );
  await sources[0]?.keep({ refreshToken: new Secret('refresh-0') });
  const never = new AbortController().signal;
  const tokens = await Promise.all(
    Array.from({ length: 100 }, async (_, caller) =>
      sources[caller % sources.length]?.current(never),
    ),
  );
  expect(new Set(tokens.map((token) => token?.value.reveal()))).toEqual(new Set(['access-1']));
  return asked;
}

describeOn('redis', name, (server) => {
  it('are asked for once', async () => {
    const clients = [0, 1, 2].map(() => new Redis(server().url));
    expect(await requestsOf(clients.map((client) => redisStore(client)))).toEqual(['refresh-0']);
    for (const client of clients) client.disconnect();
  });
});

describeOn('postgres', name, (server) => {
  it('are asked for once', async () => {
    const pools = [0, 1, 2].map(() => new Pool({ connectionString: server().url }));
    expect(await requestsOf(pools.map((pool) => postgresStore(pool)))).toEqual(['refresh-0']);
    await Promise.all(pools.map((pool) => pool.end()));
  });
});
