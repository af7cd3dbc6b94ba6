import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../src/model/document.ts';
import { flowOf, found, orders, systemOf } from './checked.ts';

const answer: JsonObject = { responses: { 200: { description: 'done' } } };
const key: JsonObject = { name: 'idempotency-key', in: 'header', schema: { type: 'string' } };

const spec: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Billing', version: '1' },
  paths: {
    '/invoices': {
      get: { operationId: 'listInvoices', ...answer },
      post: { operationId: 'createInvoice', ...answer },
    },
    '/payments': { post: { operationId: 'createPayment', parameters: [key], ...answer } },
    '/invoices/latest': { put: { operationId: 'replaceLatest', ...answer } },
  },
};
const billing = 'description: bills, spec: billing.yaml';
const specs = { billing: spec };

function steps(list: string, rest = ''): string {
  return orders({ billing, flow: `from: shop, on: paid, to: billing, do: [${list}]${rest}` });
}

describe('operations of a spec', () => {
  it('are found by operationId and by method and path', async () => {
    const flow = await flowOf(steps('createInvoice, POST /payments'), specs);
    expect(flow.steps.map(({ operation }) => operation?.id)).toEqual([
      'createInvoice',
      'createPayment',
    ]);
  });

  it('are reduced to those that the file names anywhere', async () => {
    const text = orders({
      billing: `${billing}, idempotency: { lookup: number, read: listInvoices }`,
      flow: 'from: shop, on: paid, to: billing, do: createInvoice',
    });
    const { api } = await systemOf('billing', text, specs);
    expect(api?.operations.map(({ id }) => id)).toEqual(['listInvoices', 'createInvoice']);
  });

  it('are resolved in confirmations, reconciliation and polls', async () => {
    const flow = await flowOf(
      orders({
        shop: billing,
        flow: 'from: shop, read: listInvoices, to: billing, do: { do: bill, at: shop2, confirm: { read: listInvoices } }, reconcile: { read: listInvoices }, duplicate: harmless',
      })
        .replace('at: shop2', 'at: shop')
        .replace('do: bill,', 'do: createInvoice,'),
      { shop: spec },
    );
    const [step] = flow.steps;
    const ids = [
      flow.trigger.kind === 'poll' ? flow.trigger.step.operation?.id : undefined,
      flow.reconcile?.value.read?.operation?.id,
      step?.confirm?.value.kind === 'read' ? step.confirm.value.step.operation?.id : undefined,
    ];
    expect(ids).toEqual(['listInvoices', 'listInvoices', 'listInvoices']);
  });

  it('that do not exist are reported where they stand, and nothing follows from them', async () => {
    const text = steps('createInvoce', ', retry: { attempts: 3 }');
    expect(await found(text, specs)).toEqual(['spec/unknown-operation 4:51']);
  });

  it('of a spec that could not be read are not asked about', async () => {
    expect(await found(steps('createInvoce', ', retry: { attempts: 3 }'))).toEqual([]);
  });

  it.each([
    ['createInvoice', ['flow/unsafe-retry']],
    ['createPayment', []],
    ['replaceLatest', []],
    ['listInvoices', []],
  ])('tell whether a repeat of %s does harm', async (name, codes) => {
    const lines = await found(steps(name, ', retry: { attempts: 3 }'), specs);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(codes);
  });

  it('may be named by method and path in a limit', async () => {
    const text = orders({
      billing: `${billing}, limits: { points: 9, per: 1s, operations: [POST /invoices], cost: { "POST /invoices": 2 } }`,
      flow: 'from: shop, on: paid, to: billing, do: createInvoice',
    });
    expect(await found(text, specs)).toEqual([]);
    const { limits } = await systemOf('billing', text, specs);
    const [limit] = limits === undefined || limits.value === 'unknown' ? [] : limits.value;
    expect(limit?.value.operations).toEqual(['createInvoice']);
    expect(limit?.value.kind === 'points' ? { ...limit.value.cost.byOperation } : {}).toEqual({
      createInvoice: 2,
    });
  });
});
