// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import { RequestFault } from './errors.ts';
import type { SignedRequest } from './prepared-request.ts';
import { openAnswer, type OpenAnswer } from './open-answer.ts';
import { parseBody, type ParsedBody } from './response.ts';
import type { Timeout } from './timeout.ts';

/** What came of one request: an answer whose body is read, or why there is none. */
export type Exchange =
  | ({
      readonly kind: 'answer';
      readonly response: Response;
      /** Only where the body is still to come; whoever has it closes it. */
      readonly open?: OpenAnswer;
    } & ParsedBody)
  | {
      readonly kind: 'timeout' | 'network';
      readonly cause: unknown;
      readonly requestSent: boolean;
    };

/** An answer with its body, as opposed to none. */
export type Answer = Extract<Exchange, { readonly kind: 'answer' }>;

interface ExchangeOptions {
  /** Of this request alone. */
  readonly timeout: Timeout;
  readonly deadline: Timeout;
  /** Whether the body of an answer is left to be read bit by bit. */
  readonly isStream: (response: Response) => boolean;
  /** Runs the send where a tracer wants it. */
  readonly run: <Result>(send: () => Result) => Result;
}

/** Node's codes for a connection that was never made. */
const unsentCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Sends a request and reads the answer, or the head of a stream, in time; rejects when the deadline aborts or there is no such request. */
export async function exchange(
  host: Host,
  request: () => SignedRequest,
  options: ExchangeOptions,
): Promise<Exchange> {
  const { timeout, deadline } = options;
  let open: OpenAnswer | undefined;
  try {
    const made = possible(request);
    const send = (): Promise<Response> => host.fetch(made.url, { ...made, signal: timeout.signal });
    const outcome = await timeout.race(answer(send, options));
    open = outcome.open;
    return outcome;
  } catch (cause) {
    if (cause instanceof RequestFault) throw cause;
    if (timeout.isExpired()) return { kind: 'timeout', cause, requestSent: true };
    if (deadline.signal.aborted) throw cause;
    return { kind: 'network', cause, requestSent: !isUnsent(cause) };
  } finally {
    if (open === undefined) timeout.end();
  }
}

async function answer(
  send: () => Promise<Response>,
  { timeout, isStream, run }: ExchangeOptions,
): Promise<Answer> {
  const response = await run(send);
  // Nobody waits any more, and a transport may not have noticed.
  timeout.signal.throwIfAborted();
  if (isStream(response) && response.body !== null) {
    const open = openAnswer(response, response.body, timeout);
    return { kind: 'answer', response, data: undefined, open };
  }
  return { kind: 'answer', response, ...(await parseBody(response)) };
}

/** What cannot be written is refused by an error that may quote a secret. */
function possible(request: () => SignedRequest): SignedRequest {
  try {
    return request();
  } catch {
    throw new RequestFault('invalid_request', '`fetch` cannot send a request like this.');
  }
}

function isUnsent(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, syscall }: Error & { code?: unknown; syscall?: unknown } = cause;
  if (syscall === 'connect' || unsentCodes.some((each) => each === code)) return true;
  // Several addresses of one host were tried.
  if (cause instanceof AggregateError)
    return cause.errors.length > 0 && cause.errors.every(isUnsent);
  return isUnsent(cause.cause);
}
