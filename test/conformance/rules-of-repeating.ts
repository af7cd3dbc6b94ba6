import type { Driver } from './driver.ts';
import { must, type Check, type Rule } from './rule.ts';
import { busy, ok, told } from './replies.ts';
import { script, type Reply, type TestServer, type World } from './world.ts';

const bodyTime: Rule = {
  number: 2,
  title: 'The time-out covers the body',
  checks: [
    {
      name: 'a body that stalls',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script({ status: 200, stall: true }));
        const client = driver.client(world, server.baseUrl, { attemptMs: 300, maxAttempts: 1 });
        const { kind } = await world.within(3000, client.get());
        must(kind === 'error', `${kind} after 3 s of a time-out of 300 ms`);
      },
    },
  ],
};

const keyOf = (server: TestServer): readonly (string | undefined)[] =>
  server.arrivals.map(({ headers }) => headers['idempotency-key']);

const safeWrites: Rule = {
  number: 3,
  title: 'A POST is retried only with a key that the API honours, the same each time',
  checks: [
    ...(['reset', busy({}), 'hang'] as const).map((reply: Reply): Check => ({
      name: `after ${typeof reply === 'string' ? reply : `HTTP ${reply.status}`}`,
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(reply, ok));
        const client = driver.client(world, server.baseUrl, { attemptMs: 400 });
        await world.within(4000, client.post());
        const keys = new Set(keyOf(server));
        // A library of one API sends keys by itself where that API honours them.
        const isKeyed =
          driver.offers.includes('own keys') && keys.size === 1 && !keys.has(undefined);
        must(server.arrivals.length === 1 || isKeyed, `${told(server)}, keys: ${[...keys].join()}`);
      },
    })),
    {
      name: 'with a key',
      needs: ['keys'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('reset', busy({}), ok));
        const client = driver.client(world, server.baseUrl, {});
        const { kind } = await world.within(20_000, client.post({ isKeyed: true }));
        const keys = new Set(keyOf(server));
        must(
          kind === 'value' &&
            server.arrivals.length === 3 &&
            keys.size === 1 &&
            !keys.has(undefined),
          `${kind}, ${told(server)}, keys: ${[...keys].join()}`,
        );
      },
    },
  ],
};

const ends: Rule = {
  number: 5,
  title: 'The call’s deadline and the caller’s abort are not retried; an attempt’s time-out is',
  checks: [
    {
      name: 'an abort during backoff',
      needs: ['abort'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': '2' }), ok));
        const controller = new AbortController();
        const call = driver.client(world, server.baseUrl, {}).get({ signal: controller.signal });
        call.catch(() => undefined);
        while (server.arrivals.length === 0) await world.pass(20);
        // Before the shortest backoff of anyone ends.
        await world.pass(40);
        controller.abort();
        const { kind } = await world.within(1000, call);
        await world.pass(2000);
        must(kind === 'error' && server.arrivals.length === 1, `${kind}, ${told(server)}`);
      },
    },
    {
      name: 'an abort during an attempt',
      needs: ['abort'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('hang'));
        const controller = new AbortController();
        const call = driver.client(world, server.baseUrl, {}).get({ signal: controller.signal });
        call.catch(() => undefined);
        await world.pass(300);
        controller.abort(new DOMException('The time is up.', 'TimeoutError'));
        const { kind } = await world.within(2000, call);
        await world.pass(700);
        must(kind === 'error' && server.arrivals.length === 1, `${kind}, ${told(server)}`);
      },
    },
    {
      name: 'the deadline',
      needs: ['deadline'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('hang'));
        const call = driver.client(world, server.baseUrl, {}).get({ deadlineMs: 300 });
        const { kind } = await world.within(3000, call);
        await world.pass(300);
        must(kind === 'error' && server.arrivals.length === 1, `${kind}, ${told(server)}`);
      },
    },
    {
      name: 'the time of an attempt',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('hang', ok));
        const client = driver.client(world, server.baseUrl, { attemptMs: 400 });
        const { kind } = await world.within(20_000, client.get());
        must(kind === 'value' && server.arrivals.length === 2, `${kind}, ${told(server)}`);
      },
    },
  ],
};

const network: Rule = {
  number: 7,
  title: 'Network errors are retried when safe, and keep their kind',
  checks: [
    {
      name: 'one',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('reset', ok));
        const { kind } = await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
        must(kind === 'value' && server.arrivals.length === 2, `${kind}, ${told(server)}`);
      },
    },
    {
      name: 'all',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script('reset'));
        const end = await world.within(30_000, driver.client(world, server.baseUrl, {}).get());
        // What no server sent is no status.
        const fake =
          end.kind === 'error' && typeof end.error === 'object' && end.error !== null
            ? (end.error as { status?: unknown }).status
            : 'none';
        must(
          end.kind === 'error' && typeof fake !== 'number' && server.arrivals.length > 1,
          `${end.kind} with status ${String(fake)}, ${told(server)}`,
        );
      },
    },
  ],
};

/** What is sent again, and what never. */
export const rulesOfRepeating: readonly Rule[] = [bodyTime, safeWrites, ends, network];
