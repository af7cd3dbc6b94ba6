import { describe, expect, it } from 'vitest';
import { send } from '../../generators/runtime/files/client.ts';
import { clientOf, ok, sentBody, serve, type Answer } from './loopback.ts';
import { operation, resilience } from './settings.ts';

describe('an answer', () => {
  const answer =
    (type: string, bytes: string | Buffer, status = 200): Answer =>
    (_, response) => {
      response.writeHead(status, type === '' ? {} : { 'content-type': type }).end(bytes);
    };
  it.each([
    { type: 'application/json; charset=utf-8', bytes: '{"a":1}', data: { a: 1 } },
    { type: 'application/problem+json', bytes: '[1]', data: [1] },
    { type: 'text/csv', bytes: 'a,b', data: 'a,b' },
    { type: 'application/xml', bytes: '<a/>', data: '<a/>' },
    { type: 'application/pdf', bytes: Buffer.from([1, 2]), data: new Uint8Array([1, 2]) },
    { type: 'application/json', bytes: '', data: undefined },
  ])('of $type is read as that', async ({ type, bytes, data }) => {
    const { baseUrl } = await serve(answer(type, bytes));
    const declared = type.split(';')[0] ?? '';
    const responses = { '200': [declared] };
    const result = await send(clientOf(baseUrl), operation({ responses }), {});
    expect(result.data).toEqual(data);
    expect([result.status, result.raw.bodyUsed]).toEqual([200, true]);
  });

  it.each([
    ['application/json', 'text/html', '<html>maintenance</html>'],
    ['application/pdf', 'text/html', '<html>maintenance</html>'],
    ['text/csv', 'application/pdf', '%PDF'],
  ])('declared as %s and sent as %s is an error and no data', async (declared, type, bytes) => {
    const { baseUrl } = await serve(answer(type, bytes));
    const responses = { '200': [declared] };
    await expect(send(clientOf(baseUrl), operation({ responses }), {})).rejects.toMatchObject({
      kind: 'invalid_response',
      status: 200,
    });
  });

  it('of JSON under another name is read, and any type where the description allows any', async () => {
    const json = await serve(answer('text/plain', '{"a":1}'));
    expect((await send(clientOf(json.baseUrl), operation(), {})).data).toEqual({ a: 1 });
    const any = await serve(answer('text/csv', 'a,b'));
    const responses = { default: ['text/*'] };
    const { data } = await send(clientOf(any.baseUrl), operation({ responses }), {});
    expect(data).toBe('a,b');
  });

  it('without a body has no data', async () => {
    const { baseUrl } = await serve(answer('', '', 204));
    expect(await send(clientOf(baseUrl), operation(), {})).toMatchObject({
      status: 204,
      data: undefined,
    });
  });

  it('is asked for in the types of the definition, in any where it names none', async () => {
    const types = { accept: 'application/vnd.api+json, application/problem+json' };
    expect((await sentBody(types, {})).headers.accept).toBe(types.accept);
    const { accept, ...untyped } = operation();
    const { baseUrl, seen } = await serve();
    await send(clientOf(baseUrl), untyped, {});
    expect([accept, seen[0]?.headers.accept]).toEqual(['application/json', '*/*']);
  });

  it('that stalls in its body is ended by the time-out', async () => {
    const { baseUrl, seen } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    const settings = resilience({
      timeouts: { attemptMs: 150 },
      retry: { ...resilience().retry, maxAttempts: 2 },
    });
    await expect(
      send(clientOf(baseUrl, { resilience: settings }), operation(), {}),
    ).rejects.toMatchObject({ kind: 'timeout', attempts: 2 });
    expect(seen).toHaveLength(2);
  });

  it('that is a reset connection is tried again for a read and keeps its cause for a POST', async () => {
    let count = 0;
    const { baseUrl, seen } = await serve((request, response) => {
      count += 1;
      if (count === 1 || request.method === 'POST') response.destroy();
      else ok(request, response);
    });
    const client = clientOf(baseUrl);
    expect(await send(client, operation(), {})).toMatchObject({ status: 200 });
    await expect(send(client, operation({ method: 'POST' }), {})).rejects.toMatchObject({
      kind: 'network',
      requestSent: true,
    });
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });
});
