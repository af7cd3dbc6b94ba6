import { Gaxios } from 'gaxios';
import type { Driver } from '../driver.ts';

/** The client below Google's SDKs. */
export const gaxios: Driver = {
  name: 'gaxios 8.3.3',
  offers: ['http', 'abort', 'deadline'],
  // `retryDelay` x 2^n by its documentation.
  delaysMs: [
    [100, 100],
    [200, 200],
  ],
  client(_world, baseUrl, { attemptMs = 5000, maxAttempts = 3, baseDelayMs = 100 }) {
    const client = new Gaxios({
      baseURL: baseUrl,
      timeout: attemptMs,
      retryConfig: { retry: maxAttempts - 1, retryDelay: baseDelayMs },
      retry: true,
    });
    return {
      get: ({ signal, deadlineMs } = {}) =>
        client.request({
          url: '/thing',
          ...(signal === undefined ? {} : { signal }),
          ...(deadlineMs === undefined
            ? {}
            : { retryConfig: { retry: maxAttempts - 1, totalTimeout: deadlineMs } }),
        }),
      post: () => client.request({ url: '/things', method: 'POST', data: {} }),
    };
  },
};
