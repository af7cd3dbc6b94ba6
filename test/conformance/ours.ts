import { send } from '../../generators/runtime/files/client.ts';
import { accessToken } from '../../generators/runtime/files/access-token.ts';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import type { ClientOptions } from '../../generators/runtime/files/client-options.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import type { BreakerSettings, SystemResilience } from '../../generators/runtime/files/settings.ts';
import { Secret } from '../../generators/runtime/files/secret.ts';
import { tokenSources } from '../../generators/runtime/files/token-sources.ts';
import {
  checkSignature,
  standardWebhooks,
} from '../../generators/runtime/files/webhook-signature.ts';
import { operation, resilience, testClient } from '../runtime/settings.ts';
import type { Driver, DriverSettings, ReceiverSettings } from './driver.ts';

/** The runtime that outputs get. */
export const ours: Driver = {
  name: 'integ-gen',
  offers: [
    'http',
    'tokens',
    'abort',
    'deadline',
    'keys',
    'signals',
    'breaker',
    'budget',
    'limiter',
  ],
  delaysMs: [
    [100, 100],
    [200, 200],
  ],
  client(world, baseUrl, settings) {
    const client = testClient(delayed(world.host, settings.latenciesMs), {
      baseUrl,
      resilience: policies(settings),
      ...(settings.tokenUrl === undefined ? {} : tokensFrom(world.host, settings.tokenUrl)),
    });
    const security = settings.tokenUrl === undefined ? [] : [['oauth']];
    const read = operation({ id: 'getThing', security });
    const write = operation({ id: 'createThing', method: 'POST', path: '/things' });
    const key = {
      idempotencyKey: { in: 'header', name: 'Idempotency-Key', write: idempotencyKey },
    } as const;
    return {
      get: ({ signal, deadlineMs } = {}) =>
        send(client, read, {
          ...(signal === undefined ? {} : { signal }),
          ...(deadlineMs === undefined ? {} : { timeoutMs: deadlineMs }),
        }),
      post: ({ isKeyed = false } = {}) =>
        send(client, isKeyed ? { ...write, ...key, id: 'keyedThing' } : write, {}),
    };
  },
  receiver: ({ secrets, mostBytes }: ReceiverSettings) => {
    const known = new Set<string>();
    return (headers, body) => {
      const request = { headers: new Headers(headers), body: new TextEncoder().encode(body) };
      const found = checkSignature(request, {
        scheme: standardWebhooks,
        secrets,
        mostBytes,
        toleranceMs: 300_000,
        wallClock: () => Date.now(),
      });
      const isNew = found.fault === undefined && known.size < known.add(found.key).size;
      return Promise.resolve(isNew);
    };
  },
};

function policies(settings: DriverSettings): SystemResilience {
  const { attemptMs = 5000, maxAttempts = 3, baseDelayMs = 200, throttled, limit } = settings;
  return resilience({
    retry: { ...resilience().retry, maxAttempts, baseDelayMs, maxDelayMs: 10 * baseDelayMs },
    timeouts: { attemptMs },
    throttled: throttled === undefined ? [] : [throttled],
    operations: { keyedThing: { maxAttempts, attemptMs, repeatable: true } },
    limits:
      limit === undefined
        ? []
        : [
            {
              id: 'all',
              form: 'window',
              max: limit.max,
              windowMs: limit.windowMs + limit.jitterMs,
            },
          ],
    ...(settings.breaker === undefined ? {} : { breaker: breakerOf(settings.breaker) }),
  });
}

function breakerOf({ failures, openMs }: { failures: number; openMs: number }): BreakerSettings {
  return {
    failureShare: 0.5,
    minimumCalls: 20,
    windowMs: 10_000,
    consecutiveFailures: failures,
    failureAgeMs: 600_000,
    openMs,
    rampMs: 0,
  };
}

/** A token request without all that an authorization server asks for. */
function tokensFrom(host: Host, tokenUrl: string): Pick<ClientOptions, 'credentials'> {
  const tokens = tokenSources({
    system: 'shop',
    host,
    settings: {
      lifetimeMs: 3_600_000,
      reserveMs: 400_000,
      timeoutMs: 5000,
      mostAtOnce: 4,
      consent: false,
    },
    requests:
      () =>
      async (_grant, { signal }) => {
        const response = await host.fetch(tokenUrl, {
          method: 'POST',
          headers: {},
          redirect: 'manual',
          signal,
        });
        const { access_token: token, expires_in: seconds } = (await response.json()) as Issued;
        return { accessToken: new Secret(token), type: 'Bearer', lifetimeMs: seconds * 1000 };
      },
  });
  return { credentials: [['oauth', accessToken(tokens)]] };
}

interface Issued {
  readonly access_token: string;
  readonly expires_in: number;
}

/** The network takes its time, another for each request. */
function delayed(host: Host, latenciesMs: readonly number[] = []): Host {
  if (latenciesMs.length === 0) return host;
  let sent = 0;
  return {
    ...host,
    async fetch(...given) {
      const latencyMs = latenciesMs[sent % latenciesMs.length] ?? 0;
      sent += 1;
      await host.sleep(latencyMs);
      return host.fetch(...given);
    },
  };
}
