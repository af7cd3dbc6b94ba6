// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { redisScript, type RedisClient } from './redis-client.ts';
import { countsScript, lookScript } from './redis-script.ts';
import { expiryOf, type CountsGiven, type SharedCounts } from './shared-counts.ts';
import type { SharedStore } from './shared-store.ts';

/** How a Redis is used. */
export interface RedisStoreOptions {
  /**
   * Whether Redis loses nothing that it has answered, not even in a crash: `appendonly yes` with
   * `appendfsync always`. Otherwise counts of a minute or longer, and of calendar periods, are taken
   * to be used up after each start of Redis, until their window or period has passed.
   */
  readonly keepsAll?: boolean;
  /** Comes before every key. */
  readonly prefix?: string;
}

/** Keeps in Redis what processes share; `client` is one of `ioredis` or `redis`. */
export function redisStore(
  client: RedisClient,
  { keepsAll = false, prefix = 'integ-gen' }: RedisStoreOptions = {},
): SharedStore {
  const script = (text: string) => redisScript(client, text);
  const acquire = script(acquireScript);
  const renew = script(renewScript);
  const release = script(releaseScript);
  const read = script(readScript);
  const replace = script(replaceScript);
  const probe = script(probeScript);
  // The braces keep the keys of one thing in one slot of a cluster.
  const keyOf = (kind: string, id: string): string =>
    `${prefix}:${kind}:{${encodeURIComponent(id)}}`;
  return {
    counts: redisCounts(client, { keepsAll, keyOf }),
    locks: {
      async acquire(key, leaseMs) {
        const own = keyOf('lock', key);
        const fence = await acquire([own, `${own}:fence`], [ms(leaseMs)]);
        if (typeof fence !== 'number') return undefined;
        return {
          fence,
          renew: async (leaseMs) => (await renew([own], [String(fence), ms(leaseMs)])) === 1,
          async release() {
            await release([own], [String(fence)]);
          },
        };
      },
    },
    values: {
      async read(key) {
        const found = await read([keyOf('value', key)], []);
        const [text, version] = (Array.isArray(found) ? found : []) as readonly unknown[];
        return typeof text === 'string' ? { text, version: Number(version) } : undefined;
      },
      async replace(key, text, version) {
        const change = text === undefined ? ['0', ''] : ['1', text];
        const written = await replace([keyOf('value', key)], [String(version), ...change]);
        if (typeof written !== 'number') return undefined;
        return text === undefined ? 0 : written;
      },
    },
    probes: {
      tryAcquire: async (id, periodMs) => (await probe([keyOf('probe', id)], [ms(periodMs)])) === 1,
    },
  };
}

const ms = (value: number): string => String(Math.max(1, Math.ceil(value)));

function redisCounts(
  client: RedisClient,
  {
    keepsAll,
    keyOf,
  }: { readonly keepsAll: boolean; readonly keyOf: (kind: string, id: string) => string },
): SharedCounts {
  const look = redisScript(client, lookScript);
  const take = redisScript(client, countsScript);
  return {
    look: async (book) => Number(await look([keyOf('book', book)], [])),
    async take(asked) {
      const head = keyOf('book', asked.book);
      const keys = asked.buckets.map(({ key }) => `${head}:${key}`);
      const expiries = asked.buckets.map(({ limit }) =>
        ms(expiryOf(limit, asked.latestMs) - asked.latestMs),
      );
      const answer = await take(
        [head, ...keys],
        [JSON.stringify(asked), keepsAll ? '1' : '0', ...expiries],
      );
      const given = JSON.parse(String(answer)) as CountsGiven;
      // The JSON of Lua does not tell an empty list from an empty object.
      return { ...given, calls: Array.isArray(given.calls) ? given.calls : [] };
    },
  };
}

const acquireScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local fence = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], fence, 'PX', ARGV[1])
return fence`;

const renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;

const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;

const readScript = `return redis.call('HMGET', KEYS[1], 'text', 'version')`;

// A removed text leaves its version, so that whoever read it before cannot mistake a new one for it.
const replaceScript = `
local found = redis.call('HMGET', KEYS[1], 'text', 'version')
local version = found[1] and found[2] or '0'
if version ~= ARGV[1] then return false end
if ARGV[2] == '1' then redis.call('HSET', KEYS[1], 'text', ARGV[3])
else redis.call('HDEL', KEYS[1], 'text') end
return redis.call('HINCRBY', KEYS[1], 'version', 1)`;

const probeScript = `
return redis.call('SET', KEYS[1], 1, 'NX', 'PX', ARGV[1]) and 1 or 0`;
