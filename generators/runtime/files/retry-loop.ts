// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { attempt } from './attempt.ts';
import { callError, emit, patienceMs, type Call } from './call.ts';
import type { CallError } from './errors.ts';
import type { Answer, Exchange } from './exchange.ts';
import { prepareRequest, redirected, type PreparedRequest } from './prepared-request.ts';
import { isDeclared } from './response.ts';
import { backoffMs } from './retry.ts';
import { hintOf, isSlowDown, slowDown } from './slow-down.ts';

/** How far the answer to a call may be passed on from place to place. */
const mostRedirects = 5;

/** Sends a call until it succeeds; throws its last failure as a `CallError`. */
export async function answerTo(call: Call): Promise<Answer> {
  const { options, budget } = call.client;
  call.deadline.check();
  let prepared = prepareRequest(call.client, call.operation, call.input);
  budget.call(options.host.now());
  for (let failures = 0, throttles = 0, redirects = 0; ;) {
    const outcome = await attempt(call, prepared);
    if (outcome.kind === 'answer') {
      if (isSlowDown(call, outcome)) {
        outcome.open?.close();
        throttles += 1;
        await slowDown(call, outcome, throttles);
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

/** Whether another credential is worth another try: once in a call for each reason, and no attempt. */
function isRenewed({ signer, renewals }: Call, { response }: Answer): boolean {
  const reason = signer?.answered?.(response);
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
  const { options } = call.client;
  const retryAfterMs = hintOf(call, answer);
  return callError(call, {
    kind: 'problem',
    message: `The system answered HTTP ${status}.`,
    status,
    headers,
    data: answer.data,
    retryable: call.isRepeatable && options.resilience.retry.statuses.includes(status),
    retryAfterMs,
    parkMs: isTooLong(call, retryAfterMs ?? 0) ? retryAfterMs : undefined,
  });
}

/** Waits before the next attempt, or throws the error where there is none. */
async function beforeRetry(call: Call, error: CallError, failures: number): Promise<void> {
  const { client, deadline } = call;
  const { host, resilience } = client.options;
  if (!error.retryable || failures >= call.maxAttempts) throw error;
  const ownMs = backoffMs(resilience.retry, { attempt: failures, random: host.random() });
  const waitMs = Math.max(error.retryAfterMs ?? 0, ownMs);
  if (isTooLong(call, waitMs)) throw error;
  if (!client.budget.take(host.now())) {
    emit(call, { type: 'retry_refused' });
    throw error;
  }
  call.failure = error;
  emit(call, { type: 'retry_scheduled', attempt: failures + 1, waitMs });
  await host.sleep(waitMs, deadline.signal);
}

/** Whether the call has no time to wait so long. */
function isTooLong({ client, deadline }: Call, waitMs: number): boolean {
  const nowMs = client.options.host.now();
  return nowMs + waitMs >= (deadline.atMs ?? nowMs + patienceMs);
}
