// What a client of an HTTP API must get right, in a form that does not depend on the client: a description, a call,
// how the server answers, and what must have arrived. Run for our client in probes.test.ts.
import { endOf, endsWell, headerOf, pairsOf, seenOnce, toldAll } from './probe.ts';
import type { Probe, ProbeCall } from './probe.ts';
import { probeSecrets } from './probe-descriptions.ts';
import type { Answer } from './recorder.ts';

const found: Answer = (_, response) => {
  response.setHeader('content-type', 'application/json').end('{"id":"1"}');
};
const created: Answer = (_, response) => {
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
};
/** Another answer to the first request than to those that follow. */
const firstly =
  (first: Answer): (() => Answer) =>
  () => {
    let isFirst = true;
    return (arrival, response, turn) => {
      const answer = isFirst ? first : found;
      isFirst = false;
      answer(arrival, response, turn);
    };
  };

/** A second, as a client that is asked to wait so long may count it. */
const secondMs = 950;

/** Too many requests for a second; who comes earlier is told off for good. */
function busyForASecond(): Answer {
  let freeAtMs: number | undefined;
  return (arrival, response, turn) => {
    if (freeAtMs === undefined) {
      freeAtMs = performance.now() + secondMs;
      response.writeHead(429, { 'retry-after': '1' }).end();
    } else if (performance.now() < freeAtMs) response.writeHead(403).end();
    else found(arrival, response, turn);
  };
}

const readThing: ProbeCall = {
  operationId: 'readThing',
  method: 'get',
  template: '/things/{id}',
  path: { id: '1' },
};
const createThing: ProbeCall = {
  operationId: 'createThing',
  method: 'post',
  template: '/things',
  body: { name: 'a' },
};

const bothArrived: Probe['judge'] = (arrivals) => {
  const seen = arrivals.map(({ path }) => path).join(' ');
  return { right: seen === '/dashed /camel', seen };
};

const basic = `Basic ${Buffer.from(probeSecrets.basic).toString('base64')}`;

/** All probes, in the order of a table. */
export const probes: readonly Probe[] = [
  {
    id: 'path',
    title: "path parameter 'a/b?c' is encoded",
    description: 'api',
    calls: [{ ...readThing, path: { id: 'a/b?c' } }],
    server: () => found,
    judge: seenOnce(
      ({ path, query }) => (query === '' ? path : `${path}?${query}`),
      (seen) => seen.toUpperCase() === '/THINGS/A%2FB%3FC',
    ),
  },
  {
    id: 'query-array',
    title: 'query list [p, q], the default of OpenAPI',
    description: 'api',
    calls: [
      {
        operationId: 'findThings',
        method: 'get',
        template: '/things',
        query: { tags: ['p', 'q'] },
      },
    ],
    server: () => found,
    judge: seenOnce(
      ({ query }) => query,
      (seen) => seen === 'tags=p&tags=q',
    ),
  },
  {
    id: 'content-type',
    title: 'content type of a JSON body',
    description: 'api',
    calls: [createThing],
    server: () => created,
    judge: seenOnce(headerOf('content-type'), (seen) => /^application\/json\b/.test(seen)),
  },
  {
    id: 'accept',
    title: 'Accept names what the operation answers with',
    description: 'api',
    calls: [readThing],
    server: () => found,
    judge: seenOnce(headerOf('accept'), (seen) => /^application\/json\b/.test(seen)),
  },
  {
    id: 'typed-error',
    title: '404 with the declared body: its status and its code can be read',
    description: 'api',
    calls: [readThing],
    server: () => (_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"gone"}');
    },
    judge: toldAll(404, 'gone'),
  },
  {
    id: 'html-error',
    title: '502 with a page of HTML: its status can be read',
    description: 'api',
    // Nothing that may be sent again, so that there is one answer.
    calls: [createThing],
    server: () => (_, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    },
    judge: toldAll(502),
  },
  {
    id: 'retry-after',
    title: '429 with Retry-After: 1 is waited out',
    description: 'api',
    calls: [readThing],
    server: busyForASecond,
    judge: endsWell(2),
  },
  {
    id: 'unavailable-once',
    title: '503 once: a GET is sent again',
    description: 'api',
    calls: [readThing],
    server: firstly((_, response) => response.writeHead(503).end()),
    judge: endsWell(2),
  },
  {
    id: 'reset-once',
    title: 'connection reset once: a GET is sent again',
    description: 'api',
    calls: [readThing],
    server: firstly((_, response) => response.destroy()),
    judge: endsWell(2),
  },
  {
    id: 'reset-post',
    title: 'connection reset once: a POST that bears no key is not sent again',
    description: 'api',
    calls: [createThing],
    server: firstly((_, response) => response.destroy()),
    judge: (arrivals, [outcome]) => ({
      right: arrivals.length === 1,
      seen: `${arrivals.length} requests, ${endOf(outcome)}`,
    }),
  },
  {
    id: 'silence',
    title: 'a server that never answers: the call ends',
    description: 'api',
    calls: [readThing],
    server: () => () => undefined,
    judge: (_, [outcome]) => ({ right: outcome?.kind === 'threw', seen: endOf(outcome) }),
  },
  {
    id: 'bearer',
    title: 'the bearer token of the operation is sent',
    description: 'api',
    calls: [{ operationId: 'readMine', method: 'get', template: '/mine' }],
    server: () => found,
    judge: seenOnce(headerOf('authorization'), (seen) => seen === `Bearer ${probeSecrets.bearer}`),
  },
  {
    id: 'and-or',
    title: '{key and basic} or oauth: one alternative, whole, each secret in its own scheme',
    description: 'api',
    calls: [{ operationId: 'readSafe', method: 'get', template: '/safe' }],
    server: () => found,
    judge: seenOnce(
      ({ headers }) =>
        `X-Key: ${String(headers['x-key'] ?? 'none')}, Authorization: ${headers.authorization ?? 'none'}`,
      (seen) =>
        seen === `X-Key: ${probeSecrets.key}, Authorization: ${basic}` ||
        seen === `X-Key: none, Authorization: Bearer ${probeSecrets.oauth}`,
    ),
  },
  {
    id: 'idempotency-key',
    title: 'POST with an Idempotency-Key where the API honours one',
    description: 'api',
    calls: [{ ...createThing, operationId: 'createPayment', template: '/payments' }],
    server: () => created,
    judge: seenOnce(headerOf('idempotency-key'), (seen) => seen !== 'none' && seen !== ''),
  },
  {
    id: 'stripe-form',
    title: 'Stripe: a customer with metadata and an address',
    description: 'stripe',
    calls: [
      {
        operationId: 'PostCustomers',
        method: 'post',
        template: '/v1/customers',
        body: { metadata: { order: '1' }, address: { city: 'Rome' } },
      },
    ],
    server: () => found,
    judge: seenOnce(
      ({ headers, body }) =>
        `${String(headers['content-type']).split(';')[0] ?? ''} ${pairsOf(body.toString())}`,
      (seen) => seen === 'application/x-www-form-urlencoded address[city]=Rome&metadata[order]=1',
    ),
  },
  {
    id: 'stripe-query',
    title: 'Stripe: a list of customers with expand and created[gte]',
    description: 'stripe',
    calls: [
      {
        operationId: 'GetCustomers',
        method: 'get',
        template: '/v1/customers',
        query: { created: { gte: 1 }, expand: ['data.sources', 'total_count'] },
      },
    ],
    server: () => found,
    judge: seenOnce(
      ({ query }) => pairsOf(query),
      // Stripe numbers its lists or leaves the brackets empty.
      (seen) =>
        seen.replaceAll(/expand\[\d\]/g, 'expand[]') ===
        'created[gte]=1&expand[]=data.sources&expand[]=total_count',
    ),
  },
  {
    id: 'names',
    title: 'get-thing and getThing, pet_item and PetItem: both are kept',
    description: 'names',
    calls: [
      { operationId: 'get-thing', method: 'get', template: '/dashed' },
      { operationId: 'getThing', method: 'get', template: '/camel' },
    ],
    server: () => found,
    judge: bothArrived,
  },
];
