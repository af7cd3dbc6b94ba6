import type { JsonObject } from '../../src/model/document.ts';
import { describe, expect, it } from 'vitest';

import { checked, orders } from './checked.ts';

const ok = { 200: { description: 'ok' } };

async function said(billing: string, root: object): Promise<readonly string[]> {
  const spec = {
    openapi: '3.0.3',
    info: { title: 'Billing', version: '1' },
    paths: { '/bills': { post: { operationId: 'bill', responses: ok } } },
    ...root,
  };
  const flow = 'from: shop, changes: orders, to: billing, do: bill, duplicate: harmless';
  const text = orders({ flow, billing: `description: bills, spec: b.yaml${billing}` });
  const { diagnostics } = await checked(text, {
    billing: JSON.parse(JSON.stringify(spec)) as JsonObject,
  });
  return diagnostics
    .filter(({ code }) => code === 'system/plain-http')
    .map(({ message }) => message);
}

describe('an address without encryption', () => {
  it.each([
    ['http://bills.example', 1],
    ['http://169.254.169.254/', 1],
    ['http://localhost.example', 1],
    ['https://bills.example', 0],
    ['http://localhost:8080/v1', 0],
    ['http://127.0.0.1', 0],
    ['http://[::1]:80', 0],
    ['ftp://bills.example', 0],
    ['javascript:alert(1)', 0],
  ])('%s in a spec is told %i times', async (url, times) => {
    expect(await said('', { servers: [{ url }] })).toHaveLength(times);
  });

  it('counts where the file gives it, and not where the file gives another', async () => {
    const servers = [{ url: 'http://bills.example' }];
    expect(await said(', url: "https://bills.example"', { servers })).toEqual([]);
    expect(await said(', url: "http://other.example"', { servers })).toEqual([
      expect.stringContaining('is http://other.example'),
    ]);
  });

  it('is told of a token address, without its credentials', async () => {
    const flows = {
      clientCredentials: { tokenUrl: 'http://me:hidden@169.254.169.254/token', scopes: {} },
    };
    const components = { securitySchemes: { o: { type: 'oauth2', flows } } };
    const found = await said('', { components, security: [{ o: [] }] });
    expect(found).toEqual([
      expect.stringContaining('A token address of "billing" is http://169.254'),
    ]);
    expect(found[0]).not.toContain('hidden');
  });
});
