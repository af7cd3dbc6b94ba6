import { describe, expect, it } from 'vitest';

import type { Integration } from '../../src/model/integration.ts';
import { checked, flowOf, orders, systemOf } from './checked.ts';

const event = 'from: shop, on: order.created, to: billing, do: create invoice';

async function model(text: string): Promise<Integration> {
  const { value, diagnostics } = await checked(text);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

async function billing(key: string): Promise<unknown> {
  const system = await systemOf(
    'billing',
    orders({ flow: event, billing: `description: bills, ${key}` }),
  );
  return bare(system);
}

async function flow(keys: string): Promise<unknown> {
  return bare(await flowOf(orders({ flow: `${event}, duplicate: harmless, ${keys}` })));
}

/** A declared value as the value alone, so that a test can say what was understood. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  if ('value' in value && 'at' in value && 'text' in value) return bare(value.value);
  const entries = Object.entries(value).filter(([, inner]) => !isPlace(inner));
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'line' in value && 'column' in value;
}

describe('the top level', () => {
  it('fills no default but the directory of the output', async () => {
    const { assume, deployment, output, slo, timezone, systems } = await model(
      'integration: payments\nsystems: { stripe: takes payments, netsuite: keeps the ledger }\n' +
        'flows: [{ from: stripe, on: charge.succeeded, to: netsuite, do: create customer payment }]',
    );
    expect({ assume, deployment, output, slo, timezone }).toEqual({
      assume: {},
      deployment: {},
      output: 'integrations/payments',
      slo: undefined,
      timezone: undefined,
    });
    expect(systems.map(({ id, description }) => [id, description])).toEqual([
      ['stripe', 'takes payments'],
      ['netsuite', 'keeps the ledger'],
    ]);
  });

  it('is read with its units', async () => {
    const rest = [
      'slo: 99.5%',
      'timezone: Europe/Berlin',
      'assume: { outage: 10m, utilisation: 70%, jitter: 500ms }',
      'output: { directory: ./out }',
      'compliance: { data: personal, residency: EU, retention: { delete: 90d, what: copies }, rules: [be kind], audit_retention: 7y }',
    ].join('\n');
    const { assume, slo, timezone, output, compliance } = await model(
      orders({ flow: event, rest }),
    );
    expect(bare({ assume, slo, timezone, output, compliance })).toEqual({
      assume: { outage: 600, utilisation: 0.7, jitter: 0.5 },
      slo: 0.995,
      timezone: 'Europe/Berlin',
      output: './out',
      compliance: {
        data: ['personal'],
        exclude: [],
        redact: [],
        frameworks: [],
        rules: ['be kind'],
        residency: 'EU',
        retention: { deleteSeconds: 7_776_000, what: 'copies' },
        auditRetentionSeconds: 220_752_000,
      },
    });
  });

  it('keeps the words and the place of what was declared', async () => {
    const { volume } = await flowOf(orders({ flow: `${event}, volume: 3000/day` }));
    expect(volume).toEqual({
      value: { count: 3000, perSeconds: 86_400, each: 'interval' },
      text: '3000/day',
      at: { file: 'integration.yaml', line: 4, column: 83, length: 8 },
    });
  });
});

describe('a system', () => {
  it.each([
    ['limits: 10/s', [{ kind: 'requests', requests: 10, perSeconds: 1 }]],
    ['limits: unknown', 'unknown'],
    [
      'limits: { requests: 60, per: 1m, scope: organisation, source: documented, remaining: X-Left }',
      [
        {
          kind: 'requests',
          requests: 60,
          perSeconds: 60,
          scope: 'organisation',
          source: 'documented',
          remaining: 'X-Left',
        },
      ],
    ],
    [
      'limits: { requests: 5000, per: 1d, resets: "00:00 UTC", key: account }',
      [
        {
          kind: 'requests',
          requests: 5000,
          perSeconds: 86_400,
          resets: { minutes: 0, zone: 'UTC' },
          key: 'account',
        },
      ],
    ],
    [
      'limits: { requests: 1, per: 1m, burst: 20, resets: clock, throttled: { status: 503 } }',
      [
        {
          kind: 'requests',
          requests: 1,
          perSeconds: 60,
          burst: 20,
          resets: 'clock',
          throttled: [{ status: 503 }],
        },
      ],
    ],
    [
      'limits: { points: 100, per: 1s, burst: 2000, cost: { default: 2, create invoice: 10 } }',
      [
        {
          kind: 'points',
          points: 100,
          perSeconds: 1,
          burst: 2000,
          cost: { default: 2, byOperation: { 'create invoice': 10 } },
        },
      ],
    ],
    ['limits: { concurrent: 5, of: 15 }', [{ kind: 'concurrent', concurrent: 5, of: 15 }]],
    [
      'limits: { items: 50, bytes: 3.5MB, each: request }',
      [{ kind: 'batch', items: 50, bytes: 3_500_000 }],
    ],
    ['limits: { bytes: 100Mbit/s }', [{ kind: 'line', bytesPerSecond: 12_500_000 }]],
  ])('has %s', async (key, limits) => {
    expect(await billing(key)).toMatchObject({ limits });
  });

  it.each([
    [
      'auth: { type: bearer, secret: TOKEN, rotate_every: 90d }',
      { auth: [{ type: 'bearer', secret: 'TOKEN', rotateEverySeconds: 7_776_000 }] },
    ],
    [
      'auth: { type: api_key, in: query, name: key, secret: BILLING_KEY }',
      { auth: [{ type: 'api_key', in: 'query', name: 'key', secret: 'BILLING_KEY' }] },
    ],
    [
      'auth: [{ type: mtls, certificate: CERT, private_key: KEY }, { type: oauth2, token_lifetime: 30m, scopes: read }]',
      {
        auth: [
          { type: 'mtls', certificate: 'CERT', private_key: 'KEY' },
          { type: 'oauth2', token_lifetime: 1800, scopes: ['read'] },
        ],
      },
    ],
    ['share: 5/20', { share: 0.25 }],
    [
      'throttled: { status: 200, code: THROTTLED }',
      { throttled: [{ status: 200, code: 'THROTTLED' }] },
    ],
    ['latency: { p50: 400ms, p99: 900ms }', { latency: { p50: 0.4, p99: 0.9 } }],
    ['latency: unknown', { latency: 'unknown' }],
    [
      'idempotency: { header: X-Request-Id, retention: 24h }',
      { idempotency: [{ kind: 'header', name: 'X-Request-Id', retentionSeconds: 86_400 }] },
    ],
    [
      'idempotency: [{ upsert: number }, { lookup: number, read: find }, natural]',
      {
        idempotency: [
          { kind: 'upsert', field: 'number' },
          { kind: 'lookup', field: 'number', read: 'find' },
          { kind: 'natural' },
        ],
      },
    ],
    [
      'consistency: { read_after_write: unknown }',
      { consistency: { readAfterWriteSeconds: 'unknown' } },
    ],
    ['webhook: none', { webhook: 'none' }],
    [
      'webhook: { signature: stripe, secret: HOOK, redelivers: 3d }',
      { webhook: { signature: 'stripe', secret: 'HOOK', redeliversForSeconds: 259_200 } },
    ],
    ['webhook: { redelivers: never }', { webhook: { redeliversForSeconds: 0 } }],
    [
      'webhook: { redelivers: { for: 1d, attempts: 8, then: unsubscribe, on_request: resend } }',
      {
        webhook: {
          redeliversForSeconds: 86_400,
          redeliveryAttempts: 8,
          thenUnsubscribed: true,
          onRequest: 'resend',
        },
      },
    ],
    [
      'webhook: { signature: { algorithm: sha256, header: X-Sig, signed: [timestamp, body], tolerance: 5m } }',
      {
        webhook: {
          signature: 'sha256 in X-Sig',
          customSignature: {
            algorithm: 'sha256',
            header: 'X-Sig',
            signed: ['timestamp', 'body'],
            toleranceSeconds: 300,
          },
        },
      },
    ],
  ])('has %s', async (key, part) => {
    expect(await billing(key)).toMatchObject(part);
  });
});

describe('a flow', () => {
  it.each([
    [
      'volume: { items: 12000, each: run, bytes: 6MB }',
      { volume: { count: 12_000, each: 'run', bytes: 6_000_000 } },
    ],
    [
      'volume: { items: 50, each: hour, keys: 7 }',
      { volume: { count: 50, perSeconds: 3600, each: 'interval', keys: 7 } },
    ],
    ['volume: { items: unknown, each: run }', { volume: 'unknown' }],
    [
      'peak: [6/s, 5x, 10%/h]',
      {
        peak: [
          { kind: 'rate', rate: { count: 6, perSeconds: 1 } },
          { kind: 'factor', factor: 5 },
          { kind: 'share', share: 0.1, perSeconds: 3600 },
        ],
      },
    ],
    [
      'peak: { name: sale, rate: 17/s, lasts: 4h }',
      { peak: [{ kind: 'rate', rate: { count: 17, perSeconds: 1 }, name: 'sale', lasts: 14_400 }] },
    ],
    ['peak: { items: 9000, keys: 3 }', { peak: [{ kind: 'items', items: 9000, keys: 3 }] }],
    ['item_size: { mean: 2kB, max: 1MB }', { itemSize: { mean: 2000, max: 1_000_000 } }],
    ['item_size: 400B', { itemSize: { mean: 400 } }],
    ['latency: 30m', { latency: { total: 1800 } }],
    ['deadline: "06:00 Europe/Berlin"', { deadline: { minutes: 360, zone: 'Europe/Berlin' } }],
    [
      'schedule: { at: "01:00", ready_in: 10m }',
      { schedule: { at: { minutes: 60, zone: 'UTC' }, readyInSeconds: 600 } },
    ],
    [
      'schedule: { cron: "0 6 * * 1-5", overlap: skip }',
      { schedule: { cron: '0 6 * * 1-5', overlap: 'skip' } },
    ],
    ['expires: 60s', { expires: 60 }],
    [
      'cursor: { field: updated_at, lookback: 0s }',
      { cursor: { field: 'updated_at', lookbackSeconds: 0 } },
    ],
    [
      'reconcile: { every: 1d, deadline: "06:00", read: list orders }',
      {
        reconcile: {
          everySeconds: 86_400,
          deadline: { minutes: 360, zone: 'UTC' },
          read: { name: 'list orders', system: 'shop', mode: 'read' },
        },
      },
    ],
    [
      'idempotency_key: [order.id, order.version]',
      { idempotencyKey: ['order.id', 'order.version'] },
    ],
    [
      'order: { key: order, version: [rev, at], stages: [a, b] }',
      { order: { keep: 'every', key: 'order', version: ['rev', 'at'], stages: ['a', 'b'] } },
    ],
    [
      'retry: { attempts: 4, base: 1s, factor: 2, cap: 1m, for: 1d }',
      {
        overrides: {
          retry: { attempts: 4, baseSeconds: 1, factor: 2, capSeconds: 60, forSeconds: 86_400 },
        },
      },
    ],
    [
      'circuit_breaker: none, concurrency: 3, timeout: 5s',
      { overrides: { circuitBreaker: 'none', concurrency: 3, timeout: 5 } },
    ],
    [
      'circuit_breaker: { failures: 5, within: 10s, open: 30s }, dead_letter: { keep: 14d, owner: sales }',
      {
        overrides: {
          circuitBreaker: { failures: 5, withinSeconds: 10, openSeconds: 30 },
          deadLetter: { keepSeconds: 1_209_600, owner: 'sales' },
        },
      },
    ],
  ])('has %s', async (keys, part) => {
    expect(await flow(keys)).toMatchObject(part);
  });

  it('is called after its ends, with a number behind where that repeats', async () => {
    const own = event.replace('from', 'id: shop-to-billing-2, from');
    const { flows } = await model(orders({ flow: `${event} }, { ${own} }, { ${event}` }));
    expect(flows.map(({ id }) => id)).toEqual([
      'shop-to-billing',
      'shop-to-billing-2',
      'shop-to-billing-3',
    ]);
  });

  it('takes the zone of the file for clock times without one', async () => {
    const text = orders({ flow: `${event}, deadline: "06:00"`, rest: 'timezone: Asia/Tokyo' });
    expect((await flowOf(text)).deadline?.value.zone).toBe('Asia/Tokyo');
  });

  it.each([
    ['on: "*"', { kind: 'event', events: ['*'] }],
    ['on: [a, b]', { kind: 'event', events: ['a', 'b'] }],
    [
      'read: list orders',
      { kind: 'poll', step: { name: 'list orders', system: 'shop', mode: 'read' } },
    ],
    ['read: { read: list orders, at: billing }', { kind: 'poll', step: { system: 'billing' } }],
    ['read: list orders, schedule: { every: 5m }', { kind: 'poll' }],
    ['call: price', { kind: 'call', name: 'price' }],
    ['changes: orders', { kind: 'changes', table: 'orders' }],
    ['schedule: { every: 1h }, data: orders', { kind: 'schedule' }],
  ])('starts with %s', async (trigger, expected) => {
    const text = orders({
      flow: `from: shop, to: billing, do: bill it, duplicate: harmless, ${trigger}`,
    });
    expect(bare((await flowOf(text)).trigger)).toMatchObject(expected);
  });

  it('reads more than one step, each at its system', async () => {
    const text = orders({
      flow: 'from: shop, on: paid, to: billing, do: [bill, { read: find order, cache: 1h }, { do: mark paid, at: shop, per: run, batch: { items: 5 }, resumes: 1d, confirm: { on: receipt, takes: 2m } }]',
    });
    expect(bare((await flowOf(text)).steps)).toEqual([
      { name: 'bill', mode: 'do', system: 'billing', per: 'item', perDeclared: false },
      {
        name: 'find order',
        mode: 'read',
        system: 'shop',
        per: 'item',
        perDeclared: false,
        cache: 3600,
      },
      {
        name: 'mark paid',
        mode: 'do',
        system: 'shop',
        per: 'run',
        perDeclared: true,
        batch: { items: 5 },
        resumes: 86_400,
        confirm: { kind: 'event', event: 'receipt', takesSeconds: 120 },
      },
    ]);
  });
});
