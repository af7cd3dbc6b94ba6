import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import integrationSchema from '../../schemas/integration.schema.json' with { type: 'json' };
import { checkSchema } from '../../src/check/schema.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatDiagnostics, withExcerpts } from '../../src/diagnostics/print.ts';
import { yamlDocument } from '../../src/load/yaml-document.ts';

const isValid = new Ajv2020({ allErrors: false, strictRequired: false }).compile(integrationSchema);

function check(text: string): readonly Diagnostic[] {
  const { value } = yamlDocument('integration.yaml', text);
  if (value === undefined) throw new Error('The text of the test is not YAML.');
  const found = checkSchema(value);
  expect(isValid(JSON.parse(JSON.stringify(value.value)))).toBe(
    found.every(({ code, message }) => code === 'secret/value' && message.includes('looks as if')),
  );
  return found;
}

function withSystem(keys: string): string {
  return `integration: a\nsystems:\n  b: sells\n  c: { description: bills, ${keys} }\nflows:\n  - { from: b, on: x, to: c }\n`;
}

function withFlow(keys: string): string {
  return `integration: a\nsystems: { b: sells, c: bills }\nflows:\n  - { from: b, to: c, ${keys} }\n`;
}

const least = `integration: payments
systems:
  stripe: takes card payments
  netsuite: keeps the ledger
flows:
  - { from: stripe, on: charge.succeeded, to: netsuite, do: create customer payment }
`;

describe('the schema of integration.yaml', () => {
  it('accepts the least that is valid', () => {
    expect(check(least)).toEqual([]);
  });

  it.each([
    'auth: [{ type: mtls, certificate: MY_CERT, private_key: MY_KEY }, { type: oauth2, grant: client_credentials, client_id: MY_ID }]',
    'limits: 10/s',
    'limits: unknown',
    'limits: [10/s, { requests: 60, per: 1m, scope: organisation }, { concurrent: 5, of: 15 }, { items: 50, bytes: 3.5MB, each: request }, { bytes: 100Mbit/s }, { messages: 5, per: 1s, each: connection }]',
    'limits: { points: 100, per: 1s, burst: 2000, cost: { default: 1, updatePrice: 10 } }',
    'limits: { requests: 5000, per: 1d, resets: "00:00 UTC", key: ticket, operations: [list orders] }',
    'idempotency: [{ upsert: id }, { lookup: ref, read: search }, natural]',
    'webhook: { signature: { algorithm: sha256, header: X-Sig }, secret: MY_SECRET, redelivers: { for: 3d, then: unsubscribe } }',
    'webhook: none, share: 5/15, hours: "06:00-22:00", consistency: { read_after_write: unknown }',
    'stream: { via: websocket, replay: none }, pagination: { type: cursor, param: after, last_entry: id }, tenants: { count: 20 }',
  ])('accepts of a system %s', (keys) => {
    expect(check(withSystem(keys))).toEqual([]);
  });

  it.each([
    'on: "*", volume: { items: 12000, each: run }, peak: [5x, 10%/h, { rate: 17/s, lasts: 4h }, { name: end, items: 5 }]',
    'read: listOrders, cursor: { field: updated }, schedule: { every: 5m }',
    'schedule: { at: "01:00", ready_in: 10m }, deadline: "06:00 Europe/Berlin", item_size: { mean: 2kB, max: 8MB }',
    'call: quote, latency: { total: 2s, ours: 150ms }, fallback: { answer: decline, recheck: true }',
    'on: x, do: [a, { do: b, at: c, per: batch, batch: { items: 5 }, confirm: { on: receipt } }], circuit_breaker: none, dead_letter: { keep: 14d }',
    'on: x, transform: ./t.ts#f, order: { key: k, version: [a, b], keep: latest }, priority: { by: p, classes: { P1: 10% } }',
  ])('accepts of a flow %s', (keys) => {
    expect(check(withFlow(keys))).toEqual([]);
  });

  it('accepts a value for each system where things go both ways', () => {
    const flow =
      '{ between: [b, c], on: { b: x, c: y }, data: orders, conflict: { policy: review } }';
    expect(check(`integration: a\nsystems: { b: s, c: t }\nflows: [${flow}]`)).toEqual([]);
  });
});

describe('a mistake in integration.yaml', () => {
  it.each([
    ['limitz: 10/s', 'key/unknown', '"limits"'],
    ['colour: red', 'key/unknown', 'Remove it'],
    ['limits: { requests: 5, perr: 1m }', 'key/unknown', '"per"'],
    ['limits: [{ concurent: 5 }]', 'key/unknown', '"concurrent"'],
    ['limits: fast', 'value/wrong-form', 'a rate such as 6/s'],
    ['limits: { each: request }', 'key/missing-one-of', '"items" or "bytes"'],
    ['limits: [{}]', 'value/empty', 'a rate such as 6/s'],
    ['limits: { requests: 60 }', 'key/missing', '"per"'],
    ['limits: { requests: 0, per: 1s }', 'value/out-of-range', 'above 0'],
    ['auth: { type: oauth, client_id: MY_ID }', 'value/unknown-word', '"oauth2"'],
    ['auth: { secret: MY_KEY }', 'key/missing', '"type"'],
    ['auth: sk-12345', 'value/wrong-type', 'a mapping'],
    ['kind: rset', 'value/unknown-word', '"rest"'],
    ['kind: fax', 'value/unknown-word', '"graphql"'],
    ['owned: perhaps', 'value/wrong-type', 'true or false'],
    ['region: 7', 'value/wrong-type', 'in quotes'],
    ['region:', 'value/empty', 'Write text'],
    ['latency: 3s', 'value/wrong-form', '"p50"'],
    ['outage: 5 minutes', 'value/wrong-form', 'a duration such as 250ms'],
    ['outage: unknwn', 'value/unknown-word', '"unknown"'],
    ['idempotency: { header: X, retension: 3d }', 'key/unknown', '"retention"'],
    ['environments: { Prod: { url: x } }', 'key/not-a-name', 'hyphens'],
    ['auth: { type: bearer, secret: my-password }', 'secret/value', 'LEDGER_API_KEY'],
    ['auth: { type: bearer, secret: AKIAIOSFODNN7EXAMPLE }', 'secret/value', 'LEDGER_API_KEY'],
    ['auth: { type: basic, password: 12345 }', 'secret/value', 'LEDGER_API_KEY'],
    ['url: "https://me:hunter2@x.example"', 'secret/value', 'LEDGER_API_KEY'],
  ])('of a system, %s, is one %s', (keys, code, fix) => {
    const found = check(withSystem(keys));
    expect(found.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(found[0]?.fix).toContain(fix);
    expect(found[0]?.at.line).toBe(4);
  });

  it.each([
    ['on: x, latncy: 3s', 'key/unknown', '"latency"'],
    ['on: x, volume: 30000', 'value/wrong-form', 'a rate such as 6/s'],
    ['on: x, peak: [5x, quick]', 'value/wrong-form', 'a multiple such as 5x'],
    ['on: x, deadline: 6:00', 'value/wrong-form', 'a clock time'],
    ['on: x, do: []', 'value/empty', 'a list'],
    ['on: x, do: { doo: x }', 'key/unknown', '"do"'],
    ['on: x, retry: { attempts: 0 }', 'value/out-of-range', 'at least 1'],
    ['on: x, order: { version: [a, b, c] }', 'value/out-of-range', 'list'],
    ['on: x, conflict: { policy: review }', 'key/unknown', 'Remove it'],
  ])('of a flow, %s, is one %s', (keys, code, fix) => {
    const found = check(withFlow(keys));
    expect(found.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(found[0]?.fix).toContain(fix);
  });

  it('is a missing key only where no wrong key was meant for it', () => {
    const wrong = least.replace('systems:', 'sytems:').replace('flows:', 'flow:');
    expect(check(wrong).map(({ code }) => code)).toEqual(['key/unknown', 'key/unknown']);
    expect(check('description: x').map(({ message }) => message)).toEqual([
      'integration.yaml lacks "integration", "systems" and "flows".',
    ]);
  });

  it('asks a flow without ends for both, and one whose word is wrong for the right one', () => {
    const found = check(
      'integration: a\nsystems: { b: s }\nflows: [{ on: x }, { form: b, to: b, on: x }]',
    );
    expect(found.map(({ message, fix }) => `${message} ${fix}`)).toEqual([
      '"flows[0]" lacks "from" and "to". Add "from" and "to".',
      '"flows[1]" has no key "form". Use "from", or remove it.',
    ]);
  });

  it('has the place of the key or of the value, whichever is wrong', () => {
    const text = withSystem('owned: 3').replace('bills', 'bills, latencyy: 3s');
    expect(check(text).map(({ at }) => at)).toEqual([
      { file: 'integration.yaml', line: 4, column: 28, length: 8 },
      { file: 'integration.yaml', line: 4, column: 49 },
    ]);
  });

  it.each([
    'auth: { type: bearer, secret: hunter2hunter2 }',
    'auth: { type: bearer, token: hunter2hunter2 }',
    'auth: hunter2hunter2',
    'auth: { type: hunter2hunter2 }',
    'url: "https://me:hunter2hunter2@x.example"',
    'webhook: { secret: hunter2hunter2, redelivers: soon }',
    'password: hunter2hunter2',
    'auth: { type: bearer, secret hunter2hunter2 }',
    'auth: { type: bearer, token=hunter2hunter2: 1 }',
    'password hunter2hunter2: { a: 1 }',
  ])('never repeats what may be a secret: %s', (keys) => {
    const text = withSystem(keys);
    const found = withExcerpts(check(text), new Map([['integration.yaml', text]]));
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain('hunter2');
    expect(formatDiagnostics(found, { color: false })).not.toContain('hunter2');
  });

  it('is reported a hundred times at most, however long the file is', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(check(`${least}${keys}`).length).toBe(100);
  });

  it('is found wherever ajv finds one, and nowhere else', () => {
    const scalar = fc.constantFrom(
      'unknown',
      '5m',
      '10/s',
      '5x',
      'none',
      'MY_KEY',
      'oauth2',
      'id',
      '',
      5,
      0,
      true,
      null,
    );
    const key = fc.constantFrom(
      'requests',
      'per',
      'concurrent',
      'items',
      'bytes',
      'type',
      'secret',
      'header',
      'rate',
      'each',
      'do',
      'read',
      'at',
      'total',
      'keep',
      'none',
      'p50',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }));
    const where = fc.constantFrom(
      'limits',
      'auth',
      'idempotency',
      'webhook',
      'latency',
      'share',
      'hours',
      'throttled',
    );
    const flowKey = fc.constantFrom(
      'do',
      'volume',
      'peak',
      'latency',
      'schedule',
      'order',
      'reconcile',
      'circuit_breaker',
      'on',
    );
    fc.assert(
      fc.property(where, flowKey, value, (system, flow, something) => {
        check(
          JSON.stringify({
            integration: 'a',
            systems: { b: { description: 'x', [system]: something } },
            flows: [{ from: 'b', to: 'b', [flow]: something }],
          }),
        );
      }),
      { numRuns: 500 },
    );
  });
});
