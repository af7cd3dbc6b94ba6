import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  bulkhead,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';

import { refilledBucket } from '../../generators/runtime/files/bucket-refill.ts';
import { bearer } from '../../generators/runtime/files/bearer.ts';
import { createClient, send, type Client } from '../../generators/runtime/files/client.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { usualLeft } from '../../generators/runtime/files/remaining.ts';
import type { OperationDefinition } from '../../generators/runtime/files/operation.ts';
import { undiciFetch } from '../../generators/runtime/files/undici-fetch.ts';

// A process of its own: what it does must not take time from what is measured.
const server = `
  const body = JSON.stringify({ id: 'cus_1', name: 'x'.repeat(180) });
  require('node:http')
    .createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json').end(body);
    })
    .listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

const operation: OperationDefinition = {
  id: 'getCustomer',
  method: 'GET',
  path: '/v1/customers/{id}',
  parameters: [
    { name: 'id', in: 'path', required: true },
    { name: 'expand', in: 'query' },
  ],
  security: [['token']],
  accept: 'application/json',
  responses: { '200': ['application/json'] },
};

/** A client with every policy, whose limits are never reached. */
function clientOf(fetch: Host['fetch'], baseUrl: string): Client {
  return createClient({
    system: 'bench',
    baseUrl,
    credentials: [['token', bearer('TOKEN')]],
    secrets: () => 'token',
    host: nodeHost({ fetch }),
    resilience: {
      retry: {
        maxAttempts: 3,
        baseDelayMs: 200,
        factor: 2,
        maxDelayMs: 2000,
        jitter: 'full',
        statuses: [500, 502, 503, 504],
        budgetShare: 0.1,
        budgetFloor: 3,
      },
      timeouts: { attemptMs: 5000, totalMs: 20_000 },
      limits: [
        {
          id: 'calls',
          form: 'bucket',
          bucket: refilledBucket,
          capacity: 1e7,
          refillPerSecond: 1e9,
        },
      ],
      usualLeft,
      concurrency: 64,
      breaker: {
        failureShare: 0.5,
        minimumCalls: 20,
        windowMs: 10_000,
        consecutiveFailures: 5,
        failureAgeMs: 600_000,
        openMs: 5000,
        rampMs: 5000,
      },
      throttled: [],
      penaltyMs: 0,
      operations: {},
    },
  });
}

const input = { path: { id: 'cus_1' }, query: { expand: 'orders' } };
const headers = { accept: 'application/json', authorization: 'Bearer token' };
const pathOf = (baseUrl: string): string => `${baseUrl}/v1/customers/cus_1?expand=orders`;

/** Microseconds a call with all policies takes, beside a bare one of the same transport. */
async function stubbed(): Promise<void> {
  const stubUrl = 'https://api.bench';
  const stub = (): Promise<Response> =>
    Promise.resolve(
      new Response('{"id":"cus_1"}', { headers: { 'content-type': 'application/json' } }),
    );
  const client = clientOf(stub, stubUrl);
  const four = wrap(
    retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) }),
    bulkhead(64, 64),
    timeout(5000, TimeoutStrategy.Aggressive),
  );
  const bare = async (): Promise<unknown> => (await stub()).json();
  const times = await inTurn(2000, {
    'bare stub': bare,
    'the client, all policies': () => send(client, operation, input),
    'four policies of cockatiel': () => four.execute(bare),
  });
  const [base = 0, ours = 0, theirs = 0] = [...times.values()];
  print('Stubbed transport', times, base);
  console.log(
    `Over bare: client ${(ours - base).toFixed(1)} µs, cockatiel ${(theirs - base).toFixed(1)} µs: ` +
      `${((ours - base) / (theirs - base)).toFixed(2)} of it.\n`,
  );
}

/** The same against a real server on this machine: what the built-in `fetch` takes, and the client by either transport. */
async function loopback(): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['-e', server], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    if (child.stdout === null) throw new Error('The server says nothing.');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const baseUrl = `http://127.0.0.1:${Number(line)}`;
    const fast = clientOf(undiciFetch(), baseUrl);
    const builtIn = clientOf((url, request) => fetch(url, request), baseUrl);
    const times = await inTurn(300, {
      'bare built-in fetch': async () => {
        await (await fetch(pathOf(baseUrl), { headers })).json();
      },
      'the client by built-in fetch': () => send(builtIn, operation, input),
      'the client by undici': () => send(fast, operation, input),
    });
    print('Loopback', times, times.get('bare built-in fetch') ?? NaN);
  } finally {
    child.kill();
  }
}

/** Microseconds of each, the best of many short turns: what else the machine does only makes a turn longer. */
async function inTurn(
  calls: number,
  subjects: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<ReadonlyMap<string, number>> {
  const best = new Map<string, number>();
  for (let round = 0; round < 40; round += 1) {
    for (const [name, run] of Object.entries(subjects)) {
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) await run();
      const took = ((performance.now() - start) * 1000) / calls;
      best.set(name, Math.min(best.get(name) ?? Infinity, took));
    }
  }
  return best;
}

function print(title: string, times: ReadonlyMap<string, number>, base: number): void {
  console.log(`| ${title} | µs a call | ÷ bare |\n| --- | --: | --: |`);
  for (const [name, us] of times)
    console.log(`| ${name} | ${us.toFixed(1)} | ${(us / base).toFixed(2)} |`);
  console.log('');
}

await stubbed();
await loopback();
