import { once } from 'node:events';
import { connect } from 'node:net';
import { limiterOf } from '../../limit-kinds.ts';
import { nodeHost } from '../../../../generators/runtime/files/node-host.ts';
import type { PlainLimit } from '../../limit-kinds.ts';
import { sharedLimits } from '../../../../generators/runtime/files/shared-limits.ts';
import type { SharedStore } from '../../../../generators/runtime/files/shared-store.ts';

/** What a process of a load test is told by the one that started it. */
export interface LoadTask {
  readonly kind: 'redis' | 'postgres';
  readonly url: string;
  readonly port: number;
  readonly instances: number;
  readonly limit: PlainLimit;
  /** Calls that wait at once. */
  readonly workers: number;
}

/** Calls as fast as the limiter lets it until it is killed: each call is one byte to the counting server. */
async function work(task: LoadTask): Promise<void> {
  const host = nodeHost({
    emit: (event) => {
      process.send?.(event);
    },
  });
  const { limit, instances, port } = task;
  const shared = sharedLimits({ store: await storeOf(task), integration: 'load', instances });
  const limiter = limiterOf({ limits: [limit], host, counts: shared });
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  const never = new AbortController().signal;
  const call = async (): Promise<void> => {
    for (;;) {
      const permit = await limiter.acquire({
        operation: 'call',
        entities: {},
        signal: never,
        deadlineMs: undefined,
      });
      socket.write('x');
      permit.end();
    }
  };
  await Promise.all(Array.from({ length: task.workers }, call));
}

/** Only the library of the store is loaded: eight processes start at once. */
async function storeOf({ kind, url }: LoadTask): Promise<SharedStore> {
  if (kind === 'redis') {
    const { Redis } = await import('ioredis');
    const { redisStore } = await import('../../../../generators/runtime/files/redis-store.ts');
    const redis = new Redis(url);
    redis.on('error', () => undefined);
    return redisStore(redis);
  }
  const { default: pg } = await import('pg');
  const { postgresStore } = await import('../../../../generators/runtime/files/postgres-store.ts');
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  return postgresStore(pool);
}

process.once('message', (task) => {
  // Only the starting process speaks to this one.
  void work(task as LoadTask);
});
