import Stripe from 'stripe';
import type { Driver } from '../driver.ts';

/** The SDK of Stripe, written by hand. */
export const stripe: Driver = {
  name: 'stripe 23.1.0',
  offers: ['http', 'keys', 'own keys'],
  // 0.5 s x 2^(n - 1) x 0.5 to 1, at least 0.5 s, at most 5 s: what its source says.
  delaysMs: [
    [500, 500],
    [500, 1000],
  ],
  client(_world, baseUrl, { attemptMs = 5000, maxAttempts = 3 }) {
    const { hostname, port } = new URL(baseUrl);
    const client = new Stripe('sk_test_key', {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      timeout: attemptMs,
      maxNetworkRetries: maxAttempts - 1,
      telemetry: false,
    });
    return {
      get: () => client.customers.retrieve('cus_1'),
      post: () => client.customers.create({}),
    };
  },
  receiver: ({ secrets }) => {
    const client = new Stripe('sk_test_key');
    return async (headers, body) => {
      try {
        const signature = headers['stripe-signature'] ?? '';
        await client.webhooks.constructEventAsync(body, signature, secrets[0] ?? '');
        return true;
      } catch {
        return false;
      }
    };
  },
};
