// What is asked of each client over the wire, and how the answer is put into a few words.
import type { Answer, Arrival } from '../wire/recorder.ts';
import type { Call, Outcome } from './tool-call.ts';
import { secret } from './tool-client.ts';

/** One row of the table of behaviour. */
export interface Probe {
  readonly title: string;
  readonly spec: 'things' | 'stripe';
  readonly call: Call;
  readonly answer: Answer;
  /** Milliseconds that the call is given. */
  readonly limitMs?: number;
  /** The cell: what arrived, and what the caller was told. */
  readonly cell: (arrivals: readonly Arrival[], outcome: Outcome) => string;
}

const getThing: Call = {
  operationId: 'getThing',
  method: 'GET',
  path: '/things/{id}',
  pathInput: { id: 'one' },
  declaresBody: false,
  declaresQuery: true,
};
const createThing: Call = {
  operationId: 'createThing',
  method: 'POST',
  path: '/things',
  body: { name: 'Ada' },
  declaresBody: true,
  declaresQuery: false,
};
const getSecret: Call = {
  operationId: 'getSecret',
  method: 'GET',
  path: '/secret',
  declaresBody: false,
  declaresQuery: false,
};
const postCustomers: Call = {
  operationId: 'PostCustomers',
  method: 'POST',
  path: '/v1/customers',
  body: { name: 'Ada', metadata: { order: '1' }, address: { city: 'London' } },
  declaresBody: true,
  declaresQuery: false,
};
const getCustomers: Call = {
  operationId: 'GetCustomers',
  method: 'GET',
  path: '/v1/customers',
  query: { created: { gte: 1 }, expand: ['data.sources', 'data.tax'] },
  declaresBody: true,
  declaresQuery: true,
};

/** The description of the first probes; the servers' address is where the recorder listens. */
export function thingsSpec(baseUrl: string): unknown {
  const json = (name: string): unknown => ({
    'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
  });
  const ok = { description: 'As asked.', content: json('Thing') };
  const none = { description: 'There is none.', content: json('Problem') };
  const tags = { type: 'array', items: { type: 'string' } };
  const record = (field: string): unknown => ({
    type: 'object',
    required: [field],
    properties: { [field]: { type: 'string' } },
  });
  return {
    openapi: '3.0.3',
    info: { title: 'Things', version: '1' },
    servers: [{ url: baseUrl }],
    paths: {
      '/things/{id}': {
        get: {
          operationId: 'getThing',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'tags', in: 'query', schema: tags },
          ],
          responses: { '200': ok, '404': none },
        },
      },
      '/things': {
        post: {
          operationId: 'createThing',
          requestBody: { required: true, content: json('Thing') },
          responses: { '201': ok },
        },
      },
      '/secret': {
        get: {
          operationId: 'getSecret',
          security: [{ token: [] }],
          responses: { '200': ok },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Thing: record('name'), Problem: record('message') },
    },
  };
}

/** Only a success bears it, so a caller who has it was served. */
const served = 'Ada Byron';

function answerWith(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

const ok = answerWith(200, { name: served });
const created = answerWith(201, { name: served });

/** The first request meets a fault, every other is served. */
const faultOnce =
  (fault: Answer, good: Answer): Answer =>
  (arrival, response, turn) => {
    (turn === 1 ? fault : good)(arrival, response, turn);
  };

const busy = answerWith(503, { message: 'busy' });
const reset: Answer = (_, response) => {
  response.destroy();
};

const badGateway: Answer = (_, response) => {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
};
const silence: Answer = () => undefined;

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', '%20'));
const requests = (arrivals: readonly Arrival[]): string =>
  arrivals.length === 1 ? '1 request' : `${arrivals.length} requests`;

/** What the first request shows, or why there was none. */
const first =
  (read: (arrival: Arrival) => string): Probe['cell'] =>
  ([arrival], outcome) =>
    arrival === undefined ? `nothing sent: ${outcome.json}` : read(arrival);

const header = (name: string): Probe['cell'] =>
  first(({ headers }) => String(headers[name] ?? 'none'));

const told: Probe['cell'] = (_, { text }) => text;

const afterFault: Probe['cell'] = (arrivals, outcome) =>
  outcome.json.includes(served)
    ? `${requests(arrivals)}, served`
    : `${requests(arrivals)}, ${outcome.text}`;

const patience: Probe['cell'] = (arrivals, { kind, text, seconds }) =>
  kind === 'pending'
    ? `still pending after ${Math.round(seconds)} s`
    : `after ${Math.round(seconds)} s and ${requests(arrivals)}: ${text}`;

const key: Probe['cell'] = (arrivals, outcome) => {
  const keys = new Set(arrivals.map(({ headers }) => headers['idempotency-key']));
  const said = keys.has(undefined) ? 'no key' : keys.size === 1 ? 'one key' : 'several keys';
  return `${afterFault(arrivals, outcome)}; ${said}`;
};

/** All rows, in the order in which they are run: a call without an end comes last. */
export const probes: readonly Probe[] = [
  {
    title: 'path parameter `a/b?c`',
    spec: 'things',
    call: { ...getThing, pathInput: { id: 'a/b?c' } },
    answer: ok,
    cell: first(({ path, query }) => (query === '' ? path : `${path}?${query}`)),
  },
  {
    title: 'query array `[p, q]`, no style declared',
    spec: 'things',
    call: { ...getThing, query: { tags: ['p', 'q'] } },
    answer: ok,
    cell: first(({ query }) => query),
  },
  {
    title: 'JSON POST: `Content-Type`',
    spec: 'things',
    call: createThing,
    answer: created,
    cell: header('content-type'),
  },
  { title: '`Accept`', spec: 'things', call: getThing, answer: ok, cell: header('accept') },
  {
    title: 'bearer token that the operation declares',
    spec: 'things',
    call: getSecret,
    answer: ok,
    cell: first(({ headers: { authorization } }) =>
      authorization === `Bearer ${secret}` ? 'sent' : (authorization ?? 'not sent'),
    ),
  },
  {
    title: '404 with the declared body',
    spec: 'things',
    call: getThing,
    answer: answerWith(404, { message: 'none' }),
    cell: told,
  },
  {
    title: '502 with HTML from a proxy',
    spec: 'things',
    call: getThing,
    answer: badGateway,
    cell: told,
  },
  {
    title: 'GET: 429 once, `Retry-After: 1`',
    spec: 'things',
    call: getThing,
    answer: faultOnce(answerWith(429, { message: 'slow' }, { 'retry-after': '1' }), ok),
    cell: afterFault,
  },
  {
    title: 'GET: 503 once',
    spec: 'things',
    call: getThing,
    answer: faultOnce(busy, ok),
    cell: afterFault,
  },
  {
    title: 'GET: connection reset once',
    spec: 'things',
    call: getThing,
    answer: faultOnce(reset, ok),
    cell: afterFault,
  },
  {
    title: 'POST without idempotency: connection reset once',
    spec: 'things',
    call: createThing,
    answer: faultOnce(reset, created),
    cell: afterFault,
  },
  {
    title: 'Stripe `POST /v1/customers` with `metadata`, `address`',
    spec: 'stripe',
    call: postCustomers,
    answer: ok,
    cell: first(({ body }) => decoded(body.toString())),
  },
  {
    title: 'Stripe `POST /v1/customers`: connection reset once',
    spec: 'stripe',
    call: postCustomers,
    answer: faultOnce(reset, ok),
    cell: key,
  },
  {
    title: 'Stripe `GET /v1/customers` with `created[gte]`, `expand[]`',
    spec: 'stripe',
    call: getCustomers,
    answer: ok,
    cell: first(({ query }) => decoded(query)),
  },
  {
    title: 'server that never answers',
    spec: 'things',
    call: getThing,
    answer: silence,
    limitMs: 60_000,
    cell: patience,
  },
];
