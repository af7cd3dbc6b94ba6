import { inspect } from 'node:util';
import { accessToken } from '../../generators/runtime/files/access-token.ts';
import { jsonBody } from '../../generators/runtime/files/body.ts';
import { cookieKey, headerKey, queryKey } from '../../generators/runtime/files/api-key.ts';
import { basic } from '../../generators/runtime/files/basic.ts';
import { bearer } from '../../generators/runtime/files/bearer.ts';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';

import { withAttemptLog } from '../../generators/runtime/files/attempt-log.ts';
import { keptCounts } from '../../generators/runtime/files/kept-counts.ts';
import { send, type Client, type ClientOptions } from '../../generators/runtime/files/client.ts';
import { textEvents } from '../../generators/runtime/files/event-stream.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { withOpenTelemetry } from '../../generators/runtime/files/opentelemetry.ts';
import type { CallInput, OperationDefinition } from '../../generators/runtime/files/operation.ts';
import { Secret } from '../../generators/runtime/files/secret.ts';
import type { TokenSourceOptions } from '../../generators/runtime/files/token-renewal.ts';
import {
  tokenSources,
  type OwnTokenSources,
} from '../../generators/runtime/files/token-sources.ts';
import { undiciFetch } from '../../generators/runtime/files/undici-fetch.ts';
import { memorySdk, type MemorySdk } from './opentelemetry.ts';
import { operation, parameter, resilience, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

/** Every secret that a scenario has put somewhere; none may come out anywhere. */
const planted = new Set<string>();
/** A secret by the place it stands in; letters alone, so that no encoding changes it. */
function plant(place: string): string {
  const secret = `Zq${place.replaceAll(/[^A-Za-z]/g, '')}Qz`;
  planted.add(secret);
  return secret;
}

const names = {
  bearer: plant('bearer token'),
  query: plant('query key'),
  cookie: plant('cookie key'),
  header: plant('header key'),
  user: plant('basic user'),
  word: plant('basic password'),
};
planted.add(btoa(`${names.user}:${names.word}`));

const credentials = [
  ['bearer', bearer('bearer')],
  ['query', queryKey('api_key', 'query')],
  ['cookie', cookieKey('sid', 'cookie')],
  ['header', headerKey('X-Key', 'header')],
  ['basic', basic('user', 'word')],
] as const;
const secrets: ClientOptions['secrets'] = (name) => names[name as keyof typeof names];

const described = operation({
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
  security: [['bearer', 'query', 'cookie', 'header']],
  responses: { '200': ['application/json', 'text/event-stream'] },
  streams: { 'text/event-stream': textEvents },
  idempotencyKey: { in: 'header', name: 'Idempotency-Key', write: idempotencyKey },
});
const written: CallInput = {
  path: { id: plant('path value') },
  query: { email: plant('query value') },
  headers: { 'X-Person': plant('header value') },
  cookies: { session: plant('cookie value') },
  body: { iban: plant('body field'), inner: [{ pin: plant('nested field') }] },
  idempotencyKey: plant('idempotency key'),
  entities: { account: plant('entity') },
  timeoutMs: 60_000,
};

const real = nodeHost();

interface Scenario {
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly transport?: Host['fetch'];
  readonly options?: Partial<ClientOptions>;
  readonly tokens?: Partial<TokenSourceOptions>;
  readonly operation?: Partial<OperationDefinition>;
  readonly input?: CallInput;
}

const answers =
  (status: number, headers: Record<string, string>, body: unknown = {}) =>
  () =>
    Promise.resolve(
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    );
const fails = (thrown: unknown) => (): Promise<never> => {
  // A transport of somebody else may reject with anything.
  const error = thrown as Error;
  return Promise.reject(error);
};
const throws = (place: string) => (): never => {
  throw new Error(plant(place), { cause: new Error(plant(`${place} cause`)) });
};

function transportFault(): Error {
  const innermost = Object.assign(new Error(plant('innermost message')), {
    code: plant('code of a cause'),
  });
  const inner = new AggregateError([innermost], plant('message of a cause'), { cause: innermost });
  const fault = Object.assign(new TypeError(plant('transport message'), { cause: inner }), {
    name: plant('name of a fault'),
    code: 'ECONNRESET',
    request: { headers: { authorization: plant('request of a fault') } },
  });
  fault.stack = `Error: ${plant('stack of a fault')}`;
  return fault;
}

const oauth = { security: [['oauth']] };
const scenarios: Readonly<Record<string, Scenario>> = {
  'a success': {
    fetch: answers(200, { 'set-cookie': plant('cookie of an answer') }, { t: plant('answer') }),
  },
  'basic authentication': { operation: { security: [['basic']] }, fetch: answers(500, {}) },
  'a problem': {
    fetch: answers(
      422,
      { 'www-authenticate': plant('challenge'), 'x-request-token': plant('answer header') },
      { message: plant('problem message'), code: plant('problem code') },
    ),
  },
  'a refused credential': { fetch: answers(401, {}, { sent: plant('echo of a credential') }) },
  'an outage': { fetch: answers(503, { 'retry-after': plant('broken hint') }) },
  throttling: { fetch: answers(429, { 'retry-after': '3000', ratelimit: plant('broken limit') }) },
  'a redirection': {
    operation: { method: 'GET' },
    fetch: answers(302, { location: `https://other.test/?t=${plant('location')}` }),
  },
  'broken JSON': { fetch: answers(200, {}, `{"t": ${plant('broken JSON')}`) },
  'a page of a proxy': {
    fetch: answers(200, { 'content-type': `text/html; x=${plant('media type')}` }, plant('page')),
  },
  'a stream': {
    fetch: answers(200, { 'content-type': 'text/event-stream' }, `data: ${plant('event')}\n\n`),
  },
  'a transport that quotes the request': { fetch: fails(transportFault()) },
  'a transport that throws a text': { fetch: fails(plant('thrown text')) },
  'a transport that throws an object': { fetch: fails({ message: plant('thrown object') }) },
  'a body that breaks': {
    fetch: () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull: (controller) => {
              controller.error(new Error(plant('broken body')));
            },
          }),
        ),
      ),
  },
  'a time-out': { fetch: () => new Promise(() => undefined) },
  'the built-in fetch': {
    transport: (url, request) => real.fetch(url, request),
    options: { baseUrl: 'http://127.0.0.1:1' },
  },
  'the transport of undici': {
    transport: undiciFetch(),
    options: { baseUrl: 'http://127.0.0.1:1' },
  },
  'a provider that throws': { options: { secrets: throws('provider') } },
  'a secret that no header can hold': { options: { secrets: () => `${plant('line')}\n` } },
  'a Secret that no header can hold': {
    options: { secrets: () => new Secret(`${plant('line of a Secret')}\n`) },
  },
  'an address with a password': { options: { baseUrl: `https://u:${plant('userinfo')}@api.test` } },
  'an address with a query': { options: { baseUrl: `https://api.test/?k=${plant('base query')}` } },
  'a value that cannot be written': {
    input: { ...written, headers: { 'X-Person': `${plant('header with a line')}\r\nX: 1` } },
  },
  'a body that cannot be written': {
    input: { ...written, body: { iban: plant('iban'), big: 1n } },
  },
  'a count that cannot be kept': {
    options: {
      resilience: resilience({
        limits: [{ id: 'day', form: 'window', max: 9, windowMs: 86_400_000, key: 'account' }],
      }),
      counts: keptCounts({
        read: () => Promise.reject(new Error(`redis://u:${plant('store password')}@host`)),
        write: () => Promise.resolve(),
      }),
    },
  },
  'a renewal': { operation: oauth, fetch: answers(500, {}), tokens: {} },
  'a renewal that fails': {
    operation: oauth,
    tokens: { request: throws('token request') },
  },
  'tokens that cannot be loaded': {
    operation: oauth,
    tokens: {
      settings: settingsOf(true),
      store: { load: () => Promise.resolve(plant('broken store')), save: throws('save') },
    },
  },
  'tokens that cannot be saved': {
    operation: oauth,
    tokens: {
      settings: settingsOf(true),
      store: {
        load: () =>
          Promise.resolve(
            JSON.stringify({
              type: 'Bearer',
              askedAtMs: 0,
              lifetimeMs: 0,
              refreshToken: plant('stored refresh token'),
              previousRefreshToken: plant('previous refresh token'),
            }),
          ),
        save: throws('save of tokens'),
      },
    },
  },
};

function settingsOf(consent: boolean): TokenSourceOptions['settings'] {
  return { lifetimeMs: 60_000, reserveMs: 0, timeoutMs: 1000, mostAtOnce: 1, consent };
}

function tokensOf(host: Host, differs: Partial<TokenSourceOptions>): OwnTokenSources {
  const clientSecret = plant('client secret');
  const request: TokenSourceOptions['request'] = () =>
    Promise.resolve({
      accessToken: new Secret(plant('access token')),
      type: 'Bearer',
      refreshToken: new Secret(plant('refresh token')),
      lifetimeMs: clientSecret.length * 1000,
    });
  const settings = settingsOf(false);
  const options = { system: 'shop', host, settings, request, ...differs };
  return tokenSources({ ...options, requests: () => options.request });
}

/** All that anybody could print of a value. */
function printed(value: unknown): readonly string[] {
  console.log(value);
  console.error('%o %O %s', value, value, value);
  return [
    inspect(value, { depth: 10, showHidden: true, getters: false }),
    inspect(value, { depth: 10, customInspect: false }),
    JSON.stringify([value]),
    value instanceof Error ? `${String(value)} ${value.stack}` : '',
  ];
}

let sdk: MemorySdk;
const told: string[] = [];
const warn = (warning: Error): void => void told.push(inspect(warning));
beforeAll(() => {
  sdk = memorySdk();
  process.on('warning', warn);
});
afterAll(async () => {
  process.off('warning', warn);
  await sdk.end();
});
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr] as const) {
    vi.spyOn(stream, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  }
  vi.spyOn(console, 'log').mockImplementation(
    (...values) => void told.push(inspect(values, { depth: 10 })),
  );
  vi.spyOn(console, 'error').mockImplementation(
    (...values) => void told.push(inspect(values, { depth: 10 })),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  told.length = 0;
});

it.each(Object.entries(scenarios))('%s tells no secret to anybody', async (_name, scenario) => {
  const world = virtualHost(scenario.fetch === undefined ? {} : { fetch: scenario.fetch });
  const live =
    scenario.transport === undefined
      ? {}
      : {
          fetch: scenario.transport,
          sleep: (ms: number, signal?: AbortSignal) => real.sleep(ms, signal),
        };
  const log = (line: string): void => void told.push(line);
  const host = withAttemptLog(withOpenTelemetry({ ...world, ...live }), log);
  const retry = { ...resilience().retry, budgetFloor: 100 };
  const client: Client = testClient(host, {
    credentials:
      scenario.tokens === undefined
        ? credentials
        : [...credentials, ['oauth', accessToken(tokensOf(host, scenario.tokens))]],
    secrets,
    resilience: resilience({ retry }),
    ...scenario.options,
  });
  const call = send(client, { ...described, ...scenario.operation }, scenario.input ?? written);
  const found = call.then(
    ({ data }) => (data instanceof Object && Symbol.asyncIterator in data ? data : undefined),
    (error: unknown) => error,
  );
  told.push(...printed(await (scenario.transport === undefined ? world.settle(found) : found)));
  // What a call resolves with is the caller's to print.
  await call.then(
    () => undefined,
    () => told.push(...printed(call)),
  );
  told.push(...printed(client), ...printed(world.events));
  told.push(
    ...printed(
      sdk
        .spans()
        .map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    ),
  );
  told.push(...printed(await sdk.metrics()));
  const all = told.join('\n');
  expect(world.events.length).toBeGreaterThan(0);
  expect([...planted].filter((secret) => all.includes(secret))).toEqual([]);
});

it('fifty secrets and more were planted', () => {
  expect(planted.size).toBeGreaterThanOrEqual(50);
});
