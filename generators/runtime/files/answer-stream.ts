// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { asCallError, callError } from './call.ts';
import type { CallError, CallErrorDetails } from './errors.ts';
import type { StreamSource } from './operation.ts';
import { startTimeout } from './timeout.ts';

/**
 * What an answer brings bit by bit; to be read once. Until it ends, is left (`break`, an exception) or is cancelled,
 * it holds its place among the calls that may be under way at once. Reading it rejects with a `CallError`.
 */
export interface AnswerStream<Value> extends AsyncIterable<Value> {
  /** Ends the request, for whoever does not read it. */
  cancel(): void;
}

/** Makes values of the text of an answer; throws a `StreamFault` where it is not what was declared. */
export type StreamDecoder<Value> = (texts: AsyncIterable<string>) => AsyncGenerator<Value, void>;

/** The text is not what the description declares. */
export class StreamFault extends Error {
  readonly kind = 'stream';
  /** What was there instead. */
  readonly data: string | undefined;

  constructor(message: string, data?: string) {
    super(message);
    this.name = 'StreamFault';
    this.data = data;
  }
}

/** Whether an answer comes bit by bit, where the description says that it may come as a whole too. */
export function isStream<Data>(data: Data): data is Extract<Data, AnswerStream<unknown>> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}

/** The values of an answer as they come, read no faster than they are taken. */
export function answerStream<Value>(
  source: StreamSource,
  decode: StreamDecoder<Value>,
): AnswerStream<Value> {
  let isTaken = false;
  return {
    [Symbol.asyncIterator]() {
      if (isTaken)
        throw fault(source, {
          kind: 'invalid_request',
          message: 'The answer can be read only once.',
        });
      isTaken = true;
      return iterator(source, decode(textsOf(source)));
    },
    cancel: () => {
      source.answer.close();
    },
  };
}

// Not the generator itself: left before its first value, it would free nothing.
function iterator<Value>(
  source: StreamSource,
  values: AsyncGenerator<Value, void>,
): AsyncIterator<Value, void> {
  const { answer, call } = source;
  return {
    async next() {
      try {
        call.deadline.signal.throwIfAborted();
        const step = await values.next();
        if (step.done === true) answer.close();
        return step;
      } catch (error) {
        answer.close();
        throw asStreamError(source, error);
      }
    },
    async return() {
      answer.close();
      await values.return();
      return { done: true, value: undefined };
    },
  };
}

async function* textsOf(source: StreamSource): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for (;;) {
    const bytes = await nextBytes(source);
    const text = decoder.decode(bytes, { stream: bytes !== undefined });
    if (text !== '') yield text;
    if (bytes === undefined) return;
  }
}

/** Silence counts only while somebody listens. */
async function nextBytes(source: StreamSource): Promise<Uint8Array | undefined> {
  const { answer, call } = source;
  const { host, resilience } = call.client.options;
  const idle = startTimeout(host, resilience.timeouts.streamIdleMs, answer.signal);
  try {
    return await idle.race(answer.read());
  } catch (cause) {
    if (idle.isExpired())
      throw fault(source, {
        kind: 'timeout',
        message: 'The stream was silent for too long.',
        cause,
      });
    if (call.deadline.signal.aborted) throw asCallError(call, cause);
    throw fault(source, {
      kind: 'network',
      message: 'The connection failed before the stream ended.',
      cause,
    });
  } finally {
    idle.end();
  }
}

function asStreamError(source: StreamSource, error: unknown): CallError {
  if (!(error instanceof StreamFault)) return asCallError(source.call, error);
  const { message, data } = error;
  return fault(source, { kind: 'invalid_response', message, data });
}

function fault(
  { call, answer: { response } }: StreamSource,
  details: Pick<CallErrorDetails, 'kind' | 'message' | 'data' | 'cause'>,
): CallError {
  const { kind } = details;
  const { status, headers } = response;
  const retryable = call.isRepeatable && (kind === 'timeout' || kind === 'network');
  return callError(call, { ...details, status, headers, retryable });
}
