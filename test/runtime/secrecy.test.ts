import { inspect } from 'node:util';
import { jsonBody } from '../../generators/runtime/files/body.ts';
import { cookieKey, headerKey, queryKey } from '../../generators/runtime/files/api-key.ts';
import { bearer } from '../../generators/runtime/files/bearer.ts';
import { describe, expect, it } from 'vitest';
import { send } from '../../generators/runtime/files/client.ts';
import type { TelemetryEvent } from '../../generators/runtime/files/telemetry.ts';
import { json, operation, parameter, resilience, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

/** What may be told to nobody; each stands in a place of its own. */
const secrets = {
  bearer: 's3cret-bearer',
  queryKey: 's3cret-query',
  cookieKey: 's3cret-cookie',
  header: 's3cret-header',
} as const;
const written = {
  path: { id: 'told-path' },
  query: { email: 'told-query' },
  headers: { 'X-Person': 'told-header' },
  cookies: { session: 'told-cookie' },
  body: { iban: 'told-body' },
} as const;

const everything = operation({
  id: 'createThing',
  method: 'POST',
  path: '/things/{id}',
  parameters: [
    parameter({ name: 'id', in: 'path', required: true, style: 'simple', explode: false }),
    parameter({ name: 'email' }),
    parameter({ name: 'X-Person', in: 'header', style: 'simple', explode: false }),
    parameter({ name: 'session', in: 'cookie' }),
  ],
  body: { required: true, contents: [{ mediaType: 'application/json', write: jsonBody }] },
  security: [['bearer', 'queryKey', 'cookieKey', 'header']],
  responses: { '200': ['application/json'] },
});
const credentials = [
  ['bearer', bearer('bearer')],
  ['queryKey', queryKey('api_key', 'queryKey')],
  ['cookieKey', cookieKey('sid', 'cookieKey')],
  ['header', headerKey('X-Key', 'header')],
] as const;

type Fetch = (request: Request) => Promise<Response>;
const answer =
  (status: number, headers: Record<string, string> = {}): Fetch =>
  () =>
    Promise.resolve(json({ nothing: 'of use' }, { status, headers }));

/** All that a log of events and of the error would hold, down to the causes. */
async function told(
  fetch: Fetch,
  differs: {
    readonly input?: object;
    readonly options?: Parameters<typeof testClient>[1];
    readonly operation?: Parameters<typeof operation>[0];
  } = {},
): Promise<string> {
  const events: TelemetryEvent[] = [];
  const host = virtualHost({ fetch });
  const client = testClient(
    { ...host, emit: (event) => void events.push(event) },
    {
      credentials,
      secrets: (name) => secrets[name as keyof typeof secrets],
      resilience: resilience({
        operations: { createThing: { maxAttempts: 2, attemptMs: 1000, repeatable: true } },
        breaker: {
          failureShare: 0.5,
          minimumCalls: 1,
          windowMs: 1000,
          consecutiveFailures: 1,
          failureAgeMs: 1000,
          openMs: 1000,
          rampMs: 0,
        },
      }),
      ...differs.options,
    },
  );
  const input = { ...written, timeoutMs: 60_000, ...differs.input };
  const call = send(client, { ...everything, ...differs.operation }, input);
  const error: unknown = await host.settle(call).catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(Error);
  return inspect([events, error], { depth: 20, showHidden: true });
}

describe('no secret, parameter or body reaches an event or an error', () => {
  const badHeader = { headers: { 'X-Person': 'told-header\r\nX-Evil: 1' } };
  const cycle: Record<string, unknown> = { iban: 'told-body' };
  cycle['self'] = cycle;
  it.each<[string, () => Promise<string>]>([
    ['of an error answer', () => told(answer(500))],
    ['of a refusal', () => told(answer(422))],
    ['of throttling', () => told(answer(429, { 'retry-after': '3000' }))],
    ['of an unreadable hint', () => told(answer(503, { 'retry-after': 'soon' }))],
    ['of a redirection', () => told(answer(302, { location: 'https://other.test/?told=no' }))],
    ['of a broken connection', () => told(() => Promise.reject(new TypeError('fetch failed')))],
    ['of a time-out', () => told(() => new Promise(() => undefined))],
    ['of a header that cannot be sent', () => told(answer(200), { input: badHeader })],
    ['of a body that is no JSON', () => told(answer(200), { input: { body: cycle } })],
    ['of a body with a big number', () => told(answer(200), { input: { body: { iban: 1n } } })],
    ['of half a character', () => told(answer(200), { input: { query: { email: '\ud800' } } })],
    ['of a path that leads elsewhere', () => told(answer(200), { input: { path: { id: '..' } } })],
    [
      'of a method that cannot be sent',
      () => told(answer(200), { operation: { method: 'TRACE' } }),
    ],
    [
      'of a secret that no header can hold',
      () => told(answer(200), { options: { secrets: () => 's3cret\n' } }),
    ],
    [
      'of a provider that throws',
      () =>
        told(answer(200), {
          options: {
            secrets: () => {
              throw new Error('s3cret');
            },
          },
        }),
    ],
    [
      'of an address with a password',
      () => told(answer(200), { options: { baseUrl: 'https://user:s3cret@api.test' } }),
    ],
  ])('%s', async (_name, run) => {
    expect(await run()).not.toMatch(/s3cret|told-/);
  });
});

describe('a request that cannot be made', () => {
  it('is the mistake of the caller, not a failure of the system, and is not tried again', async () => {
    const host = virtualHost({ fetch: answer(200) });
    const client = testClient(host);
    const call = send(client, operation({ method: 'TRACE' }), {});
    await expect(host.settle(call)).rejects.toMatchObject({
      kind: 'invalid_request',
      requestSent: false,
      attempts: 0,
    });
  });

  it.each([
    'https://user@api.test',
    'https://:word@api.test',
    'https://api.test/v1?version=2',
    'https://api.test/#top',
    'ftp://api.test',
  ])('has a base address like %s', async (baseUrl) => {
    const host = virtualHost({ fetch: answer(200) });
    await expect(send(testClient(host, { baseUrl }), operation(), {})).rejects.toMatchObject({
      kind: 'invalid_request',
    });
  });
});

describe('telemetry that throws', () => {
  it('changes neither a call nor the breaker', async () => {
    const host = {
      ...virtualHost({ fetch: answer(200) }),
      emit: () => {
        throw new Error('no collector');
      },
    };
    const failing = testClient(
      { ...host, fetch: (url, request) => answer(500)(new Request(url, request)) },
      {
        resilience: resilience({
          retry: { ...resilience().retry, maxAttempts: 1 },
          breaker: {
            failureShare: 0.5,
            minimumCalls: 1,
            windowMs: 1000,
            consecutiveFailures: 1,
            failureAgeMs: 1000,
            openMs: 1000,
            rampMs: 0,
          },
        }),
      },
    );
    await expect(send(failing, operation(), {})).rejects.toMatchObject({
      kind: 'problem',
      status: 500,
    });
    expect(await send(testClient(host), operation(), {})).toMatchObject({ status: 200 });
  });
});
