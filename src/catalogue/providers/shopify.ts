import type { Provider } from '../../model/provider.ts';
import { disputed, official } from '../evidence.ts';
import { hour, points, second } from '../forms.ts';

const deliveries = official('https://shopify.dev/changelog/updates-to-webhook-retry-mechanism');
const costs = disputed('https://github.com/api-evangelist/shopify', '2026-08-27');

/** Shopify's Admin API. */
export const shopify: Provider = {
  name: 'shopify',
  title: 'Shopify',
  limits: [
    {
      value: points(100, second, {
        scope: 'store',
        remaining: 'extensions.cost.throttleStatus.currentlyAvailable',
      }),
      covers: { paths: ['/graphql.json'] },
      what: 'GraphQL, Standard plan',
      from: costs,
    },
    {
      value: points(1000, second, { scope: 'store' }),
      covers: { paths: ['/graphql.json'] },
      insteadFor: 'GraphQL, Plus plan',
      from: costs,
    },
  ],
  throttled: { value: [{ status: 429 }, { status: 200, code: 'THROTTLED' }], from: costs },
  webhook: {
    signature: 'shopify',
    answerWithin: { value: 5, from: deliveries },
    redelivery: {
      value: { seconds: 4 * hour, attempts: 8, thenUnsubscribed: true },
      from: deliveries,
    },
  },
  cautions: [
    {
      about: 'events',
      value: 'watch that the subscription exists: it is deleted after 8 failed deliveries',
      from: deliveries,
    },
    {
      about: 'events',
      value: 'take a connection within 1 s, or it counts as failed',
      from: deliveries,
    },
    {
      about: 'calls',
      value: 'read the bucket from each answer: pages disagree on its size',
      from: costs,
    },
  ],
};
