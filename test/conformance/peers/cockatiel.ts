import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  circuitBreaker,
  type IPolicy,
  handleAll,
  noJitterGenerator,
  noop,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import type { Driver, DriverSettings } from '../driver.ts';

interface Got {
  readonly status: number;
  readonly data: unknown;
}

const failed = [408, 425, 429, 500, 502, 503, 504];

/** A library of policies around `fetch`, put together as its documentation shows. */
export const cockatiel: Driver = {
  name: 'cockatiel 4.0.0',
  offers: ['abort', 'deadline', 'signals', 'breaker'],
  delaysMs: [
    [200, 200],
    [400, 400],
  ],
  client(_world, baseUrl, settings) {
    const policy = policies(settings);
    const call = async (method: string, signal?: AbortSignal): Promise<Got> => {
      const got: Got = await policy.execute(async ({ signal: inner }): Promise<Got> => {
        const response = await fetch(`${baseUrl}/thing`, { method, signal: inner });
        const data: unknown = await response.json();
        return { status: response.status, data };
      }, signal);
      if (got.status >= 400) throw Object.assign(new Error('failed'), { status: got.status });
      return got;
    };
    return {
      get: ({ signal, deadlineMs } = {}) => {
        if (deadlineMs === undefined) return call('GET', signal);
        const whole = timeout(deadlineMs, TimeoutStrategy.Aggressive);
        return whole.execute(({ signal: inner }) => call('GET', inner), signal);
      },
      post: () => call('POST'),
    };
  },
};

function policies({
  attemptMs = 5000,
  maxAttempts = 3,
  baseDelayMs = 200,
  throttled,
  breaker,
}: DriverSettings): IPolicy {
  const isFailed = (result: unknown): boolean => {
    const { status, data } = result as Got;
    const isSlow = throttled?.status === status && JSON.stringify(data).includes(throttled.code);
    return failed.includes(status) || isSlow;
  };
  const handled = handleAll.orWhenResult(isFailed);
  const backoff = new ExponentialBackoff({
    initialDelay: baseDelayMs,
    maxDelay: 10 * baseDelayMs,
    generator: noJitterGenerator,
  });
  return wrap(
    retry(handled, { maxAttempts: maxAttempts - 1, backoff }),
    breaker === undefined
      ? noop
      : circuitBreaker(handleAll.orWhenResult(isFailed), {
          halfOpenAfter: breaker.openMs,
          breaker: new ConsecutiveBreaker(breaker.failures),
        }),
    timeout(attemptMs, TimeoutStrategy.Aggressive),
  );
}
