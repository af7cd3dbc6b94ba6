import { startPostgres } from '../../../servers/postgres.ts';
import { startRedis } from '../../../servers/redis.ts';
import { runLoad, type LoadResult } from './load.ts';

// `npm run shared-limits -- 1000000 8 redis`: calls, processes and store; by default both stores, each
// killed for ten seconds in the middle, so that the processes count alone for a while.
const [calls = '20000', processes = '8', only] = process.argv.slice(2);
const stores = { redis: startRedis, postgres: startPostgres } as const;
const results: Record<string, LoadResult> = {};
for (const kind of ['redis', 'postgres'] as const) {
  if (only !== undefined && only !== kind) continue;
  const server = await stores[kind]();
  results[kind] = await runLoad({
    kind,
    server,
    processes: Number(processes),
    calls: Number(calls),
    killAt: Number(calls) / 2,
    awayMs: 10_000,
    tell: (line) => {
      console.log(`${kind}: ${line}`);
    },
  });
  await server.stop();
}
console.table(results);
process.exitCode = Object.values(results).every(
  (result) => result.over === 0 && result.calls >= Number(calls),
)
  ? 0
  : 1;
