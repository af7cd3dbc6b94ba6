import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redisStore } from '../../../generators/runtime/files/redis-store.ts';
import type { NodeRedisClient } from '../../../generators/runtime/files/redis-client.ts';
import { describeOn } from '../../servers/suite.ts';
import { bookIsAsIn } from './book-suite.ts';
import { loadSuite } from './load/load-suite.ts';
import { storeSuite } from './store-suite.ts';

describeOn('redis', 'limits shared by Redis', (server) => {
  let one: Redis;
  let other: Redis;
  beforeAll(() => {
    one = new Redis(server().url);
    other = new Redis(server().url);
    for (const each of [one, other]) each.on('error', () => undefined);
  });
  afterAll(() => {
    one.disconnect();
    other.disconnect();
  });

  describe('the store', () => {
    storeSuite(
      () => redisStore(one),
      () => redisStore(asNodeRedis(other)),
    );
  });

  it('is refused where Redis may throw counts away', async () => {
    await one.config('SET', 'maxmemory', '100mb', 'maxmemory-policy', 'allkeys-lru');
    await expect(redisStore(one).counts.look('book')).rejects.toThrow('noeviction');
    await one.config('SET', 'maxmemory', '0', 'maxmemory-policy', 'noeviction');
    expect(await redisStore(one).counts.look('book')).toBeGreaterThan(0);
  });

  bookIsAsIn(() => one);

  loadSuite('redis', server);
});

/** The calls of the package `redis`, by a client of the other package. */
function asNodeRedis(redis: Redis): NodeRedisClient {
  return {
    evalSha: (sha, { keys, arguments: values }) =>
      redis.evalsha(sha, keys.length, ...keys, ...values),
    eval: (text, { keys, arguments: values }) => redis.eval(text, keys.length, ...keys, ...values),
  };
}
