// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Client, ClientOptions } from './client-options.ts';
import { asCallError, callError, emit, startCall, type Call } from './call.ts';
import { newCaller } from './caller.ts';
import type { CallError } from './errors.ts';
import type { Answer } from './exchange.ts';
import { createLimiter } from './limiter.ts';
import type { CallInput, CallResult, OperationDefinition } from './operation.ts';
import type { OpenAnswer } from './open-answer.ts';
import { asDeclared, streamReader } from './response.ts';
import { answerTo } from './retry-loop.ts';
import { baseOf } from './url.ts';

export type { Client, ClientOptions } from './client-options.ts';

/** Makes the one client of a system; all calls to it share its limits. */
export function createClient(options: ClientOptions): Client {
  const { system, resilience, host, counts } = options;
  const { limits, usualLeft } = resilience;
  const base = baseOf(options.baseUrl);
  return {
    options: { ...options, baseUrl: base.baseUrl },
    base,
    limiter: createLimiter({ system, limits, host, counts, usualLeft }),
    ...newCaller(options, { mostOpen: resilience.concurrency, breaker: resilience.breaker }),
  };
}

/** Sends one operation by all policies. Rejects with a `CallError`. */
export async function send<Result extends CallResult>(
  client: Client,
  operation: OperationDefinition,
  input: CallInput,
): Promise<Result> {
  const call = startCall(client, operation, input);
  try {
    const answer = await answerTo(call);
    const found = answer.open === undefined ? result(call, answer) : opened(call, answer.open);
    ended(call, undefined);
    // The generated function gives the type that the description declares for this operation.
    return found as Result;
  } catch (error) {
    call.deadline.end();
    const known = asCallError(call, error);
    ended(call, known);
    throw known;
  }
}

/** Tells how a call went; where it may be made again later, when. */
function ended(call: Call, error: CallError | undefined): void {
  const { kind, status, retryAfterMs, parkUntilMs } = error ?? {};
  if (parkUntilMs !== undefined && retryAfterMs !== undefined)
    emit(call, { type: 'parked', retryAfterMs });
  emit(call, {
    type: 'call_ended',
    outcome: error === undefined ? 'success' : 'failure',
    kind,
    status,
    attempts: call.sent,
    durationMs: call.client.options.host.now() - call.startedMs,
  });
}

/** The call goes on until the stream ends or is left: only then the caller's signal is let go. */
function opened(call: Call, answer: OpenAnswer): CallResult {
  answer.whenClosed(() => {
    call.deadline.end();
  });
  // The time for a call without a deadline of its own is the time until it answers.
  if (call.input.timeoutMs === undefined) call.deadline.stopClock();
  const { response } = answer;
  const { status, headers } = response;
  const data = streamReader(call.operation, response)?.({ call, answer });
  return { status, data, headers, raw: response };
}

function result(call: Call, { response, ...body }: Answer): CallResult {
  const { status, headers } = response;
  const { data, fault } = asDeclared(call.operation, status, body);
  if (fault === undefined) {
    call.deadline.end();
    return { status, data, headers, raw: response };
  }
  throw callError(call, {
    kind: 'invalid_response',
    message: 'The body of the answer is not what the description declares.',
    status,
    data,
    headers,
  });
}
