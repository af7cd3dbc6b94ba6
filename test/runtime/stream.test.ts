import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { AnswerStream } from '../../generators/runtime/files/answer-stream.ts';
import { send, type Client } from '../../generators/runtime/files/client.ts';
import {
  isStream,
  jsonEvents,
  textEvents,
  type ServerSentEvent,
} from '../../generators/runtime/files/event-stream.ts';
import type { CallInput, StreamReader } from '../../generators/runtime/files/operation.ts';
import { clientOf, ok, serve, type Answer } from './loopback.ts';
import { operation, resilience, testClient } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

type Events = AnswerStream<ServerSentEvent<unknown>>;

const oneAtATime = resilience({
  concurrency: 1,
  limits: [{ id: 'slots', form: 'slots', max: 1 }],
  timeouts: { attemptMs: 1000, streamIdleMs: 60_000 },
});

/** Sends the one operation, whose answer is a stream. */
async function open(
  client: Client,
  input: CallInput = {},
  reader: StreamReader = textEvents,
): Promise<Events> {
  const { data } = await send(client, described(reader), input);
  if (!isStream(data)) throw new Error('no stream');
  return data;
}

function described(reader: StreamReader = textEvents): ReturnType<typeof operation> {
  const responses = { '200': ['application/json', 'text/event-stream'] };
  return operation({
    accept: 'application/json, text/event-stream',
    responses,
    streams: { 'text/event-stream': reader },
  });
}

/** A server that gives its streams to the test; `/thing` again while one is open is seen by the server. */
async function streaming(
  begin: (response: ServerResponse) => void = () => undefined,
): Promise<{ baseUrl: string; streams: ServerResponse[]; closed: () => Promise<void> }> {
  const streams: ServerResponse[] = [];
  const { baseUrl } = await serve((_, response) => {
    streams.push(response);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    begin(response);
  });
  const closed = (): Promise<void> =>
    new Promise((resolve) => {
      if (streams[0]?.destroyed === true) resolve();
      else streams[0]?.on('close', resolve);
    });
  return { baseUrl, streams, closed };
}

const written =
  (...texts: readonly string[]) =>
  (response: ServerResponse): void => {
    for (const text of texts) response.write(text);
  };

describe('a stream of events', () => {
  it('gives each event when it comes', async () => {
    const { baseUrl, streams } = await streaming();
    const events = (await open(clientOf(baseUrl)))[Symbol.asyncIterator]();
    for (const data of ['1', '2', '3']) {
      const next = events.next();
      streams[0]?.write(`data: ${data}\n\n`);
      expect(await next).toMatchObject({ done: false, value: { data } });
    }
    streams[0]?.end('data: lost');
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('is asked for beside JSON, and alone where the caller says so', async () => {
    const { baseUrl, seen } = await serve(ok);
    const client = clientOf(baseUrl);
    const { data } = await send(client, described(), {});
    expect(data).toEqual({ ok: true });
    expect(isStream(data)).toBe(false);
    await send(client, described(), { accept: 'text/event-stream' });
    expect(seen.map(({ headers }) => headers.accept)).toEqual([
      'application/json, text/event-stream',
      'text/event-stream',
    ]);
  });

  it('that nothing declares is not taken for the declared answer', async () => {
    const { baseUrl } = await streaming((response) => response.end('data: 1\n\n'));
    await expect(send(clientOf(baseUrl), operation(), {})).rejects.toMatchObject({
      kind: 'invalid_response',
    });
  });

  it.each<[string, (events: Events) => Promise<unknown>]>([
    [
      'broken off',
      async (events) => {
        for await (const event of events) return event;
      },
    ],
    [
      'left by an exception',
      async (events) => {
        const thrown = async (): Promise<void> => {
          for await (const { data } of events) throw new Error(String(data));
        };
        await expect(thrown()).rejects.toThrow('1');
      },
    ],
    [
      'returned before its first event',
      (events) =>
        events[Symbol.asyncIterator]().return?.() ?? Promise.reject(new Error('no return')),
    ],
    [
      'cancelled',
      (events) => {
        events.cancel();
        return Promise.resolve();
      },
    ],
  ])('that is %s ends its request and lets the next call go', async (_name, leave) => {
    const { baseUrl, streams, closed } = await streaming(written('data: 1\n\n'));
    const client = clientOf(baseUrl, { resilience: oneAtATime });
    const { signal } = new AbortController();
    const first = await open(client, { signal });
    const second = open(client);
    // Not before the first stream is left.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(streams).toHaveLength(1);
    await leave(first);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await closed();
    (await second).cancel();
    expect(streams).toHaveLength(2);
  });

  it('that was read to its end lets the next call go', async () => {
    const { baseUrl, streams } = await streaming((response) => response.end('data: 1\n\n'));
    const client = clientOf(baseUrl, { resilience: oneAtATime });
    expect(await collected(await open(client))).toHaveLength(1);
    expect(await collected(await open(client))).toHaveLength(1);
    expect(streams).toHaveLength(2);
  });

  it('is read once', async () => {
    const { baseUrl } = await streaming((response) => response.end('data: 1\n\n'));
    const events = await open(clientOf(baseUrl));
    await collected(events);
    expect(() => events[Symbol.asyncIterator]()).toThrow('read only once');
  });

  it('is ended by the signal of the caller, while it is read and while it is not', async () => {
    const { baseUrl, closed } = await streaming(written('data: 1\n\ndata: 2\n\n'));
    const client = clientOf(baseUrl, { resilience: oneAtATime });
    const reading = new AbortController();
    const first = collected(await open(client, { signal: reading.signal }));
    setTimeout(() => {
      reading.abort();
    }, 50);
    await expect(first).rejects.toMatchObject({ kind: 'aborted' });
    await closed();
    const idle = new AbortController();
    const events = (await open(client, { signal: idle.signal }))[Symbol.asyncIterator]();
    await events.next();
    idle.abort();
    (await open(client)).cancel();
    await expect(events.next()).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('is ended by the deadline of the caller', async () => {
    const { baseUrl, closed } = await streaming(written('data: 1\n\n'));
    const events = open(clientOf(baseUrl), { timeoutMs: 200 });
    await expect(collected(await events)).rejects.toMatchObject({ kind: 'deadline' });
    await closed();
  });

  it('that breaks in the middle fails after the events that came', async () => {
    const { baseUrl } = await streaming((response) => {
      response.write('data: 1\n\n', () => response.destroy());
    });
    const events = (await open(clientOf(baseUrl)))[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { data: '1' } });
    await expect(events.next()).rejects.toMatchObject({
      kind: 'network',
      status: 200,
      retryable: true,
      requestSent: true,
      attempts: 1,
    });
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('gives JSON until the event that ends it, and refuses what is none', async () => {
    const end = await streaming(written('data: {"a":1}\n\ndata: [DONE]\n\ndata: {"a":2}\n\n'));
    const events = await open(clientOf(end.baseUrl), {}, jsonEvents);
    expect((await collected(events)).map(({ data }) => data)).toEqual([{ a: 1 }]);
    await end.closed();
    const wrong = await streaming(written('data: {"a":1}\n\ndata: sorry\n\n'));
    const bad = (await open(clientOf(wrong.baseUrl), {}, jsonEvents))[Symbol.asyncIterator]();
    await bad.next();
    await expect(bad.next()).rejects.toMatchObject({ kind: 'invalid_response', data: 'sorry' });
    await wrong.closed();
  });

  it('whose event has no end is refused', async () => {
    const { baseUrl, closed } = await streaming((response) => {
      for (let count = 0; count < 20; count += 1) response.write('x'.repeat(65_536));
    });
    await expect(collected(await open(clientOf(baseUrl)))).rejects.toMatchObject({
      kind: 'invalid_response',
    });
    await closed();
  });
});

describe('before a stream', () => {
  const first =
    (status: number, type: string): (() => Answer) =>
    () => {
      let count = 0;
      return (_, response) => {
        count += 1;
        const isFirst = count === 1;
        response.writeHead(isFirst ? status : 200, {
          'content-type': isFirst ? type : 'text/event-stream',
        });
        response.end('data: 1\n\n');
      };
    };

  it.each([429, 503])('HTTP %d is waited for and tried again', async (status) => {
    const { baseUrl, seen } = await serve(first(status, 'text/plain')());
    const throttled = resilience({ ...oneAtATime, throttled: [{ status: 429 }] });
    const events = await open(clientOf(baseUrl, { resilience: throttled }));
    expect(await collected(events)).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it('an error is an error, though it comes as an event stream', async () => {
    const { baseUrl } = await serve(first(404, 'text/event-stream')());
    await expect(open(clientOf(baseUrl))).rejects.toMatchObject({
      kind: 'problem',
      status: 404,
      data: 'data: 1\n\n',
    });
  });

  it('a refusal that says so in a header of HTTP 200 closes what it opened', async () => {
    let isCancelled = false;
    const sent: Request[] = [];
    const host = virtualHost({
      fetch: (request) => {
        sent.push(request);
        const cancel = (): void => {
          isCancelled = true;
        };
        const busy = new ReadableStream({ cancel });
        const headers = { 'content-type': 'text/event-stream' };
        return Promise.resolve(
          sent.length === 1
            ? new Response(busy, { headers: { ...headers, 'x-busy': '1' } })
            : new Response('data: 1\n\n', { headers }),
        );
      },
    });
    const settings = resilience({ ...oneAtATime, throttled: [{ header: 'x-busy' }] });
    const events = await host.settle(open(testClient(host, { resilience: settings })));
    expect(isCancelled).toBe(true);
    expect(await collected(events)).toHaveLength(1);
  });
});

describe('the time-out of a silent stream', () => {
  it('takes the place of the others, and counts while a read is pending, from the last piece on', async () => {
    const { host, write } = virtualStream();
    const timeouts = { attemptMs: 1000, totalMs: 1000, streamIdleMs: 60_000 };
    const settings = resilience({ ...oneAtATime, timeouts });
    const events = (await open(testClient(host, { resilience: settings })))[Symbol.asyncIterator]();
    await host.advance(600_000);
    const first = events.next();
    await host.advance(59_000);
    write(': alive\n');
    await host.advance(59_000);
    write('data: 1\n\n');
    expect(await first).toMatchObject({ value: { data: '1' } });
    await host.advance(600_000);
    const second = events.next();
    const failed = expect(second).rejects.toMatchObject({ kind: 'timeout', status: 200 });
    await host.advance(60_000);
    await failed;
    expect(host.pending()).toBe(0);
  });
});

function virtualStream(): { host: VirtualHost; write: (text: string) => void } {
  let write: (text: string) => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      write = (text) => {
        controller.enqueue(new TextEncoder().encode(text));
      };
    },
  });
  const headers = { 'content-type': 'text/event-stream' };
  const host = virtualHost({ fetch: () => Promise.resolve(new Response(body, { headers })) });
  return { host, write };
}

async function collected<Value>(stream: AsyncIterable<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
}
