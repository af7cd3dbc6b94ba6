import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Agent } from 'undici';

import { CallError } from '../../generators/runtime/files/errors.ts';
import { textEvents } from '../../generators/runtime/files/event-stream.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { undiciFetch } from '../../generators/runtime/files/undici-fetch.ts';
import { clientOf, serve, type Answer } from './loopback.ts';
import { operation, resilience, content } from './settings.ts';

const agent = new Agent();
const fast = nodeHost({ fetch: undiciFetch(agent) });
const builtIn = nodeHost();
afterAll(() => agent.close());

const once = { maxAttempts: 1, attemptMs: 5000, repeatable: true };
const single = resilience({ operations: { getThing: once } });
const text = 'x'.repeat(5000);
const typed =
  (type: string, body: string | Buffer): Answer =>
  (_, response) =>
    response.setHeader('content-type', type).end(body);
const coded =
  (encoding: string, body: Buffer): Answer =>
  (_, response) =>
    response
      .setHeader('content-type', 'text/plain')
      .setHeader('content-encoding', encoding)
      .end(body);

/** What a call resolves or rejects with, as far as a caller sees it. */
async function outcome(host: typeof fast, answer: Answer, method = 'GET'): Promise<unknown> {
  const { baseUrl, seen } = await serve(answer);
  const client = clientOf(baseUrl, { host, resilience: single });
  const call = send(client, operation({ method, responses: { 200: [], 204: [], 304: [] } }), {});
  const found = await call.then(
    ({ status, data, headers, raw }) => ({
      status,
      data,
      headers: [...headers].filter(([name]) => name !== 'date'),
      raw: [raw.ok, raw.status, raw.statusText, raw.redirected, raw.url.replace(baseUrl, '')],
    }),
    (error: unknown) => {
      if (!(error instanceof CallError)) throw error;
      const { kind, status, data, requestSent } = error;
      return { kind, status, data, requestSent };
    },
  );
  return { found, requests: seen.length };
}

describe('the undici transport answers as the built-in fetch does', () => {
  it.each<[string, Answer, string?]>([
    ['JSON', typed('application/json', '{"a":[1,"é"]}')],
    ['text in another charset', typed('text/plain; charset=latin1', Buffer.from([0xe9]))],
    ['bytes', typed('application/pdf', Buffer.from([0, 1, 255]))],
    ['nothing', typed('application/json', '')],
    ['gzip', coded('gzip', gzipSync(text))],
    ['gzip that is cut at its end', coded('gzip', gzipSync(text).subarray(0, -8))],
    ['deflate', coded('deflate', deflateSync(text))],
    ['brotli', coded('br', brotliCompressSync(text))],
    ['two codings', coded('deflate, gzip', gzipSync(deflateSync(text)))],
    ['a coding that is none', coded('gzip', Buffer.from('plain'))],
    ['a coding that nobody knows', coded('constructor', Buffer.from('plain'))],
    ['204', (_, response) => response.writeHead(204).end()],
    ['304', (_, response) => response.writeHead(304, { etag: '"1"' }).end()],
    ['HEAD', typed('application/json', ''), 'HEAD'],
    ['two cookies', (_, response) => response.setHeader('set-cookie', ['a=1', 'b=2']).end('{}')],
    ['a problem', (_, response) => response.writeHead(404, 'Gone Fishing').end('no')],
    [
      'a body that breaks',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100', 'content-type': 'text/plain' });
        response.write('half', () => response.destroy());
      },
    ],
    ['a reset connection', (_, response) => response.destroy()],
    [
      'a redirection',
      (request, response) =>
        request.url === '/thing'
          ? response.writeHead(302, { location: '/moved' }).end()
          : response.setHeader('content-type', 'text/plain').end(request.url),
    ],
  ])('to %s', async (_name, answer, method) => {
    expect(await outcome(fast, answer, method)).toEqual(await outcome(builtIn, answer, method));
  });
});

describe('the undici transport', () => {
  const body = (mediaType: string) => ({
    method: 'POST',
    body: { required: true, contents: [content(mediaType)] },
  });

  it.each<[string, unknown, string]>([
    ['application/json', { a: 'é' }, '{"a":"é"}'],
    ['text/plain', 'plain', 'plain'],
    ['application/octet-stream', new Uint8Array([65, 66]), 'AB'],
    ['application/octet-stream', new Blob(['blob']), 'blob'],
  ])('sends %s with its length', async (mediaType, given, wanted) => {
    const { baseUrl, seen } = await serve();
    await send(clientOf(baseUrl, { host: fast }), operation(body(mediaType)), { body: given });
    expect(seen[0]?.body.toString()).toBe(wanted);
    expect(seen[0]?.headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(Buffer.byteLength(wanted)),
      'user-agent': 'node',
    });
  });

  it('says that a connection that was never made carried no request', async () => {
    const client = clientOf('http://127.0.0.1:1', { host: fast, resilience: single });
    const call = send(client, operation({ method: 'POST' }), {});
    await expect(call).rejects.toMatchObject({
      kind: 'network',
      requestSent: false,
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it.each<[string, Answer]>([
    ['head', () => undefined],
    ['body', (_, response) => void response.write('{')],
  ])('ends a request whose %s does not come', async (_name, answer) => {
    let isClosed = false;
    const { baseUrl } = await serve((request, response) => {
      response.on('close', () => (isClosed = true));
      answer(request, response);
    });
    const operations = { getThing: { ...once, attemptMs: 100 } };
    const client = clientOf(baseUrl, { host: fast, resilience: resilience({ operations }) });
    await expect(send(client, operation(), {})).rejects.toMatchObject({ kind: 'timeout' });
    await expect.poll(() => isClosed).toBe(true);
  });

  it('reads a stream bit by bit, and ends the request when the loop is left', async () => {
    let isClosed = false;
    const { baseUrl } = await serve((_, response) => {
      response.on('close', () => (isClosed = true));
      response.setHeader('content-type', 'text/event-stream').write('data: 1\n\ndata: 2\n\n');
    });
    const streams = { 'text/event-stream': textEvents };
    const described = operation({ responses: { 200: ['text/event-stream'] }, streams });
    const { data } = await send(clientOf(baseUrl, { host: fast }), described, {});
    for await (const event of data as AsyncIterable<{ data: unknown }>) {
      expect(event.data).toBe('1');
      break;
    }
    await expect.poll(() => isClosed).toBe(true);
  });

  it('answers with what can be read as a Response is, also a second time from a clone', async () => {
    const { baseUrl } = await serve(typed('application/json', '{"a":1}'));
    const get = () =>
      undiciFetch(agent)(`${baseUrl}/thing`, {
        method: 'GET',
        headers: {},
        redirect: 'manual',
        signal: new AbortController().signal,
      });
    const answer = await get();
    const copy = answer.clone();
    expect([answer.bodyUsed, await answer.json(), answer.bodyUsed]).toEqual([
      false,
      { a: 1 },
      true,
    ]);
    expect(new TextDecoder().decode(await copy.bytes())).toBe('{"a":1}');
    expect(await (await (await get()).blob()).text()).toBe('{"a":1}');
    const read = await get();
    await read.text();
    await expect(read.text()).rejects.toThrow(TypeError);
  });
});
