import type { Provider } from '../../model/provider.ts';
import { official } from '../evidence.ts';
import { day, hour, requests, second } from '../forms.ts';

const rates = official('https://docs.stripe.com/rate-limits');
const keys = official('https://docs.stripe.com/api/idempotent_requests', '2026-09-30');
const events = official('https://docs.stripe.com/webhooks/process-undelivered-events');

/** Stripe's payments API. */
export const stripe: Provider = {
  name: 'stripe',
  title: 'Stripe',
  limits: [
    { value: requests(100, second, { scope: 'account' }), from: rates },
    { value: requests(25, second, { scope: 'endpoint' }), each: 'operation', from: rates },
    { value: requests(20, second), covers: { paths: ['/files'] }, what: 'files', from: rates },
    {
      value: requests(1000, hour, { key: 'payment intent' }),
      covers: { methods: ['post'], paths: ['/payment_intents'] },
      what: 'updates',
      from: rates,
    },
    { value: requests(25, second, { scope: 'account' }), insteadFor: 'sandbox', from: rates },
  ],
  idempotency: {
    value: { kind: 'header', name: 'Idempotency-Key', retentionSeconds: day },
    from: keys,
  },
  webhook: {
    signature: 'stripe',
    redelivery: { value: { seconds: 3 * day }, from: events },
    ordered: { value: false, from: events },
  },
  cautions: [
    {
      about: 'repeats',
      value:
        'read the object back after a 500: v1 of the API replays a stored failure to the same key',
      from: keys,
    },
  ],
  remembered: [
    { about: 'events', what: 'its events can be listed for 30 days' },
    { about: 'calls', what: 'it tells by Stripe-Rate-Limited-Reason which limit was met' },
  ],
};
