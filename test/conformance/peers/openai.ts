import OpenAI from 'openai';
import type { Driver } from '../driver.ts';

/** The SDK that Stainless generates for OpenAI. */
export const openai: Driver = {
  name: 'openai 7.57.0',
  offers: ['http', 'abort'],
  // 0.5 s x 2^n, less up to a quarter, at most 8 s.
  delaysMs: [
    [375, 500],
    [750, 1000],
  ],
  client(_world, baseUrl, { attemptMs = 5000, maxAttempts = 3 }) {
    const client = new OpenAI({
      apiKey: 'key',
      baseURL: baseUrl,
      timeout: attemptMs,
      maxRetries: maxAttempts - 1,
      logLevel: 'off',
    });
    return {
      get: async ({ signal } = {}) => client.get('/thing', signal === undefined ? {} : { signal }),
      post: async () => client.post('/things', { body: {} }),
    };
  },
  receiver: ({ secrets }) => {
    const client = new OpenAI({ apiKey: 'key', logLevel: 'off' });
    return async (headers, body) => {
      try {
        await client.webhooks.unwrap(body, headers, secrets[0]);
        return true;
      } catch {
        return false;
      }
    };
  },
};
