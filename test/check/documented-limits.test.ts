import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../src/model/document.ts';
import { orders, systemOf } from './checked.ts';

const responses = { 200: { description: 'done' } };

/** A description that says something of itself, and something of the operation that is called. */
function specs(description: string, ofInvoices = ''): Record<string, JsonObject> {
  return {
    billing: {
      openapi: '3.1.0',
      info: { title: 'Billing', version: '1', description },
      paths: {
        '/invoices': { post: { operationId: 'createInvoice', responses, description: ofInvoices } },
        '/other': {
          post: { operationId: 'createOther', responses, description: 'Rate limit: 3/s' },
        },
      },
    },
  };
}

const flow = 'from: shop, on: paid, to: billing, do: createInvoice';

async function billingWith(rest: string, ...documented: [string, string?]) {
  const billing = `description: bills, spec: billing.yaml${rest}`;
  return systemOf('billing', orders({ billing, flow }), specs(...documented));
}

async function held(...documented: [string, string?]): Promise<unknown> {
  const { limits } = await billingWith('', ...documented);
  if (limits === undefined || limits.value === 'unknown') return limits?.value;
  return limits.value.map(({ value }) => value);
}

describe('limits that a description documents', () => {
  it('hold where the file names none, for the operations that are called', async () => {
    expect(
      await held('At most 100 requests per minute.', 'Throttled at 5 requests per second.'),
    ).toEqual([
      { kind: 'requests', requests: 100, perSeconds: 60 },
      { kind: 'requests', requests: 5, perSeconds: 1, operations: ['createInvoice'] },
    ]);
  });

  it('carry the words and their place', async () => {
    const { limits } = await billingWith('', 'At most 100 requests per minute.');
    expect(limits?.value).toMatchObject([
      {
        documented: {
          file: 'billing.yaml',
          pointer: '/info/description',
          quote: 'At most 100 requests per minute.',
          isSure: true,
        },
      },
    ]);
  });

  it('hold for a list that is polled, too', async () => {
    const polled = 'from: billing, read: createInvoice, to: shop, do: store, duplicate: harmless';
    const billing = 'description: bills, spec: billing.yaml';
    const system = await systemOf(
      'billing',
      orders({ billing, flow: polled }),
      specs('At most 100 requests per minute.'),
    );
    expect(system.limits?.value).toMatchObject([{ value: { requests: 100, perSeconds: 60 } }]);
  });

  it('hold beside a size that the file names, which tells nothing of the pace', async () => {
    const said = 'At most 100 requests per minute.';
    const { limits } = await billingWith(', limits: [{ items: 10, each: request }]', said);
    expect(limits?.value).toMatchObject([
      { value: { kind: 'batch', items: 10 } },
      { value: { requests: 100, perSeconds: 60 }, documented: { quote: said } },
    ]);
  });

  it('are kept beside those that the file names', async () => {
    const { limits, otherLimits } = await billingWith(
      ', limits: 2/s',
      'At most 100 requests per minute.',
    );
    expect(limits?.value).toMatchObject([{ value: { requests: 2, perSeconds: 1 } }]);
    expect(otherLimits).toMatchObject([{ limit: { requests: 100, perSeconds: 60 } }]);
  });

  it('leave a limit unknown that the file says nobody knows', async () => {
    const { limits } = await billingWith(', limits: unknown', 'At most 100 requests per minute.');
    expect(limits?.value).toBe('unknown');
  });

  it('are the strictest of several plans until somebody says which is ours', async () => {
    const text =
      'Pro accounts are limited to 50 requests per second. Free accounts are limited to 5 requests per second.';
    const { limits, otherLimits } = await billingWith('', text);
    expect(limits?.value).toMatchObject([
      { value: { requests: 5 }, documented: { isSure: false, tier: 'free accounts' } },
    ]);
    expect(otherLimits).toMatchObject([{ limit: { requests: 50 }, tier: 'pro accounts' }]);
  });

  it('are not those of callers without a credential', async () => {
    const text =
      'Anonymous requests are limited to 1 request per second. Authenticated requests are limited to 9 requests per second.';
    const auth = ', auth: { type: bearer, secret: BILLING_TOKEN }';
    const { limits } = await billingWith(auth, text);
    expect(limits?.value).toMatchObject([{ value: { requests: 9 } }]);
  });

  it('are asked about, not planned, where each thing has a bucket of its own', async () => {
    const { limits, otherLimits } = await billingWith(
      '',
      '',
      'An invoice can be sent at most 3 times per day.',
    );
    expect(limits).toBeUndefined();
    expect(otherLimits).toMatchObject([{ limit: { requests: 3, key: 'invoice' } }]);
  });
});

describe('answers that a description documents', () => {
  async function systemWith(ofInvoices: JsonObject, description = '') {
    const paths = { '/invoices': { post: { operationId: 'createInvoice', ...ofInvoices } } };
    const info = { title: 'Billing', version: '1', description };
    const billing = { openapi: '3.1.0', info, paths };
    const input = orders({ billing: 'description: bills, spec: billing.yaml', flow });
    return systemOf('billing', input, { billing });
  }

  const answer = (status: string, description: string, headers: JsonObject = {}): JsonObject => ({
    responses: { 200: { description: 'done', headers }, [status]: { description } },
  });

  it('tell the statuses that mean too many requests and nothing else', async () => {
    const statuses = async (...given: Parameters<typeof systemWith>) =>
      (await systemWith(...given)).documentedThrottled?.map(({ status }) => status);
    const words = 'Tripping the rate limit will result in a 503 response.';
    expect(await statuses(answer('403', 'Rate limit exceeded'))).toEqual([403]);
    expect(await statuses(answer('403', 'Wrong key or rate limit reached'))).toBeUndefined();
    expect(await statuses(answer('402', 'Quota exceeded'))).toBeUndefined();
    expect(await statuses({ responses }, words)).toEqual([503]);
    expect(await statuses(answer('503', 'Down for maintenance'), words)).toBeUndefined();
  });

  it('tell how a header writes the end of a window', async () => {
    const headers = { 'X-RateLimit-Reset': { description: 'Unix time in milliseconds.' } };
    const { resetHeaders } = await systemWith(answer('404', 'none', headers));
    expect(resetHeaders).toMatchObject([
      { header: 'X-RateLimit-Reset', form: 'epoch_milliseconds', file: 'billing.yaml' },
    ]);
  });

  it('give a call its price in points', async () => {
    const description = 'Weight(IP): 10';
    const { limits } = await systemWith(
      { responses, description },
      'The rate limit is 1200 points per minute.',
    );
    expect(limits?.value).toMatchObject([
      { value: { kind: 'points', cost: { default: 1, byOperation: { createInvoice: 10 } } } },
    ]);
  });
});
