import type { Flow, Integration } from '../../src/model/integration.ts';
import {
  declared,
  flow,
  integration,
  limits,
  peak,
  perDay,
  perRun,
  place,
  pollTrigger,
  requests,
  step,
  system,
  triggers,
} from './model.ts';

/** Orders that a shop pushes and an accounting system takes in batches, under a quota of a day. */
export const quotaWithBatches: Integration = integration({
  systems: [
    system('shop', { webhook: declared({ redeliversForSeconds: 259_200 }) }),
    system('books', {
      limits: limits(
        requests(60, 60),
        requests(5000, 86_400),
        { kind: 'concurrent', concurrent: 5 },
        { kind: 'batch', items: 50, bytes: 3_500_000 },
      ),
    }),
  ],
  flows: [
    flow({
      id: 'orders',
      from: 'shop',
      to: 'books',
      steps: [
        step('write buyer', 'books'),
        step('write order', 'books'),
        step('write receipt', 'books'),
      ],
      volume: perDay(3000),
      peak: declared([declared({ kind: 'share', share: 0.1, perSeconds: 3600 }, '10%/h')]),
      latency: declared({ total: 1800 }),
    }),
  ],
});

/** A file that a partner takes at night, with a deadline. */
export const nightlyFile: Integration = integration({
  systems: [
    system('hours', { owned: declared(true), kind: declared('file') }),
    system('partner', {
      kind: declared('sftp'),
      limits: limits({ kind: 'concurrent', concurrent: 1 }),
    }),
  ],
  flows: [
    flow({
      id: 'hours-file',
      from: 'hours',
      to: 'partner',
      trigger: triggers.schedule,
      schedule: declared({ at: { minutes: 60, zone: 'UTC' } }),
      deadline: declared({ minutes: 240, zone: 'UTC' }),
      volume: perRun(12_000),
      itemSize: declared({ mean: 400 }),
      steps: [
        step('put file', 'partner', {
          per: 'run',
          perDeclared: true,
          confirm: declared({
            kind: 'read',
            step: step('read receipt', 'partner', { mode: 'read' }),
          }),
        }),
      ],
    }),
  ],
});

/** A handful of tickets a day that become tasks, with a link written back. */
export const fewEvents: Integration = integration({
  systems: [
    system('desk', {
      limits: limits(
        requests(400, 60),
        requests(30, 600, { key: 'ticket', operations: ['link task'] }),
      ),
      webhook: declared({ redeliversForSeconds: 3600 }),
    }),
    system('tasks', {
      limits: limits(requests(10, 1)),
      consistency: declared({ readAfterWriteSeconds: 'unknown' as const }),
    }),
  ],
  flows: [
    flow({
      id: 'tickets',
      from: 'desk',
      to: 'tasks',
      steps: [step('create task', 'tasks'), step('link task', 'desk')],
      volume: perDay(180),
      peak: peak(30, 3600),
      latency: declared({ total: 120 }),
      duplicate: declared('two tasks'),
    }),
  ],
});

/** A question that is asked while somebody waits. */
export const waitingCaller: Integration = integration({
  systems: [
    system('till', { owned: declared(true) }),
    system('scoring', {
      limits: limits(requests(10, 1)),
      latency: declared({ p50: 0.4, p99: 0.9 }),
      idempotency: declared([
        { kind: 'header' as const, name: 'X-Request-Id', retentionSeconds: 86_400 },
      ]),
    }),
  ],
  flows: [
    flow({
      id: 'score',
      from: 'till',
      to: 'scoring',
      trigger: triggers.call,
      steps: [step('ask score', 'scoring')],
      volume: perDay(20_000),
      peak: peak(5, 1),
      latency: declared({ total: 2, ours: 0.15 }),
      duplicate: declared('a second question is seen by the customer'),
    }),
  ],
});

/** More lookups a day than the plan of the other side holds. */
export const quotaBelowVolume: Integration = integration({
  systems: [
    system('people', { owned: declared(true), kind: declared('database') }),
    system('maps', {
      limits: limits(
        requests(25_000, 86_400, { resets: { minutes: 0, zone: 'UTC' } }),
        requests(5, 1),
      ),
    }),
  ],
  flows: [
    flow({
      id: 'places',
      from: 'people',
      to: 'maps',
      trigger: triggers.changes,
      steps: [step('find place', 'maps'), step('store place', 'people')],
      volume: perDay(60_000),
      peak: declared([declared({ kind: 'factor', factor: 1 }, '1x')]),
      latency: declared({ total: 3600 }),
    }),
  ],
});

/** Messages that lose their worth in a minute, near the limit for hours. */
export const nearLimit: Integration = integration({
  systems: [
    system('routes', { owned: declared(true) }),
    system('gateway', { limits: limits(requests(20, 1)) }),
  ],
  flows: [
    flow({
      id: 'messages',
      from: 'routes',
      to: 'gateway',
      steps: [
        step('send message', 'gateway', { confirm: declared({ kind: 'event', event: 'receipt' }) }),
      ],
      volume: perDay(600_000),
      peak: peak(17, 1, { lasts: 14_400 }),
      latency: declared({ total: 60 }),
      expires: declared(60),
      order: declared({ key: 'parcel', keep: 'latest' as const }),
    }),
  ],
});

/** A list that has to be asked for, beside other calls. */
export const polled: Integration = integration({
  systems: [
    system('list', { limits: limits(requests(60, 60)), webhook: declared('none' as const) }),
    system('copy', { owned: declared(true) }),
  ],
  flows: [
    flow({
      id: 'changes',
      from: 'list',
      to: 'copy',
      trigger: pollTrigger(step('list changes', 'list', { mode: 'read' })),
      steps: [step('store change', 'copy')],
      volume: perDay(2000),
    }),
  ],
});

/** Nothing but what is required. */
export const leastSaid: Integration = integration({
  systems: [system('left'), system('right')],
  flows: [
    flow({
      id: 'left-to-right',
      from: 'left',
      to: 'right',
      trigger: { kind: 'event', events: ['thing.made'], at: place },
      steps: [step('make thing', 'right')],
    }),
  ],
});

/** Contacts that two systems change, one of which tells of our own writes without saying whose they are. */
const bothWays: Integration = integration({
  systems: [
    system('crm', { limits: limits(requests(15_000, 86_400)) }),
    system('desk', { limits: limits(requests(400, 60)), webhook: declared('none' as const) }),
  ],
  flows: [
    flow({
      id: 'crm-to-desk',
      from: 'crm',
      to: 'desk',
      steps: [step('save contact', 'desk')],
      volume: perDay(4000, { keys: 2500 }),
      latency: declared({ total: 120 }),
      twoWay: twoWay('desk-to-crm'),
    }),
    flow({
      id: 'desk-to-crm',
      from: 'desk',
      to: 'crm',
      trigger: pollTrigger(step('list contacts', 'desk', { mode: 'read' })),
      steps: [step('upsert contact', 'crm')],
      volume: perDay(2500, { keys: 1800 }),
      latency: declared({ total: 600 }),
      twoWay: twoWay('crm-to-desk'),
    }),
  ],
});

function twoWay(other: string): NonNullable<Flow['twoWay']> {
  return {
    other,
    ends: ['crm', 'desk'],
    conflict: declared({ policy: 'review', owners: [] }),
    echo: declared('none'),
    volumeByDirection: true,
  };
}

/** Events for many endpoints of others. */
const toEndpoints: Integration = integration({
  systems: [
    system('parcels', { owned: declared(true) }),
    system('customers', {
      kind: declared('webhook'),
      tenants: declared({ count: declared(2500), what: 'endpoint', largestShare: declared(0.12) }),
      latency: declared({ p50: 0.25, p99: 3 }),
    }),
  ],
  flows: [
    flow({
      id: 'parcel-events',
      from: 'parcels',
      to: 'customers',
      trigger: triggers.changes,
      steps: [step('deliver event', 'customers')],
      volume: perDay(900_000),
      peak: peak(45, 1),
    }),
  ],
});

/** Values that are worthless when stale, over a connection that replays nothing. */
const overConnection: Integration = integration({
  systems: [
    system('exchange', {
      kind: declared('websocket'),
      stream: declared({
        via: 'websocket',
        replaySeconds: 0,
        lifetimeSeconds: 7200,
        pingSeconds: 20,
        pongWithinSeconds: 10,
      }),
      limits: limits(requests(5, 1, { unit: 'messages' })),
    }),
    system('shop', { limits: limits(requests(300, 1)) }),
  ],
  flows: [
    flow({
      id: 'quotes',
      from: 'exchange',
      to: 'shop',
      steps: [step('store price', 'shop')],
      volume: perDay(6_000_000, { keys: 400 }),
      peak: peak(150, 1),
      latency: declared({ total: 2 }),
      expires: declared(5),
      order: declared({ key: 'instrument', keep: 'latest' as const }),
    }),
  ],
});

/** Messages of a queue, which are worked off from the queue itself. */
const fromQueue: Integration = integration({
  systems: [
    system('bus', { kind: declared('queue') }),
    system('catalog', { kind: declared('graphql'), limits: limits(requests(20, 1)) }),
  ],
  flows: [
    flow({
      id: 'prices',
      from: 'bus',
      to: 'catalog',
      steps: [step('updatePrice', 'catalog')],
      volume: perDay(40_000),
      peak: peak(4, 1, { lasts: 1800 }),
      latency: declared({ total: 60 }),
    }),
  ],
});

/** The same orders where the file says itself what else is assumed, so that nothing of it is a default. */
const everythingSaid: Integration = {
  ...quotaWithBatches,
  assume: { outage: declared(420), utilisation: declared(0.4), jitter: declared(0.1) },
  slo: declared(0.45),
  systems: quotaWithBatches.systems.map((one) =>
    one.id === 'books'
      ? {
          ...one,
          share: declared(0.5),
          penalty: declared(20),
          outage: declared(900),
          latency: declared({ p50: 0.2, p99: 1.1, mean: 0.3, max: 9 }),
          idempotency: declared([
            { kind: 'header' as const, name: 'Idempotency-Key', retentionSeconds: 172_800 },
          ]),
          consistency: declared({ readAfterWriteSeconds: 45 }),
        }
      : { ...one, outage: declared(600) },
  ),
};

/** A list with a tight quota that two processes ask as seldom as the promise lets them. */
const polledTightly: Integration = {
  ...polled,
  assume: { outage: declared(420), utilisation: declared(0.4), jitter: declared(0.1) },
  deployment: { instances: declared(2) },
  systems: [
    system('list', {
      limits: limits(requests(90, 86_400)),
      webhook: declared('none' as const),
      outage: declared(900),
      latency: declared({ p50: 0.2, p99: 1.1 }),
    }),
    system('copy', { owned: declared(true), outage: declared(300) }),
  ],
  flows: polled.flows.map((one) => ({
    ...one,
    volume: perDay(700),
    latency: declared({ total: 12_000 }),
  })),
};

/** Every case by its name. */
export const cases: Readonly<Record<string, Integration>> = {
  quotaWithBatches,
  nightlyFile,
  fewEvents,
  waitingCaller,
  quotaBelowVolume,
  nearLimit,
  polled,
  leastSaid,
  bothWays,
  toEndpoints,
  overConnection,
  fromQueue,
  everythingSaid,
  polledTightly,
};
