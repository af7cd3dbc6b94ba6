import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { describeApi } from '../../src/check/description.ts';
import type { WantedOperations } from '../../src/check/description.ts';
import { compile, makeFolder } from '../output-folder.ts';
import { typesOfApi } from './types-of.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' };
const hidden = {
  type: 'object',
  required: ['id', 'token'],
  properties: { id: { ...text, readOnly: true }, token: { ...text, writeOnly: true } },
};

const paidRequest = {
  post: {
    operationId: 'invoice/paid',
    summary: 'An invoice was paid.',
    parameters: [{ name: 'X-Delivery', in: 'header', required: true, schema: text }],
    requestBody: { required: true, ...json({ $ref: '#/components/schemas/Invoice' }) },
    responses: { '204': { description: 'Understood.' } },
  },
};

const subscribe = {
  operationId: 'subscribe',
  responses: { '204': { description: '' } },
  callbacks: {
    onPrice: {
      '{$request.query.url}': {
        post: {
          requestBody: json({ type: 'object', required: ['price'], properties: { price: text } }),
          responses: {
            '200': { description: '', ...json({ $ref: '#/components/schemas/Invoice' }) },
          },
        },
      },
    },
    shared: { $ref: '#/components/callbacks/Shared' },
  },
};

function specOf(version: '3.0.3' | '3.1.0'): Parameters<typeof describeApi>[0] {
  const root = {
    openapi: version,
    info: { title: '', version: '' },
    paths: { '/subscribe': { post: subscribe } },
    [version === '3.0.3' ? 'x-webhooks' : 'webhooks']: {
      'invoice-paid': paidRequest,
      'invoice-void': { post: { ...paidRequest.post, operationId: 'invoice/void' } },
    },
    components: {
      schemas: { Invoice: hidden },
      callbacks: { Shared: { 'https://example.com/{$url}': { put: { responses: {} } } } },
    },
  };
  // A literal of a test is a JSON value.
  return {
    reference: 'spec.json',
    file: 'spec.json',
    version,
    inputs: [],
    root: root as unknown as Parameters<typeof describeApi>[0]['root'],
  };
}

async function types(version: '3.0.3' | '3.1.0', wanted: WantedOperations): Promise<string> {
  const { value, diagnostics } = await describeApi(specOf(version), wanted);
  expect(diagnostics).toEqual([]);
  return value === undefined ? '' : typesOfApi(value.api);
}

describe('the types of what a system sends by itself', () => {
  const { folder, remove } = makeFolder();
  afterAll(remove);
  beforeAll(async () => {
    writeFileSync(join(folder, 'types.ts'), await types('3.1.0', { names: [], all: true }));
    writeFileSync(join(folder, 'claims.ts'), claims);
  });

  it.each(['5.9', '7'] as const)('are what they claim under TypeScript %s', (version) => {
    expect(compile(folder, version)).toBe('');
  });

  it('are the same where webhooks stand in an extension of 3.0', async () => {
    const all = { names: [], all: true };
    expect(await types('3.0.3', all)).toBe(await types('3.1.0', all));
  });

  it.each(['invoice.paid', 'invoice/paid', 'Invoice Paid', 'invoice-paid'])(
    'are only those that the event %s names, unless all are wanted',
    async (event) => {
      const some = await types('3.1.0', { names: [], all: false, events: [event] });
      expect(some).toContain("'invoice-paid': {");
      expect(some).not.toContain('invoice-void');
      expect(some).not.toContain('Callbacks');
    },
  );

  it('are not there where no event names one', async () => {
    const none = await types('3.1.0', { names: [], all: false, events: ['other'] });
    expect(none).not.toContain('Webhooks');
  });
});

const claims = `import type { Callbacks, Invoice, InvoiceInput, Webhooks } from './types.ts';

type Paid = Webhooks['invoice-paid'];
export const paid: Paid = {
  method: 'POST',
  headers: { 'X-Delivery': '1' },
  body: { id: '1' },
  answer: { status: 204, body: undefined },
};
export const invoice: Invoice = paid.body;
// @ts-expect-error
export const wrong: Paid['body'] = { id: '1', token: 't' };

type Price = Callbacks['subscribe']['onPrice']['{$request.query.url}'];
export const price: string = (({ body }: Price) => body.price)({
  method: 'POST',
  body: { price: '1' },
  answer: { status: 200, body: { token: 't' } },
});
export const answer: Price['answer'] = { status: 200, body: { token: 't' } satisfies InvoiceInput };
export const shared: Callbacks['subscribe']['shared']['https://example.com/{$url}']['method'] = 'PUT';
`;
