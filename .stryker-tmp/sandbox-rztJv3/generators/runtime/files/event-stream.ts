// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { answerStream, StreamFault, type AnswerStream } from './answer-stream.ts';
import type { StreamReader, StreamSource } from './operation.ts';
import { lineCutter } from './text-lines.ts';

export { isStream } from './answer-stream.ts';

/** One event of `text/event-stream`. */
export interface ServerSentEvent<Data = string> {
  /** Its type; `message` where the stream names none. */
  readonly event: string;
  readonly data: Data;
  /** The last id that the stream gave up to here; empty where it gave none. */
  readonly id: string;
  /** Milliseconds after which the system wants to be asked again, where the stream said so up to here. */
  readonly retryMs: number | undefined;
}

/**
 * The events of an answer as they come. Nothing connects anew by itself, because nobody knows whether a repeat is
 * wanted: call again, with the `id` of the last event as `Last-Event-ID` where the API declares that header.
 */
export type EventStream<Data = string> = AnswerStream<ServerSentEvent<Data>>;

/** Reads events from pieces of text, as the WHATWG HTML standard says in section 9.2.6. */
export interface EventParser {
  /** The events that a piece completes; throws a `StreamFault` where one is too long. */
  push(piece: string): Generator<ServerSentEvent, void>;
}

/** Characters that one event may have, so that a stream without an end of line does not fill the memory. */
const mostCharacters = 1024 * 1024;

/** The event by which OpenAI's API, and those modelled on it, end a stream of JSON. */
const endOfJson = '[DONE]';

/** Events whose data is text. */
export const textEvents: StreamReader = (source) => eventsOf(source, (text) => text);

/** Events whose data is JSON; one that is `[DONE]` ends the stream. */
export const jsonEvents: StreamReader = (source) => eventsOf<unknown>(source, parsed, endOfJson);

function eventsOf<Data>(
  source: StreamSource,
  dataOf: (text: string) => Data,
  end?: string,
): EventStream<Data> {
  return answerStream(source, async function* (texts) {
    const parser = eventParser();
    for await (const text of texts) {
      for (const event of parser.push(text)) {
        if (event.data === end) return;
        yield { ...event, data: dataOf(event.data) };
      }
    }
  });
}

function parsed(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    return data;
  } catch {
    throw new StreamFault('The data of an event is not JSON, as the description declares.', text);
  }
}

/** A parser at the beginning of a stream; an event of more than `most` characters is refused. */
export function eventParser(most = mostCharacters): EventParser {
  const lines = lineCutter();
  const stream: StreamState = { data: [], size: 0, event: '', id: '', retryMs: undefined };
  const checkSize = (length: number): void => {
    if (stream.size + length > most)
      throw new StreamFault(`An event is longer than ${most} characters.`);
  };
  return {
    *push(piece) {
      for (const line of lines.cut(piece)) {
        checkSize(line.length);
        if (line !== '') take(stream, line);
        else yield* dispatched(stream);
      }
      checkSize(lines.openLength());
    },
  };
}

interface StreamState {
  data: string[];
  /** Characters of the event so far. */
  size: number;
  event: string;
  id: string;
  retryMs: number | undefined;
}

/** An event without data is none. */
function dispatched(stream: StreamState): readonly ServerSentEvent[] {
  const { data, event, id, retryMs } = stream;
  Object.assign(stream, { data: [], size: 0, event: '' });
  if (data.length === 0) return [];
  return [{ event: event === '' ? 'message' : event, data: data.join('\n'), id, retryMs }];
}

/** A line without a colon is a field without a value; one that begins with a colon is a comment. */
function take(stream: StreamState, line: string): void {
  const colon = line.indexOf(':');
  const field = colon === -1 ? line : line.slice(0, colon);
  const rest = colon === -1 ? '' : line.slice(colon + 1);
  const value = rest.startsWith(' ') ? rest.slice(1) : rest;
  if (field === 'data') {
    stream.data.push(value);
    stream.size += value.length + 1;
  }
  if (field === 'event') stream.event = value;
  if (field === 'id' && !value.includes('\0')) stream.id = value;
  if (field === 'retry' && /^[0-9]+$/.test(value))
    stream.retryMs = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
}
