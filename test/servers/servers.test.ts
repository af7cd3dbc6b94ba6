import { Redis } from 'ioredis';
import pg from 'pg';
import { expect, it } from 'vitest';
import { describeOn } from './suite.ts';

describeOn('redis', 'a Redis for tests', (server) => {
  it('is there again after it was killed', async () => {
    await server().kill();
    await server().start();
    const redis = new Redis(server().url);
    expect(await redis.ping()).toBe('PONG');
    redis.disconnect();
  });
});

describeOn('postgres', 'a PostgreSQL for tests', (server) => {
  it('is there again after it was killed', async () => {
    await server().kill();
    await server().start();
    const client = new pg.Client(server().url);
    await client.connect();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
