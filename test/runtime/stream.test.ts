import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { send } from '../../generators/runtime/files/client.ts';
import { operation, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

describe('a stream of events', () => {
  it.each<[string, (stream: ReadableStream) => Promise<unknown>]>([
    ['read', (stream) => new Response(stream).text()],
    ['given up', (stream) => stream.cancel()],
  ])('lets go of the signal of the caller once it was %s', async (_name, use) => {
    const headers = { 'content-type': 'text/event-stream' };
    const host = virtualHost({
      fetch: () => Promise.resolve(new Response('data: 1\n\n', { headers })),
    });
    const { signal } = new AbortController();
    const { data } = await send(testClient(host), operation(), { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    if (data instanceof ReadableStream) await use(data);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
