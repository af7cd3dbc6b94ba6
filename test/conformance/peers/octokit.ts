import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { Driver } from '../driver.ts';

const WithPlugins = Octokit.plugin(retry, throttling);
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let made = 0;

/** The SDK of GitHub with its plug-ins for retry and for throttling. */
export const octokit: Driver = {
  name: 'octokit 7.0.8',
  offers: ['http', 'abort', 'limiter'],
  // Writes only, by its documentation.
  limit: { max: 1, windowMs: 1000 },
  // (n + 1)^2 s.
  delaysMs: [
    [1000, 1000],
    [4000, 4000],
  ],
  client(_world, baseUrl, { attemptMs, maxAttempts = 3, limit, latenciesMs = [] }) {
    let sent = 0;
    made += 1;
    const client = new WithPlugins({
      baseUrl,
      log: silent,
      request: {
        fetch: async (url: string, init: RequestInit) => {
          const latencyMs = latenciesMs[sent % Math.max(1, latenciesMs.length)] ?? 0;
          sent += 1;
          await new Promise((resolve) => setTimeout(resolve, latencyMs));
          const own = attemptMs === undefined ? [] : [AbortSignal.timeout(attemptMs)];
          const signal = AbortSignal.any([...own, ...(init.signal == null ? [] : [init.signal])]);
          return fetch(url, { ...init, signal });
        },
      },
      retry: { retries: maxAttempts - 1 },
      throttle: {
        // Clients share their limits otherwise, and so would checks.
        id: `client-${made}`,
        onRateLimit: () => true,
        onSecondaryRateLimit: () => true,
      },
    });
    return {
      get: async ({ signal } = {}) =>
        client.request(
          limit === undefined ? 'GET /repos/a/b' : 'POST /repos/a/b/issues',
          signal === undefined ? {} : { request: { signal } },
        ),
      post: async () => client.request('POST /repos/a/b/issues'),
    };
  },
};
