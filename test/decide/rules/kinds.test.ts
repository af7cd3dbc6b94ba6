import { describe, expect, it } from 'vitest';

import { settle } from '../../../src/decide/rule.ts';
import { resume } from '../../../src/decide/rules/held-connection.ts';
import type { HeldConnection } from '../../../src/model/held-connection.ts';
import type { Planned } from '../plan-of.ts';
import { planOf } from '../plan-of.ts';
import { declared } from '../model.ts';

const value = ({ decisions }: Planned, id: string): unknown => decisions.get(id)?.value;

describe('what follows a gap of a connection', () => {
  it.each([
    [{ via: 'websocket', replaySeconds: 0 }, 'a snapshot after each gap, then what is newer'],
    [
      { via: 'grpc', replaySeconds: 259_200 },
      'the stored position, within 3 d; after that a snapshot',
    ],
    [{ via: 'amqp' }, 'a snapshot after each gap, until somebody says how far back it replays'],
  ] satisfies readonly (readonly [HeldConnection, string])[])('is for %j: %s', (stream, words) => {
    const settled = settle(resume, 'systems.a.connection', { stream: declared(stream) });
    expect([settled.value, settled.source.kind]).toEqual([words, 'declared']);
  });
});

const quotes = (stream: string, rest: string): Promise<Planned> =>
  planOf(`
integration: quotes
deployment: { instances: 4 }
systems:
  exchange:
    description: quotes
    kind: websocket
    stream: { via: websocket, ${stream} }
    limits: [{ messages: 5, per: 1s, each: connection }, { requests: 60, per: 1m, operations: [connect] }]
  shop: { description: ours, owned: true, kind: database }
flows:
  - { from: exchange, on: quote, to: shop, do: store, duplicate: harmless, latency: 2s, volume: { items: 86400, keys: 400, each: day }, ${rest} }
`);

describe('a connection that we hold', () => {
  it('is a stream where a value is worthless when stale and nothing is replayed', async () => {
    const plan = await quotes(
      'replay: none, lifetime: 2h, ping: 20s, pong_within: 10s',
      'expires: 5s',
    );
    expect(value(plan, 'flows.exchange-to-shop.pattern')).toBe('stream');
    expect(value(plan, 'flows.exchange-to-shop.queue')).toBe('memory, the newest of each entity');
    // 4 processes / (0.8 x 1/s); 400 entities / (0.8 x 5/s); 20 s + 10 s; min(60 s, 2 h / 10).
    expect(value(plan, 'systems.exchange.connection.jitter')).toBe(5);
    expect(value(plan, 'systems.exchange.connection.resync')).toBe(100);
    expect(value(plan, 'systems.exchange.connection.dead-after')).toBe(30);
    expect(value(plan, 'systems.exchange.connection.overlap')).toBe(60);
    expect(value(plan, 'verdict')).toBe('feasible if');
  });

  it.each([
    ['replay: 72h', 'expires: 5s', 'event'],
    ['replay: none', 'data: quote', 'event'],
  ])('is an event with %s, %s', async (stream, rest, expected) => {
    expect(value(await quotes(stream, rest), 'flows.exchange-to-shop.pattern')).toBe(expected);
  });

  it('cannot work where a snapshot takes longer than a connection lives', async () => {
    const plan = await quotes('replay: none, lifetime: 90s', 'expires: 5s');
    expect(value(plan, 'verdict')).toBe('infeasible');
  });
});

describe('endpoints of others', () => {
  const endpoints = (rest: string): Promise<Planned> =>
    planOf(`
integration: endpoints
systems:
  ours: { description: ours, owned: true }
  customers: { description: addresses of customers, kind: webhook, tenants: { count: 100, largest_share: 50% }, latency: { p50: 1s, p99: 1s } }
flows:
  - { from: ours, changes: events, to: customers, do: deliver, volume: 86400/day, peak: 20/s, ${rest} }
`);

  it('have slots for the largest, and slots for those that hang', async () => {
    const plan = await endpoints('latency: 30s');
    // 50 % of 20/s for 1 s at 80 %; 20/s x (0.95 x 1 s + 0.05 x 3 s).
    expect(value(plan, 'systems.customers.limits.assumed-slots.hard')).toBe(13);
    expect(value(plan, 'systems.customers.concurrency')).toBe(22);
    expect(value(plan, 'flows.ours-to-customers.largest-backlog')).toBe(3000);
    expect(value(plan, 'flows.ours-to-customers.steps.0.repeatable')).toBe(true);
  });

  it('are tried for days by a schedule, unless the file says otherwise', async () => {
    expect(
      value(await endpoints('latency: 30s'), 'flows.ours-to-customers.queue-retry.minimum-span'),
    ).toBe(272_105);
    const own = await endpoints('retry: { for: 2d }');
    expect(value(own, 'flows.ours-to-customers.queue-retry.horizon')).toBe(172_800);
  });
});

describe('a queue as a source', () => {
  const text = (rest: string): string => `
integration: queue
${rest}
systems:
  bus: { description: messages, kind: queue }
  catalog: { description: pages, kind: graphql, limits: { points: 100, per: 1s, burst: 2000, cost: { default: 1, save: 10 } } }
flows:
  - { from: bus, on: changed, to: catalog, do: save, duplicate: harmless, volume: 86400/day, peak: { rate: 4/s, lasts: 30m } }
`;

  it('is the queue, without a second one, a signature or a comparison', async () => {
    const plan = await planOf(text(''));
    expect(value(plan, 'flows.bus-to-catalog.queue')).toBe(
      'bus itself, acknowledged after the work',
    );
    expect(plan.decisions.has('systems.bus.webhook.signature')).toBe(false);
    expect(plan.decisions.has('flows.bus-to-catalog.reconcile')).toBe(false);
    // 10 points each: 4/s are 40 points/s.
    expect(value(plan, 'systems.catalog.limits.0.peak-demand')).toBe(40);
  });

  it('gives way to the queue that the file names', async () => {
    const plan = await planOf(text('deployment: { queue: postgres }'));
    expect(value(plan, 'flows.bus-to-catalog.queue')).toBe('PostgreSQL');
  });
});
