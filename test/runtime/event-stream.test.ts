import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventParser, textEvents } from '../../generators/runtime/files/event-stream.ts';
import { jsonLines } from '../../generators/runtime/files/json-lines.ts';
import type { StreamReader } from '../../generators/runtime/files/operation.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { operation, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

const message = { event: 'message', id: '', retryMs: undefined };

describe('the parser of events', () => {
  it.each<[string, string, object[]]>([
    ['ends lines by LF', 'data: a\n\n', [{ ...message, data: 'a' }]],
    ['ends lines by CR', 'data: a\r\r', [{ ...message, data: 'a' }]],
    ['ends lines by CRLF', 'data: a\r\n\r\n', [{ ...message, data: 'a' }]],
    ['joins lines of data by LF', 'data: a\ndata:b\r\ndata\n\n', [{ ...message, data: 'a\nb\n' }]],
    ['takes one space away', 'data:  a \n\n', [{ ...message, data: ' a ' }]],
    ['takes the rest after the first colon', 'data: a: b\n\n', [{ ...message, data: 'a: b' }]],
    [
      'dispatches empty data',
      'data\n\ndata:\n\n',
      [message, message].map((m) => ({ ...m, data: '' })),
    ],
    ['dispatches nothing without data', 'event: x\n\nid: 1\n\n\n\n', []],
    ['dispatches nothing that is not ended', 'data: a\n', []],
    [
      'forgets the type of an event without data',
      'event: x\n\ndata: a\n\n',
      [{ ...message, data: 'a' }],
    ],
    ['names the type', 'event: add\ndata: a\n\n', [{ ...message, event: 'add', data: 'a' }]],
    ['skips comments', ': hello\n:\ndata: a\n: more\n\n', [{ ...message, data: 'a' }]],
    [
      'skips fields that it does not know',
      'Data: x\n data: y\nfoo\ndata: a\n\n',
      [{ ...message, data: 'a' }],
    ],
    [
      'keeps the last id, also of an event without data',
      'id: 1\n\ndata: a\n\nid: 2\ndata: b\n\nid\ndata: c\n\n',
      [
        { ...message, id: '1', data: 'a' },
        { ...message, id: '2', data: 'b' },
        { ...message, id: '', data: 'c' },
      ],
    ],
    [
      'ignores an id with NUL',
      'id: 1\nid: a\0b\ndata: a\n\n',
      [{ ...message, id: '1', data: 'a' }],
    ],
    [
      'takes only digits for the time to wait',
      'retry: 1500\nretry: 1.5\nretry: -1\nretry:\nretry: ٣\ndata: a\n\n',
      [{ ...message, retryMs: 1500, data: 'a' }],
    ],
  ])('%s', (_name, text, events) => {
    expect([...eventParser().push(text)]).toEqual(events);
  });

  it('refuses what is too long, whatever came before it', () => {
    const parser = eventParser(20);
    expect([...parser.push('data: 0123456789\n\n')]).toHaveLength(1);
    expect(() => [...parser.push('data: 0123456789\ndata: 0123456789\n\n')]).toThrow(
      '20 characters',
    );
    expect(() => [...eventParser(20).push(`: ${'x'.repeat(20)}`)]).toThrow('20 characters');
  });

  it('does not count comments between events', () => {
    const parser = eventParser(20);
    for (let count = 0; count < 20; count += 1) expect([...parser.push(': alive\n')]).toEqual([]);
    expect([...parser.push('data: a\n\n')]).toEqual([{ ...message, data: 'a' }]);
  });
});

describe('a stream in pieces', () => {
  const piece = fc.oneof(
    fc.constantFrom('data', 'event', 'id', 'retry', ':', ': ', '\n', '\r', '\r\n', '\n\n', '\0'),
    fc.constantFrom('data: a\n\n', 'data: {"é":"𝄞"}\r\n\r\n', 'id: 7\n', '\uFEFF', '42', '日本'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

  it('cut within a CRLF is not cut into one line more', async () => {
    const bytes = new TextEncoder().encode('data: a\r\ndata: b\r\n\r\n');
    const single = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await read(textEvents, single)).toEqual([{ ...message, data: 'a\nb' }]);
  });

  it('of any size gives the same events as the whole', async () => {
    await fc.assert(
      fc.asyncProperty(texts, cuts, async (text, at) => {
        const bytes = new TextEncoder().encode(`data: first\n\n${text}`);
        expect(await read(textEvents, cut(bytes, at))).toEqual(await read(textEvents, [bytes]));
      }),
      { numRuns: 60 },
    );
  });

  it('byte by byte is read as text with a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\uFEFFdata: 𝄞é\r\n\r\ndata: \uFEFF\r\rdata: lost\n');
    const single = [...bytes].map((byte) => Uint8Array.of(byte));
    expect(await read(textEvents, single)).toEqual([
      { ...message, data: '𝄞é' },
      { ...message, data: '\uFEFF' },
    ]);
  });

  it('of JSON lines gives the values, the last one too', async () => {
    const bytes = new TextEncoder().encode('{"a":1}\r\n\n"é"\n[2]\n3');
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        expect(await read(jsonLines, cut(bytes, at))).toEqual([{ a: 1 }, 'é', [2], 3]);
      }),
      { numRuns: 50 },
    );
  });
});

function cut(bytes: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...at.filter((place) => place < bytes.length), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

async function read(
  reader: StreamReader,
  pieces: readonly Uint8Array[],
): Promise<readonly unknown[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) if (piece.length > 0) controller.enqueue(piece);
      controller.close();
    },
  });
  const headers = { 'content-type': 'text/event-stream' };
  const host = virtualHost({ fetch: () => Promise.resolve(new Response(body, { headers })) });
  const described = operation({ streams: { 'text/event-stream': reader } });
  const { data } = await send(testClient(host), described, {});
  return collected(data as AsyncIterable<unknown>);
}

async function collected<Value>(stream: AsyncIterable<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
}
