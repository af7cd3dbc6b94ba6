import { fill, placesOf } from './spec-template.ts';

/** An integration.yaml in which every text that reaches the output bears a mark, as in the description's template. */
const template = {
  integration: 'hostile-words',
  description: '⟦description|Orders reach the ledger.⟧',
  owner: '⟦owner|the shop team⟧',
  systems: {
    shop: { description: '⟦system description|our shop⟧', owned: true },
    '⟦system|api⟧': {
      description: '⟦described system|keeps orders⟧',
      spec: '⟦spec|spec.json⟧',
      operations: 'all',
      url: '⟦url|https://api.example⟧',
      auth: {
        type: 'api_key',
        in: 'header',
        name: '⟦auth name|X-Key⟧',
        secret: '⟦secret|API_KEY⟧',
      },
      limits: [
        {
          requests: 10,
          per: '1s',
          scope: '⟦limit scope|account⟧',
          source: '⟦limit source|their page⟧',
        },
        { requests: 9000, per: '1d', resets: '00:00 UTC', remaining: '⟦remaining|X-Left⟧' },
      ],
      throttled: [{ status: 403, header: '⟦throttled header|Retry-After⟧' }],
      idempotency: { header: '⟦idempotency header|Idempotency-Key⟧', retention: '1d' },
      webhook: { signature: '⟦signature|stripe⟧', secret: 'HOOK_SECRET' },
    },
    crm: { description: '⟦port description|customers⟧' },
  },
  flows: [
    {
      id: '⟦flow|orders-in⟧',
      from: 'shop',
      changes: '⟦table|orders⟧',
      to: '⟦system|api⟧',
      data: '⟦data|an order⟧',
      do: ['⟦operation|putOrder⟧', { do: '⟦port method|note order⟧', at: 'crm' }],
      volume: '1000/day',
      duplicate: '⟦duplicate|it is sent twice⟧',
      loss: '⟦loss|it is missing⟧',
      idempotency_key: '⟦key path|order.id⟧',
      order: { key: '⟦order key|order⟧', stages: ['⟦stage|opened⟧', 'closed'] },
    },
    {
      id: 'order-out',
      from: '⟦system|api⟧',
      on: ['⟦event|order.changed⟧', 'order.closed'],
      to: 'crm',
      do: '⟦port method|store order⟧',
      volume: '100/day',
    },
    {
      id: 'ask',
      from: 'shop',
      call: '⟦call|ask⟧',
      to: '⟦system|api⟧',
      data: 'a question',
      do: 'createPet',
      volume: '100/day',
      latency: { total: '20s', ours: '500ms' },
      fallback: { answer: '⟦answer|we do not know⟧' },
    },
  ],
  compliance: {
    data: ['personal'],
    exclude: ['⟦excluded|card numbers⟧'],
    redact: ['⟦redacted|email⟧'],
    frameworks: ['⟦framework|gdpr⟧'],
    rules: ['⟦rule|nobody prints it⟧'],
  },
};

const text = JSON.stringify(template, undefined, 1);

/** Places of an integration.yaml that take names of a fixed form, or name something that must exist. */
export const namePlaces = ['system', 'flow', 'secret', 'spec', 'operation', 'port method'] as const;

/** Places of an integration.yaml that take any words. */
export const wordPlaces: readonly string[] = placesOf(text).filter(
  (place) => !namePlaces.some((name) => name === place),
);

/** The integration.yaml with a text in some of its places; YAML takes JSON as it is. */
export function integrationText(payload = '', places: readonly string[] = []): string {
  return fill(text, payload, places);
}
