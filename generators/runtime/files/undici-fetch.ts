// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { pipeline, Readable, type Transform } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createBrotliDecompress, createGunzip, createInflate, constants } from 'node:zlib';

import { Agent, request, type Dispatcher } from 'undici';

import type { Host, HttpRequest } from './host.ts';

/**
 * The fast transport, `nodeHost({ fetch: undiciFetch() })`: `request` of undici, about twice as fast as the
 * built-in `fetch`. What it answers with works like a `Response`, and is one only as far as it must be.
 */
export function undiciFetch(dispatcher: Dispatcher = new Agent()): Host['fetch'] {
  return async (url, { method, headers, body, signal }) => {
    const answer = await request(url, {
      dispatcher,
      method,
      // undici takes a Blob, though its types do not say so.
      body: (body ?? null) as string | null,
      headers: fieldsOf(headers),
      signal,
    });
    return responseOf(url, answer, method === 'HEAD' || bodyless.includes(answer.statusCode));
  };
}

/** Statuses whose answers have no body. */
const bodyless = [204, 205, 304];

/** Names and values in turn, with what the built-in `fetch` adds: some systems refuse callers without a name. */
function fieldsOf(headers: HttpRequest['headers']): string[] {
  const fields: string[] = [];
  if (headers['user-agent'] === undefined) fields.push('user-agent', 'node');
  if (headers['accept-encoding'] === undefined) fields.push('accept-encoding', 'gzip, deflate, br');
  for (const name in headers) fields.push(name, headers[name] ?? '');
  return fields;
}

function responseOf(url: string, answer: Dispatcher.ResponseData, isEmpty: boolean): Response {
  const { statusCode: status, statusText, body } = answer;
  const headers = headersOf(answer.headers);
  // Until somebody wants more of it than its text or bytes, the slower object is not made.
  let made: Response | undefined;
  const whole = (): Response => (made ??= wholeOf(answer, headers, isEmpty));
  const isPlain = (): boolean =>
    made === undefined && !isEmpty && !body.bodyUsed && !headers.has('content-encoding');
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    headers,
    url,
    redirected: false,
    type: 'basic',
    get body() {
      return whole().body;
    },
    get bodyUsed() {
      return made?.bodyUsed ?? body.bodyUsed;
    },
    text: () => (isPlain() ? body.text() : whole().text()),
    arrayBuffer: () => (isPlain() ? body.arrayBuffer() : whole().arrayBuffer()),
    json: () => whole().json() as Promise<unknown>,
    blob: () => whole().blob(),
    bytes: () => whole().bytes(),
    formData: () => whole().formData(),
    clone: () => whole().clone(),
  };
}

function headersOf(fields: Dispatcher.ResponseData['headers']): Headers {
  const headers = new Headers();
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === 'string') headers.append(name, value);
    else for (const each of value ?? []) headers.append(name, each);
  }
  return headers;
}

function wholeOf(
  { statusCode: status, statusText, body }: Dispatcher.ResponseData,
  headers: Headers,
  isEmpty: boolean,
): Response {
  // A status that the platform does not know is told by the object around this one.
  const init = { headers, ...(status >= 200 && status <= 599 ? { status, statusText } : {}) };
  if (body.bodyUsed) return spent(init);
  if (isEmpty) {
    body.dump().catch(() => undefined);
    return new Response(null, init);
  }
  const stream: NodeStream = Readable.toWeb(decoded(body, headers.get('content-encoding') ?? ''));
  // The types of the two streams differ, the streams do not.
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>, init);
}

/** An answer that was read already, and says so. */
function spent(init: ResponseInit): Response {
  const response = new Response('', init);
  void response.text();
  return response;
}

/** An answer may end without the marks of its coding, as the built-in `fetch` lets it. */
const lenient = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const lenientBrotli = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** Undoes the codings of a body, the last one first; one that nobody asked for leaves it as it is. */
function decoded(body: Readable, codings: string): Readable {
  const names = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  const decoders = names.reverse().flatMap((name) => decoderOf(name) ?? []);
  if (decoders.length < names.length || decoders.length > mostCodings) return body;
  let stream = body;
  for (const decoder of decoders) {
    // What breaks a stream breaks those that read from it; nothing else needs to hear of it.
    stream = pipeline(stream, decoder(), () => undefined);
  }
  return stream;
}

/** More are an attack, as each multiplies what comes out. */
const mostCodings = 5;

function decoderOf(coding: string): (() => Transform) | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return () => createGunzip(lenient);
    case 'deflate':
      return () => createInflate(lenient);
    case 'br':
      return () => createBrotliDecompress(lenientBrotli);
    default:
      return undefined;
  }
}
