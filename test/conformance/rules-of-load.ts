import type { Driver } from './driver.ts';
import { must, type Rule } from './rule.ts';
import { busy, ok, told } from './replies.ts';
import { script, type TestServer, type World } from './world.ts';

const tokens: Rule = {
  number: 10,
  title: 'Concurrent 401s cause one renewal of the token',
  checks: [
    {
      name: 'a token that the API no longer takes',
      needs: ['tokens'],
      async run(world: World, driver: Driver): Promise<void> {
        let issued = 0;
        const issuer = await world.serve(() => {
          issued += 1;
          return {
            status: 200,
            data: { access_token: `token-${issued}`, token_type: 'Bearer', expires_in: 3600 },
            afterMs: 50,
          };
        });
        let taken = 'Bearer token-1';
        const api = await world.serve(({ headers }) =>
          headers['authorization'] === taken ? ok : { status: 401 },
        );
        const client = driver.client(world, api.baseUrl, { tokenUrl: `${issuer.baseUrl}/token` });
        await world.within(5000, client.get());
        taken = 'Bearer token-2';
        const calls = Array.from({ length: 40 }, () => client.get());
        const end = await world.within(20_000, Promise.all(calls));
        must(end.kind === 'value' && issued === 2, `${end.kind}, ${issued} token requests`);
      },
    },
  ],
};

const oneProbe: Rule = {
  number: 11,
  title: 'One probe in half-open under 100 callers; the others spend no attempt',
  checks: [
    {
      name: 'a system that comes back',
      needs: ['breaker'],
      async run(world: World, driver: Driver): Promise<void> {
        const state = { isUp: false };
        const server = await world.serve(() => (state.isUp ? { ...ok, afterMs: 150 } : busy({})));
        const client = driver.client(world, server.baseUrl, {
          maxAttempts: 1,
          breaker: { failures: 3, openMs: 500 },
        });
        for (let call = 0; call < 3; call += 1) await world.within(5000, client.get());
        const { kind } = await world.within(400, client.get());
        must(kind === 'error' && server.arrivals.length === 3, `open: ${kind}, ${told(server)}`);
        await world.pass(600);
        state.isUp = true;
        const calls = Array.from({ length: 100 }, () => client.get());
        const all = Promise.allSettled(calls);
        await world.pass(100);
        const probes = server.arrivals.length - 3;
        must(probes === 1, `${probes} probes`);
        await world.within(5000, all);
        const after = await world.within(5000, client.get());
        must(after.kind === 'value', `after the probe: ${after.kind}`);
      },
    },
  ],
};

const bothBudgets: Rule = {
  number: 12,
  title: 'Retry budget and total deadline both hold',
  checks: [
    {
      name: 'the budget',
      needs: ['budget'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({})));
        const client = driver.client(world, server.baseUrl, {});
        const calls = Array.from({ length: 40 }, () => client.get());
        await world.within(20_000, Promise.allSettled(calls));
        must(server.arrivals.length <= 44, `${server.arrivals.length} requests for 40 calls`);
      },
    },
    {
      name: 'the deadline',
      needs: ['deadline'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({})));
        const startedMs = world.now();
        const client = driver.client(world, server.baseUrl, { maxAttempts: 50 });
        const { kind } = await world.within(5000, client.get({ deadlineMs: 700 }));
        await world.pass(500);
        const late = server.arrivals.filter(({ atMs }) => atMs > startedMs + 700);
        must(kind === 'error' && late.length === 0, `${kind}, ${late.length} requests after it`);
      },
    },
  ],
};

const limiter: Rule = {
  number: 14,
  title: 'At most N in any window as the server sees it, with jitter',
  checks: [
    {
      name: 'calls that all come at once',
      needs: ['limiter'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(() => ok);
        const limit = driver.limit ?? { max: 5, windowMs: 1000 };
        const client = driver.client(world, server.baseUrl, {
          limit: { ...limit, jitterMs: 300 },
          latenciesMs: [100, 0, 40, 0, 80],
        });
        const calls = Array.from({ length: 2 * limit.max + 2 }, () => client.get());
        const { kind } = await world.within(20_000, Promise.all(calls));
        const most = busiest(server, limit.windowMs);
        must(kind === 'value' && most <= limit.max, `${kind}, ${most} in ${limit.windowMs} ms`);
      },
    },
  ],
};

function busiest({ arrivals }: TestServer, windowMs: number): number {
  const counts = arrivals.map(
    ({ atMs }) =>
      arrivals.filter((each) => each.atMs >= atMs && each.atMs < atMs + windowMs).length,
  );
  return Math.max(0, ...counts);
}

/** How many at once, and how many in all. */
export const rulesOfLoad: readonly Rule[] = [tokens, oneProbe, bothBudgets, limiter];
