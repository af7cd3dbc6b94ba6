import { describe, expect, it } from 'vitest';

import integrationSchema from '../../schemas/integration.schema.json' with { type: 'json' };
import { providerNames, signatureNames } from '../../src/catalogue/find.ts';
import { planOf } from '../decide/plan-of.ts';

/** A shop that books payments at a vendor; what is written of both is the rest of their lines. */
function text({ books = 'provider: xero', payments = 'provider: stripe' }): string {
  return [
    'integration: orders',
    'systems:',
    `  payments: { description: pays, ${payments} }`,
    `  books: { description: keeps the books, ${books} }`,
    'flows: [{ from: payments, on: paid, to: books, do: create invoice, volume: 1000/day, latency: 30m }]',
  ].join('\n');
}

const decided = async (parts: Parameters<typeof text>[0], id: string) =>
  (await planOf(text(parts))).decisions.get(id);

describe('what holds', () => {
  it('is what the catalogue knows where nobody else says anything', async () => {
    expect(await decided({}, 'systems.books.limits.0.declared')).toMatchObject({
      value: 60,
      source: { kind: 'catalogue', provider: 'xero', confidence: 'high' },
    });
    expect(await decided({}, 'systems.payments.webhook.redelivery')).toMatchObject({
      value: 259_200,
      source: { kind: 'catalogue', provider: 'stripe' },
    });
  });

  it('is what the file declares, and the figure that lost is kept', async () => {
    const books = 'provider: xero, limits: { requests: 40, per: 1m }';
    expect(await decided({ books }, 'systems.books.limits.0.declared')).toMatchObject({
      value: 40,
      source: { kind: 'declared' },
      overruled: { value: 60, source: { kind: 'catalogue', provider: 'xero' } },
    });
    const payments = 'provider: stripe, webhook: { redelivers: 1d }';
    expect(await decided({ payments }, 'systems.payments.webhook.redelivery')).toMatchObject({
      value: 86_400,
      overruled: { value: 259_200, source: { kind: 'catalogue' } },
    });
  });

  it('is a default where the catalogue knows no vendor', async () => {
    const books = 'url: "https://books.example"';
    expect(await decided({ books }, 'systems.books.limit-knowledge')).toMatchObject({
      value: 'unknown',
      source: { kind: 'default' },
    });
  });

  it('is never what is only remembered', async () => {
    const { decisions } = await planOf(
      text({ books: 'provider: paypal', payments: 'provider: plaid' }),
    );
    const step = decisions.get('flows.payments-to-books.steps.0.repeatable');
    expect(step).toMatchObject({ value: false, source: { kind: 'default' } });
    expect(decisions.get('systems.payments.webhook.redelivery')?.source.kind).toBe('default');
    expect(decisions.has('systems.payments.webhook.answer-within')).toBe(false);
  });

  it('is a repeat only where the page of the vendor allows it', async () => {
    const id = 'flows.payments-to-books.steps.0.repeatable';
    expect(await decided({ books: 'provider: stripe' }, id)).toMatchObject({ value: true });
    expect(await decided({ books: 'provider: square' }, id)).toMatchObject({ value: false });
    expect(await decided({ books: 'provider: notion' }, id)).toMatchObject({
      value: false,
      source: { kind: 'catalogue' },
    });
  });
});

describe('an editor', () => {
  it('offers every vendor and every scheme', () => {
    const { system, webhook } = integrationSchema.$defs;
    expect([...system.properties.provider.examples].sort()).toEqual(
      [...providerNames, 'none'].sort(),
    );
    expect([...webhook.properties.signature.examples].sort()).toEqual([...signatureNames].sort());
  });
});
