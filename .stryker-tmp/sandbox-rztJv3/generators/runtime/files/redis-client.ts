// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createHash } from 'node:crypto';

/** A client of one of the packages `ioredis` and `redis`, also of a cluster: as much as is used. */
export type RedisClient = IoRedisClient | NodeRedisClient;

/** As much of the package `ioredis` as is used. */
export interface IoRedisClient {
  evalsha(sha: string, keys: number, ...rest: string[]): Promise<unknown>;
  eval(script: string, keys: number, ...rest: string[]): Promise<unknown>;
}

/** As much of the package `redis` as is used. */
export interface NodeRedisClient {
  evalSha(sha: string, options: RedisScriptOptions): Promise<unknown>;
  eval(script: string, options: RedisScriptOptions): Promise<unknown>;
}

interface RedisScriptOptions {
  readonly keys: string[];
  readonly arguments: string[];
}

/** A Lua script that runs as one step; the keys lie in one slot of a cluster. */
export type RedisScript = (keys: readonly string[], values: readonly string[]) => Promise<unknown>;

/** Runs a script by its hash; one that the server does not know yet is sent. */
export function redisScript(client: RedisClient, text: string): RedisScript {
  const sha = createHash('sha1').update(text).digest('hex');
  return async (keys, values) => {
    try {
      return await ('evalsha' in client
        ? client.evalsha(sha, keys.length, ...keys, ...values)
        : client.evalSha(sha, { keys: [...keys], arguments: [...values] }));
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    }
    return 'evalsha' in client
      ? client.eval(text, keys.length, ...keys, ...values)
      : client.eval(text, { keys: [...keys], arguments: [...values] });
  };
}
