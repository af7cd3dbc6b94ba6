import { describe, expect, it } from 'vitest';

import { checked, found, orders } from './checked.ts';

const event = 'from: shop, on: order.created, to: billing, do: create invoice';
const changes = 'from: shop, changes: orders, to: billing, do: create invoice';
const call = 'from: shop, call: quote, to: billing, do: price basket';
const poll = 'from: shop, read: list orders, to: billing, do: create invoice';

describe('contradictions', () => {
  it.each([
    ['nothing, in a plain flow', orders({ flow: event }), []],
    [
      'a flow without a trigger',
      orders({ flow: 'from: shop, to: billing, do: bill it, data: orders' }),
      ['flow/no-trigger'],
    ],
    ['a flow with two', orders({ flow: `${event}, call: invoice` }), ['flow/several-triggers']],
    [
      'an unknown system at an end',
      orders({ flow: event.replace('shop', 'shopp') }),
      ['flow/unknown-system'],
    ],
    [
      'an unknown system in a step',
      orders({ flow: 'from: shop, on: paid, to: billing, do: { do: bill, at: biling }' }),
      ['flow/unknown-system'],
    ],
    [
      'an id that repeats',
      orders({ flow: `id: a, ${event} }, { id: a, ${event}` }),
      ['flow/duplicate-id'],
    ],
    [
      'a flow that does nothing',
      orders({ flow: 'from: shop, on: paid, to: billing' }),
      ['flow/no-step'],
    ],
    [
      'a schedule that moves nothing known',
      orders({ flow: 'from: shop, schedule: { every: 1h }, to: billing, do: bill it' }),
      ['flow/no-data'],
    ],
    [
      'cron with another rhythm',
      orders({ flow: `${event}, schedule: { cron: "0 6 * * *", every: 1h }` }),
      ['flow/several-schedules'],
    ],
    [
      'a deadline beside a latency',
      orders({ flow: `${event}, deadline: "06:00", latency: 5m` }),
      ['flow/deadline-and-latency'],
    ],
    [
      'dead letters of what expires',
      orders({ flow: `${event}, expires: 60s, dead_letter: { keep: 14d }` }),
      ['flow/expires-and-dead-letter'],
    ],
    [
      'no dead letters of what expires',
      orders({ flow: `${event}, expires: 60s, dead_letter: none` }),
      [],
    ],
    [
      'expiry where a caller waits',
      orders({ flow: `${call}, expires: 60s` }),
      ['flow/not-while-waiting'],
    ],
    [
      'dead letters where a caller waits',
      orders({ flow: `${call}, dead_letter: { keep: 1d }` }),
      ['flow/not-while-waiting'],
    ],
    [
      'a schedule where a caller waits',
      orders({ flow: `${call}, schedule: { every: 1h }` }),
      ['flow/not-while-waiting'],
    ],
    [
      'no time for the call',
      orders({ flow: `${call}, latency: { total: 1s, ours: 1s }` }),
      ['flow/ours-exceeds-total'],
    ],
    [
      'a fallback that nobody waits for',
      orders({ flow: `${event}, fallback: { answer: later }` }),
      ['flow/fallback-without-caller'],
    ],
    [
      'our part of a latency that nobody waits for',
      orders({ flow: `${event}, latency: { total: 1m, ours: 1s }` }),
      ['flow/ours-without-caller'],
    ],
    [
      'a pattern against the trigger',
      orders({ flow: `${call}, pattern: outbox` }),
      ['flow/pattern-contradicts'],
    ],
    [
      'a pattern that fits the trigger',
      orders({ flow: `${event}, pattern: "event in, micro-batches out"` }),
      [],
    ],
    [
      'the latest of nothing',
      orders({ flow: `${event}, order: { keep: latest }` }),
      ['flow/latest-without-key'],
    ],
    [
      'an outbox in a foreign database',
      orders({ flow: changes, shop: 'description: sells' }),
      ['flow/changes-not-owned'],
    ],
    [
      'a batch larger than the limit',
      orders({
        flow: 'from: shop, on: paid, to: billing, do: { do: bill, batch: { items: 60 } }',
        billing: 'description: bills, limits: { items: 50 }',
      }),
      ['flow/batch-over-limit'],
    ],
    ['a poll without identity', orders({ flow: poll }), ['flow/no-identity']],
    ['a poll with a key', orders({ flow: `${poll}, idempotency_key: order.id` }), []],
    ['a poll whose repeats are harmless', orders({ flow: `${poll}, duplicate: harmless` }), []],
    [
      'a poll into an upsert',
      orders({ flow: poll, billing: 'description: bills, idempotency: { upsert: number }' }),
      [],
    ],
    [
      'events with a signature of their own',
      orders({
        flow: event,
        shop: 'description: sells, webhook: { signature: { algorithm: sha256, header: X-Sig } }',
      }),
      ['flow/no-identity'],
    ],
    [
      'events with a named signature',
      orders({ flow: event, shop: 'description: sells, webhook: { signature: stripe }' }),
      [],
    ],
    [
      'a repeat that does harm',
      orders({ flow: `${event}, retry: { attempts: 3 }` }),
      ['flow/unsafe-retry'],
    ],
    [
      'a repeat that only a look-up guards',
      orders({
        flow: `${event}, retry: { attempts: 3 }`,
        billing: 'description: bills, idempotency: { lookup: number }',
      }),
      ['flow/unsafe-retry'],
    ],
    [
      'a repeat with a key',
      orders({
        flow: `${event}, retry: { attempts: 3 }`,
        billing: 'description: bills, idempotency: { header: Idempotency-Key }',
      }),
      [],
    ],
    [
      'a repeat that is harmless',
      orders({ flow: `${event}, retry: { attempts: 3 }, duplicate: harmless` }),
      [],
    ],
    ['slower repeats only', orders({ flow: `${event}, retry: { base: 1s }` }), []],
    [
      'a repeat for so long',
      orders({ flow: `${event}, retry: { for: 1d }` }),
      ['flow/unsafe-retry'],
    ],
    ['no repeat', orders({ flow: `${event}, retry: { attempts: 1 }` }), []],
    [
      'none beside a key',
      orders({ flow: event, billing: 'description: bills, idempotency: [none, { header: K }]' }),
      ['idempotency/none-among-others'],
    ],
    [
      'a system that nobody uses',
      orders({ flow: event }).replace('systems: {', 'systems: { spare: idle,'),
      ['system/unused'],
    ],
    [
      'two words for one method',
      orders({ flow: 'from: shop, on: paid, to: billing, do: [create invoice, create-invoice]' }),
      ['port/method-collision'],
    ],
    [
      'signs that give no method',
      orders({ flow: 'from: shop, on: paid, to: billing, do: "+/-"' }),
      ['port/no-method-name'],
    ],
    [
      'a memory limiter of several processes',
      orders({ flow: event, rest: 'deployment: { instances: 2, limiter: memory }' }),
      ['deployment/not-shared'],
    ],
    [
      'a local queue of several processes',
      orders({ flow: event, rest: 'deployment: { instances: 2, queue: sqlite }' }),
      ['deployment/not-shared'],
    ],
    [
      'an id that Windows keeps for itself',
      orders({ flow: `id: con, ${event}` }),
      ['key/not-a-name'],
    ],
    [
      'an id too long for a file',
      orders({ flow: `id: ${'a'.repeat(65)}, ${event}` }),
      ['key/not-a-name'],
    ],
    [
      'a limit of an unknown flow',
      orders({
        flow: event,
        billing: 'description: bills, limits: { requests: 4, per: 1d, flows: [refresh] }',
      }),
      ['limit/unknown-flow'],
    ],
    [
      'a limit of an unused operation',
      orders({
        flow: event,
        billing:
          'description: bills, limits: { requests: 4, per: 1d, operations: [create invoices] }',
      }),
      ['limit/unused-operation'],
    ],
    [
      'a call dearer than its bucket',
      orders({
        flow: event,
        billing:
          'description: bills, limits: { points: 10, per: 1s, burst: 20, cost: { create invoice: 30 } }',
      }),
      ['limit/cost-over-bucket'],
    ],
    [
      'a largest tenant below the average',
      orders({
        flow: event,
        billing: 'description: bills, tenants: { count: 4, largest_share: 20% }',
      }),
      ['tenants/largest-too-small'],
    ],
    [
      'both forms of a basic credential',
      orders({
        flow: event,
        billing:
          'description: bills, auth: { type: basic, secret: BILLING, username: BILLING_USER }',
      }),
      ['auth/both-forms'],
    ],
    [
      'half of a basic credential',
      orders({
        flow: event,
        billing: 'description: bills, auth: { type: basic, username: BILLING_USER }',
      }),
      ['auth/incomplete'],
    ],
    [
      'a refresh token without a person',
      orders({
        flow: event,
        billing:
          'description: bills, auth: { type: oauth2, grant: client_credentials, refresh_token: rotating }',
      }),
      ['auth/grant-mismatch'],
    ],
    [
      'a credential and none',
      orders({
        flow: event,
        billing: 'description: bills, auth: [{ type: none }, { type: bearer }]',
      }),
      ['auth/none-among-others'],
    ],
    [
      'a median slower than the slow calls',
      orders({ flow: event, billing: 'description: bills, latency: { p50: 2s, p99: 1s }' }),
      ['value/order'],
    ],
    [
      'more keys than items',
      orders({ flow: `${event}, volume: { rate: 10/day, keys: 20 }` }),
      ['value/order'],
    ],
    [
      'a share of nothing',
      orders({ flow: event, billing: 'description: bills, share: 0%' }),
      ['value/unreadable'],
    ],
    ['a peak below the mean', orders({ flow: `${event}, peak: 0.5x` }), ['value/unreadable']],
    [
      'a zone that does not exist',
      orders({ flow: event, rest: 'timezone: Europe/Atlantis' }),
      ['value/unknown-zone'],
    ],
    [
      'a quantity that nobody knows',
      orders({ flow: event, billing: 'description: bills, penalty: unknown' }),
      ['value/unknown'],
    ],
  ])('finds %s', async (_, text, codes) => {
    expect((await found(text)).map((line) => line.split(' ')[0])).toEqual(codes);
  });

  it('gives no model where something is an error', async () => {
    const wrong = await checked(
      orders({ flow: `${event}, expires: 60s, dead_letter: { keep: 1d }` }),
    );
    expect(wrong.value).toBeUndefined();
  });

  it('reports everything at once, each at its place', async () => {
    const text = orders({
      flow: `${call}, expires: 60s, pattern: outbox`,
      billing: 'description: bills, share: 0%',
    });
    expect((await found(text)).toSorted()).toEqual([
      'flow/not-while-waiting 4:76',
      'flow/pattern-contradicts 4:90',
      'value/unreadable 3:41',
    ]);
  });

  it('names the three nearest systems', async () => {
    const { diagnostics } = await checked(orders({ flow: event.replace('billing', 'biling') }));
    expect(diagnostics.map(({ fix }) => fix)).toEqual(['Use "billing", or add it under systems.']);
  });
});

describe('residency', () => {
  it.each([
    ['EU', 'us-east-1', ['compliance/residency']],
    ['EU', 'eu-west-2', ['compliance/residency']],
    ['EU', 'eu-central-1', []],
    ['EU', 'europe-west3', []],
    ['EU', 'germanywestcentral', []],
    ['European Union', 'us', ['compliance/residency']],
    ['Germany', 'eu-central-1', []],
    ['US', 'eu-west-1', ['compliance/residency']],
    ['our cellar', 'us-east-1', []],
    ['EU', 'rack 7', []],
  ])('of %s against the region %s finds %s', async (residency, region, codes) => {
    const rest = `compliance: { residency: ${residency} }\ndeployment: { region: ${region} }`;
    const lines = await found(orders({ flow: event, rest }));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(codes);
  });

  it('holds for the regions of systems too', async () => {
    const text = orders({
      flow: event,
      billing: 'description: bills, region: us',
      rest: 'compliance: { residency: EU }',
    });
    expect(await found(text)).toEqual(['compliance/residency 3:42']);
  });
});
