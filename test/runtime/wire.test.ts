import { describe, expect, it } from 'vitest';
import { cookieKey, headerKey, queryKey } from '../../generators/runtime/files/api-key.ts';
import { basic } from '../../generators/runtime/files/basic.ts';
import { bearer } from '../../generators/runtime/files/bearer.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { clientOf, ok, sentBody, serve, type Seen } from './loopback.ts';
import { content, operation, parameter, resilience } from './settings.ts';

const deep = { style: 'deepObject', explode: true } as const;
const takes = (mediaType: string, encoding = {}) => ({
  body: { contents: [content(mediaType, encoding)] },
});

describe('a body', () => {
  it('in Stripe’s form is written with brackets', async () => {
    const { body, headers } = await sentBody(
      takes('application/x-www-form-urlencoded', {
        metadata: deep,
        address: deep,
        expand: deep,
        items: deep,
      }),
      {
        body: {
          email: 'a+b@c.test',
          metadata: { order: '1' },
          address: { city: 'Köln', line2: undefined },
          expand: ['sources', 'tax_ids'],
          items: [{ price: 'p1', quantity: 2 }],
        },
      },
    );
    expect(body.toString()).toBe(
      'email=a%2Bb%40c.test&metadata[order]=1&address[city]=K%C3%B6ln&expand[]=sources&expand[]=tax_ids&items[0][price]=p1&items[0][quantity]=2',
    );
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it.each([
    {
      name: 'an object without an encoding is JSON',
      encoding: {},
      value: { a: 1 },
      expected: 'f=%7B%22a%22%3A1%7D',
    },
    {
      name: 'a list without an encoding is repeated',
      encoding: {},
      value: [1, 2],
      expected: 'f=1&f=2',
    },
    {
      name: 'a list that is not exploded has commas',
      encoding: { f: { explode: false } },
      value: [1, 2],
      expected: 'f=1,2',
    },
    {
      name: 'a delimited list',
      encoding: { f: { style: 'pipeDelimited' } },
      value: [1, 2],
      expected: 'f=1%7C2',
    },
    {
      name: 'an exploded object',
      encoding: { f: { style: 'form' } },
      value: { a: 1, b: 2 },
      expected: 'a=1&b=2',
    },
    { name: 'a field without a value is left out', encoding: {}, value: null, expected: '' },
  ])('as a form: $name', async ({ encoding, value, expected }) => {
    const { body } = await sentBody(takes('application/x-www-form-urlencoded', encoding), {
      body: { f: value },
    });
    expect(body.toString()).toBe(expected);
  });

  it('in JSON keeps its null values and its declared type', async () => {
    const { body, headers } = await sentBody(takes('application/merge-patch+json'), {
      body: { a: null, b: [1] },
    });
    expect([body.toString(), headers['content-type']]).toEqual([
      '{"a":null,"b":[1]}',
      'application/merge-patch+json',
    ]);
  });

  it('in several parts can be read by a server', async () => {
    const { body, headers } = await sentBody(
      takes('multipart/form-data', { note: { contentType: 'text/markdown' } }),
      {
        body: {
          note: '# hi',
          plain: 'x',
          object: { a: 1 },
          tags: ['p', 'q'],
          file: new File([new Uint8Array([0, 255, 13, 10])], 'a"b.bin', { type: 'image/png' }),
          bytes: new Uint8Array([1, 2]),
        },
      },
    );
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file') as File;
    expect([form.get('note'), form.get('plain'), form.get('object'), form.getAll('tags')]).toEqual([
      '# hi',
      'x',
      '{"a":1}',
      ['p', 'q'],
    ]);
    expect([file.name, file.type, [...new Uint8Array(await file.arrayBuffer())]]).toEqual([
      'a"b.bin',
      'image/png',
      [0, 255, 13, 10],
    ]);
    expect(body.toString()).toContain('name="note"\r\nContent-Type: text/markdown\r\n');
    expect(body.toString()).toContain('name="object"\r\nContent-Type: application/json\r\n');
  });

  it('of bytes arrives as it is', async () => {
    const { body, headers } = await sentBody(takes('application/octet-stream'), {
      body: new Uint8Array([0, 1, 255]),
    });
    expect([[...body], headers['content-type']]).toEqual([[0, 1, 255], 'application/octet-stream']);
  });

  it('of text arrives as it is', async () => {
    const { body, headers } = await sentBody(takes('text/csv'), { body: 'a,b' });
    expect([body.toString(), headers['content-type']]).toEqual(['a,b', 'text/csv']);
  });

  it('is sent as the content type that the caller chooses among the declared', async () => {
    const contents = ['application/json', 'text/plain'].map((mediaType) => content(mediaType));
    const { body, headers } = await sentBody(
      { body: { required: true, contents } },
      { body: 'hi', contentType: 'text/plain' },
    );
    expect([body.toString(), headers['content-type']]).toEqual(['hi', 'text/plain']);
  });

  it('is not sent on GET though it is declared', async () => {
    const { body, headers } = await sentBody(
      { method: 'GET', ...takes('application/x-www-form-urlencoded') },
      { body: { a: 1 } },
    );
    expect([body.length, headers['content-type']]).toEqual([0, undefined]);
  });

  it('that is required and missing is refused before anything is sent', async () => {
    const { baseUrl, seen } = await serve();
    const described = operation({
      method: 'POST',
      body: { required: true, contents: [content('application/json')] },
    });
    await expect(send(clientOf(baseUrl), described, {})).rejects.toMatchObject({
      kind: 'invalid_request',
      requestSent: false,
      attempts: 0,
    });
    expect(seen).toHaveLength(0);
  });

  it('that JSON cannot hold is refused before anything is sent', async () => {
    const { baseUrl, seen } = await serve();
    const call = send(
      clientOf(baseUrl),
      operation({ method: 'POST', ...takes('application/json') }),
      { body: { n: 1n } },
    );
    await expect(call).rejects.toMatchObject({ kind: 'invalid_request' });
    expect(seen).toHaveLength(0);
  });

  it('takes the idempotency key as a field where the API wants it there', async () => {
    const { body } = await sentBody(
      {
        ...takes('application/json'),
        idempotencyKey: { in: 'field', name: 'idempotency_key', write: idempotencyKey },
      },
      { body: { a: 1 }, idempotencyKey: 'order-1' },
    );
    expect(JSON.parse(body.toString())).toEqual({ a: 1, idempotency_key: 'order-1' });
  });
});

describe('credentials', () => {
  const credentials = [
    ['key', headerKey('X-Key', 'key')],
    ['queryKey', queryKey('api_key', 'queryKey')],
    ['cookieKey', cookieKey('sid', 'cookieKey')],
    ['basic', basic('pair')],
    ['two', basic('user', 'word')],
    ['oauth', bearer('token')],
  ] as const;
  const base64 = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    { security: [['key']], expected: { key: 'value-of-key' } },
    { security: [['oauth']], expected: { authorization: 'Bearer value-of-token' } },
    { security: [['basic']], expected: { authorization: base64('value-of-pair') } },
    { security: [['two']], expected: { authorization: base64('value-of-user:value-of-word') } },
    { security: [['queryKey']], expected: { url: '/thing?api_key=value-of-queryKey' } },
    { security: [['cookieKey']], expected: { cookie: 'sid=value-of-cookieKey' } },
    {
      security: [['key', 'basic'], ['oauth']],
      expected: { key: 'value-of-key', authorization: base64('value-of-pair') },
    },
    {
      security: [['missing', 'key'], ['oauth']],
      expected: { authorization: 'Bearer value-of-token' },
    },
    { security: [[], ['oauth']], expected: { authorization: 'Bearer value-of-token' } },
    { security: [[], ['missing']], expected: {} },
    { security: [], expected: {} },
  ])('for $security are exactly those of one alternative', async ({ security, expected }) => {
    const { baseUrl, seen } = await serve();
    await send(clientOf(baseUrl, { credentials }), operation({ security }), {});
    const { url, headers }: Pick<Seen, 'url' | 'headers'> = seen[0] ?? { url: '', headers: {} };
    expect({
      url,
      key: headers['x-key'],
      authorization: headers.authorization,
      cookie: headers.cookie,
    }).toEqual({
      url: '/thing',
      key: undefined,
      authorization: undefined,
      cookie: undefined,
      ...expected,
    });
  });

  it('that are not configured are an error, and nothing is sent', async () => {
    const { baseUrl, seen } = await serve();
    const call = send(
      clientOf(baseUrl, { credentials }),
      operation({ security: [['missing']] }),
      {},
    );
    await expect(call).rejects.toMatchObject({ kind: 'credential', requestSent: false });
    expect(seen).toHaveLength(0);
  });

  it.each([
    { name: 'a provider that fails', secrets: () => Promise.reject(new Error('hunter2')) },
    { name: 'a value that a header cannot hold', secrets: () => 'hunter2\n' },
  ])('stay out of the error of $name', async ({ secrets }) => {
    const { baseUrl } = await serve();
    const call = send(
      clientOf(baseUrl, { credentials, secrets }),
      operation({ security: [['oauth']] }),
      {},
    );
    const error: unknown = await call.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'credential' });
    expect((error as Error).message + String((error as Error).cause)).not.toContain('hunter2');
  });

  it('stay out of telemetry', async () => {
    const events: unknown[] = [];
    const { baseUrl } = await serve();
    const host = nodeHost({ emit: (event) => events.push(event) });
    const security = [['oauth', 'queryKey']];
    const parameters = [parameter()];
    await send(clientOf(baseUrl, { credentials, host }), operation({ security, parameters }), {
      query: { color: 'private' },
    });
    expect(events).toMatchObject([
      { type: 'attempt_started' },
      { type: 'attempt_ended' },
      { type: 'call_ended' },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/value-of|private/);
  });

  it('are asked for at each call, so a rotated secret is seen', async () => {
    let turn = 0;
    const { baseUrl, seen } = await serve();
    const client = clientOf(baseUrl, { credentials, secrets: () => `token-${(turn += 1)}` });
    await send(client, operation({ security: [['oauth']] }), {});
    await send(client, operation({ security: [['oauth']] }), {});
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('and header parameters do not follow a redirection to another host', async () => {
    const other = await serve();
    const { baseUrl, seen } = await serve((_, response) =>
      response.writeHead(302, { location: `${other.baseUrl}/stolen` }).end(),
    );
    const described = operation({
      security: [['oauth', 'queryKey', 'cookieKey', 'key']],
      parameters: [parameter({ name: 'X-Tenant', in: 'header', style: 'simple' })],
    });
    await send(clientOf(baseUrl, { credentials }), described, {
      headers: { 'X-Tenant': 'private' },
    });
    expect(seen[0]?.headers.authorization).toBe('Bearer value-of-token');
    expect(other.seen.map(({ url }) => url)).toEqual(['/stolen']);
    expect(JSON.stringify(other.seen[0]?.headers)).not.toMatch(/value-of|private/);
  });

  it('follow a redirection on their own host', async () => {
    const { baseUrl, seen } = await serve((request, response) => {
      if (request.url === '/thing') response.writeHead(301, { location: '/moved' }).end();
      else ok(request, response);
    });
    await send(clientOf(baseUrl, { credentials }), operation({ security: [['oauth']] }), {});
    expect(seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/thing', 'Bearer value-of-token'],
      ['/moved', 'Bearer value-of-token'],
    ]);
  });

  it('are not sent on when a POST is redirected: that is a problem', async () => {
    const other = await serve();
    const { baseUrl } = await serve((_, response) =>
      response.writeHead(307, { location: other.baseUrl }).end(),
    );
    const call = send(clientOf(baseUrl), operation({ method: 'POST' }), {});
    await expect(call).rejects.toMatchObject({ kind: 'problem', status: 307 });
    expect(other.seen).toHaveLength(0);
  });

  it('leave a declared redirection to the caller', async () => {
    const { baseUrl, seen } = await serve((_, response) =>
      response.writeHead(302, { location: '/file' }).end(),
    );
    const result = await send(clientOf(baseUrl), operation({ responses: { '302': [] } }), {});
    expect([result.status, result.headers.get('location'), seen.length]).toEqual([302, '/file', 1]);
  });
});

describe('a client', () => {
  it('holds no more memory after thousands of calls than its settings allow', async () => {
    const host = nodeHost({ fetch: () => Promise.resolve(Response.json({})) });
    const limits = [{ id: 'a', form: 'window', max: 1_000_000, windowMs: 20 } as const];
    const client = clientOf('http://api.test', { host, resilience: resilience({ limits }) });
    const controller = new AbortController();
    for (let call = 0; call < 3000; call += 1)
      await send(client, operation(), { signal: controller.signal, timeoutMs: 60_000 });
    // Timers and listeners of ended calls would keep the process alive or warn of a leak.
    expect(
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    ).toBeLessThan(20);
  });
});
