// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { attempt } from './attempt.ts';
import type { Client, ClientOptions } from './client-options.ts';
import {
  asCallError,
  callError,
  emit,
  limitedCall,
  patienceMs,
  startCall,
  type Call,
} from './call.ts';
import { newCaller } from './caller.ts';
import type { CallError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { createLimiter } from './limiter.ts';
import type { CallInput, CallResult, OperationDefinition } from './operation.ts';
import type { OpenAnswer } from './open-answer.ts';
import { prepareRequest, redirected, type PreparedRequest } from './prepared-request.ts';
import { asDeclared, isDeclared, streamReader } from './response.ts';
import { retryHintMs } from './retry-hint.ts';
import { backoffMs } from './retry.ts';
import { isThrottled } from './throttle.ts';

export type { Client, ClientOptions } from './client-options.ts';

/** An answer with its body, as opposed to none. */
type Answer = Extract<Exchange, { readonly kind: 'answer' }>;

/** How far the answer to a call may be passed on from place to place. */
const mostRedirects = 5;

/** The bound of jitter in the network that all limits reckon with. */
const jitterMs = 250;

/** Makes the one client of a system; all calls to it share its limits. */
export function createClient(options: ClientOptions): Client {
  const { system, resilience, host, counters } = options;
  return {
    options,
    limiter: createLimiter({ system, limits: resilience.limits, host, counters }),
    ...newCaller(options, resilience.concurrency),
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
    const answer = await run(call);
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
  const { kind, retryAfterMs } = error ?? {};
  if (kind === 'throttled' && retryAfterMs !== undefined)
    emit(call, { type: 'parked', retryAfterMs });
  emit(call, {
    type: 'call_ended',
    outcome: error === undefined ? 'success' : 'failure',
    kind,
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

async function run(call: Call): Promise<Answer> {
  const { options, budget } = call.client;
  call.deadline.signal.throwIfAborted();
  let prepared = prepareRequest(options, call.operation, call.input);
  budget.call(options.host.now());
  for (let failures = 0, throttles = 0, redirects = 0; ;) {
    const outcome = await attempt(call, prepared);
    if (outcome.kind === 'answer') {
      if (isSlowDown(call, outcome)) {
        outcome.open?.close();
        throttles += 1;
        pauseAll(call, outcome, throttles);
        continue;
      }
      if (isRenewed(call, outcome)) {
        outcome.open?.close();
        continue;
      }
      const next = redirects < mostRedirects ? elsewhere(call, outcome, prepared) : undefined;
      if (next !== undefined) {
        redirects += 1;
        prepared = next;
        continue;
      }
      if (isSuccess(call, outcome)) return outcome;
    }
    failures += 1;
    await beforeRetry(call, failure(call, outcome), failures);
  }
}

function isSlowDown({ client }: Call, { response, data }: Answer): boolean {
  const { status, headers } = response;
  return isThrottled({ status, headers, data }, client.options.resilience.throttled);
}

/** Whether another credential is worth another try: once in a call for each reason, and no attempt. */
function isRenewed({ signer, renewals }: Call, { response }: Answer): boolean {
  const reason = signer?.answered(response);
  if (reason === undefined || renewals.has(reason)) return false;
  renewals.add(reason);
  return true;
}

/** A declared redirection is a result; another one of a read is followed. */
function elsewhere(
  call: Call,
  { response }: Answer,
  prepared: PreparedRequest,
): PreparedRequest | undefined {
  return isDeclared(call.operation, response.status) ? undefined : redirected(prepared, response);
}

function isSuccess({ operation }: Call, { response }: Answer): boolean {
  return response.ok || (response.status < 400 && isDeclared(operation, response.status));
}

function result(call: Call, { response, ...body }: Answer): CallResult {
  const { status, headers } = response;
  const { data, fault } = asDeclared(call.operation, response, body);
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

/**
 * The system refused the call, so it took no effect: no failure and no attempt. Everything that
 * shares a limit with it waits; the call itself goes back to the end of the limiter.
 */
function pauseAll(call: Call, answer: Answer, throttles: number): void {
  const { client, deadline } = call;
  const { host, resilience } = client.options;
  const hintMs = hintOf(call, answer);
  // Without a hint the wait grows further than between retries: the system is up, only too busy.
  const grown = { ...resilience.retry, maxDelayMs: Math.max(60_000, resilience.retry.maxDelayMs) };
  const ownMs = backoffMs(grown, { attempt: throttles, random: host.random() });
  const leastMs = Math.max(hintMs ?? 0, ownMs, resilience.penaltyMs + jitterMs);
  const waitMs = leastMs + host.random() * Math.min(1000, Math.max(jitterMs, leastMs / 10));
  const nowMs = host.now();
  const untilMs = nowMs + waitMs;
  call.throttledAtMs ??= nowMs;
  client.limiter.pause(limitedCall(call), untilMs);
  emit(call, { type: 'throttled', attempt: call.sent, status: answer.response.status, waitMs });
  if (untilMs <= (deadline.atMs ?? call.throttledAtMs + patienceMs)) return;
  const { status, headers } = answer.response;
  throw callError(call, {
    kind: 'throttled',
    message: 'The system asks for a longer wait than the call has time for.',
    status,
    headers,
    data: answer.data,
    retryable: call.isRepeatable || !call.mayHaveActed,
    retryAfterMs: leastMs,
  });
}

function hintOf(call: Call, { response }: Answer): number | undefined {
  return retryHintMs(response.headers, {
    wallClockMs: call.client.options.host.wallClock(),
    onRefused: () => {
      emit(call, { type: 'hint_refused', status: response.status });
    },
  });
}

function failure(call: Call, outcome: Exchange): CallError {
  if (outcome.kind === 'answer') return problem(call, outcome);
  const { kind, cause } = outcome;
  const message = kind === 'timeout' ? 'No whole answer came in time.' : 'The connection failed.';
  return callError(call, {
    kind,
    message,
    cause,
    retryable: call.isRepeatable || !call.mayHaveActed,
  });
}

function problem(call: Call, answer: Answer): CallError {
  const { status, headers } = answer.response;
  const { statuses } = call.client.options.resilience.retry;
  return callError(call, {
    kind: 'problem',
    message: `The system answered HTTP ${status}.`,
    status,
    headers,
    data: answer.data,
    retryable: call.isRepeatable && statuses.includes(status),
    retryAfterMs: hintOf(call, answer),
  });
}

/** Waits before the next attempt, or throws the error where there is none. */
async function beforeRetry(call: Call, error: CallError, failures: number): Promise<void> {
  const { client, deadline } = call;
  const { host, resilience } = client.options;
  if (!error.retryable || failures >= call.maxAttempts) throw error;
  const ownMs = backoffMs(resilience.retry, { attempt: failures, random: host.random() });
  const waitMs = Math.max(error.retryAfterMs ?? 0, ownMs);
  const nowMs = host.now();
  if (nowMs + waitMs >= (deadline.atMs ?? nowMs + patienceMs)) throw error;
  if (!client.budget.take(nowMs)) {
    emit(call, { type: 'retry_refused' });
    throw error;
  }
  emit(call, { type: 'retry_scheduled', attempt: failures + 1, waitMs });
  await host.sleep(waitMs, deadline.signal);
}
