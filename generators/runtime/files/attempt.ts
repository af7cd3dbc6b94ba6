// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { bodySize } from './body.ts';
import { callError, emit, limitedCall, patienceMs, type Call } from './call.ts';
import type { CircuitBreaker, Trial } from './circuit-breaker.ts';
import { RequestFault } from './errors.ts';
import type { OpenAnswer } from './open-answer.ts';
import { exchange, type Exchange } from './exchange.ts';
import type { Permit, PermitRequest } from './permit.ts';
import { signedRequest, type PreparedRequest } from './prepared-request.ts';
import { signer, unsigned } from './security.ts';
import { streamReader } from './response.ts';
import { isThrottled } from './throttle.ts';
import { startTrace } from './attempt-trace.ts';

/** What is given back when the request is over; the latest first. */
type Held = (() => void)[];

/**
 * One request by all policies. The order matters: what may wait (secrets, a slot, the limiter) comes
 * before the permit, and nothing waits between the permit and the send.
 */
export async function attempt(call: Call, prepared: PreparedRequest): Promise<Exchange> {
  const { client, operation, deadline } = call;
  const { host } = client.options;
  const startedMs = host.now();
  const breaker = client.breakers.of(operation.id)?.breaker;
  for (;;) {
    if (breaker !== undefined)
      for (let wait = othersTry(call, breaker); wait; wait = othersTry(call, breaker)) await wait;
    const sign = prepared.isOwnHost ? signer(operation, client.options, deadline) : unsigned;
    call.signer = sign instanceof Promise ? await deadline.race(sign) : sign;
    const held: Held = [];
    let open: OpenAnswer | undefined;
    try {
      const permit = await permitted(call, prepared, held);
      const trial = breaker && admitted(call, breaker, permit);
      // Somebody else tries the system first.
      if (trial === 'wait') continue;
      const waitMs = host.now() - startedMs;
      const outcome = await sent(call, trial, { prepared, waitMs });
      if (outcome.kind !== 'answer') return outcome;
      permit.observe(outcome.response.headers, outcome.data);
      ({ open } = outcome);
      return outcome;
    } finally {
      // A stream is under way until it ends.
      for (const free of held) {
        if (open === undefined) free();
        else open.whenClosed(free);
      }
    }
  }
}

/** What to wait for until the call may try the system; throws where the breaker refuses. */
function othersTry(call: Call, breaker: CircuitBreaker): Promise<void> | undefined {
  const { client, deadline } = call;
  const now = (): number => client.options.host.now();
  const wait = breaker.probed() ?? breaker.turn(now);
  if (wait !== undefined) return deadline.race(wait);
  const waitMs = breaker.refusesMs(now());
  if (waitMs > 0) throw circuitOpen(call, waitMs);
  return undefined;
}

/** The breaker may have opened while the call waited; then the permit is for someone else. */
function admitted(call: Call, breaker: CircuitBreaker, permit: Permit): Trial | 'wait' {
  const nowMs = call.client.options.host.now();
  const trial = breaker.admit(nowMs, !call.isRepeatable);
  if (trial !== undefined) return trial;
  permit.giveBack();
  if (breaker.probed() !== undefined) return 'wait';
  throw circuitOpen(call, Math.max(1, breaker.refusesMs(nowMs)));
}

/** Waits for all that the call needs; from here on it is sent without delay. */
async function permitted(call: Call, { body }: PreparedRequest, held: Held): Promise<Permit> {
  const { client, operation, deadline, input } = call;
  const { host } = client.options;
  const { priority } = input;
  const scope = client.breakers.of(operation.id);
  if (scope !== undefined && scope.breaker.share(host.now()) < 1)
    held.unshift(await scope.ramp.acquire(deadline, priority));
  held.unshift(await client.concurrency.acquire(deadline, priority));
  const wantedMs = host.now();
  const bytes = client.limiter.countsBytes ? (input.bytes ?? bodySize(body)) : undefined;
  const wanted = { ...limitedCall(call), bytes, priority };
  const permit = client.limiter.take(wanted) ?? (await waited(call, wanted));
  held.unshift(() => {
    permit.end();
  });
  const waitMs = host.now() - wantedMs;
  // What is shorter is not a wait but the time that asking takes.
  if (waitMs >= 10) emit(call, { type: 'limiter_waited', waitMs });
  return permit;
}

function waited({ client, deadline: { signal, atMs } }: Call, wanted: PermitRequest) {
  const longestMs = atMs === undefined ? patienceMs : Infinity;
  return client.limiter.acquire({ ...wanted, signal, deadlineMs: atMs, longestMs });
}

function circuitOpen(call: Call, retryAfterMs: number): Error {
  emit(call, { type: 'breaker_refused', retryAfterMs });
  return callError(call, {
    kind: 'circuit_open',
    message: 'The system did not answer lately, so it is left alone for a while.',
    retryable: call.isRepeatable || !call.mayHaveActed,
    retryAfterMs,
    parkMs: retryAfterMs,
  });
}

async function sent(
  call: Call,
  trial: Trial | undefined,
  send: { readonly prepared: PreparedRequest; readonly waitMs: number },
): Promise<Exchange> {
  const { host, resilience } = call.client.options;
  const { signer: sign = unsigned, deadline, operation, mayHaveActed } = call;
  const sentMs = host.now();
  call.sent += 1;
  call.mayHaveActed = true;
  const trace = startTrace(call, send);
  let outcome: Exchange | undefined;
  let isRefused = false;
  try {
    outcome = await exchange(host, () => signedRequest(send.prepared, sign, trace.headers), {
      timeout: deadline.within(call.attemptMs, operation.streams !== undefined),
      deadline,
      isStream: (response) => streamReader(operation, response) !== undefined,
      run: trace.run,
    });
    if (outcome.kind === 'answer') {
      const { status, headers } = outcome.response;
      isRefused =
        status === 401 ||
        isThrottled({ status, headers, data: outcome.data }, resilience.throttled);
      call.mayHaveActed = mayHaveActed || !isRefused;
    } else call.mayHaveActed = mayHaveActed || outcome.requestSent;
    return outcome;
  } catch (error) {
    if (error instanceof RequestFault) {
      call.sent -= 1;
      call.mayHaveActed = mayHaveActed;
    }
    throw error;
  } finally {
    note(trial, isRefused ? 'refused' : (outcome ?? unanswered(call, sentMs)), host.now());
    trace.end(outcome, isRefused);
  }
}

/** Whether the call's own time ended it; where little was left after waits, that says nothing about the system. */
function unanswered(call: Call, sentMs: number): 'unanswered' | undefined {
  const { client, deadline, attemptMs, startedMs } = call;
  if (!deadline.isExpired() || deadline.atMs === undefined) return undefined;
  const mostMs = Math.min(attemptMs, deadline.atMs - startedMs);
  return client.options.host.now() - sentMs >= mostMs / 2 ? 'unanswered' : undefined;
}

/** Only what says that the system is down is a failure; an end by the caller says nothing. */
function note(
  trial: Trial | undefined,
  outcome: Exchange | 'refused' | 'unanswered' | undefined,
  nowMs: number,
): void {
  if (outcome === undefined) trial?.cancel();
  else if (outcome === 'refused') trial?.succeed(nowMs);
  else if (outcome === 'unanswered') trial?.fail(nowMs, true);
  else if (outcome.kind !== 'answer') trial?.fail(nowMs, outcome.requestSent);
  // A gateway answers so too when it lost the system, so nobody knows what became of the call.
  else if (outcome.response.status >= 500) trial?.fail(nowMs, true);
  else trial?.succeed(nowMs);
}
