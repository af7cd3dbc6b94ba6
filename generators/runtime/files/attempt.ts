// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { bodySize } from './body.ts';
import { callError, emit, limitedCall, patienceMs, type Call } from './call.ts';
import type { Trial } from './circuit-breaker.ts';
import { RequestFault } from './errors.ts';
import type { OpenAnswer } from './open-answer.ts';
import { exchange, type Exchange } from './exchange.ts';
import type { Permit } from './permit.ts';
import { signedRequest, type PreparedRequest } from './prepared-request.ts';
import { signer, unsigned, type Signer } from './security.ts';
import { streamReader } from './response.ts';
import { isThrottled } from './throttle.ts';
import { startTrace } from './attempt-trace.ts';
import { untilAborted } from './abort.ts';

/** What is given back when the request is over; the latest first. */
type Held = (() => void)[];

/**
 * One request by all policies. The order matters: what may wait (secrets, a slot, the limiter) comes
 * before the permit, and nothing waits between the permit and the send.
 */
export async function attempt(call: Call, prepared: PreparedRequest): Promise<Exchange> {
  const startedMs = call.client.options.host.now();
  for (;;) {
    await untilTried(call);
    const sign = await credential(call, prepared);
    call.signer = sign;
    const held: Held = [];
    let open: OpenAnswer | undefined;
    try {
      const permit = await permitted(call, prepared, held);
      const trial = admitted(call, permit);
      // Somebody else tries the system first.
      if (trial === 'wait') continue;
      const waitMs = call.client.options.host.now() - startedMs;
      const outcome = await sent(call, trial, { prepared, sign, waitMs });
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

/** Waits for all that the call needs; from here on it is sent without delay. */
async function permitted(call: Call, { body }: PreparedRequest, held: Held): Promise<Permit> {
  const { client, operation, deadline, input } = call;
  const { signal } = deadline;
  const scope = client.breakers.of(operation.id);
  if (scope !== undefined && scope.breaker.share(client.options.host.now()) < 1)
    held.unshift(await scope.ramp.acquire(signal, input.priority));
  held.unshift(await client.concurrency.acquire(signal, input.priority));
  const wantedMs = client.options.host.now();
  const permit = await client.limiter.acquire({
    ...limitedCall(call),
    bytes: client.limiter.countsBytes ? (input.bytes ?? bodySize(body)) : undefined,
    priority: input.priority,
    signal,
    deadlineMs: deadline.atMs,
    longestMs: deadline.atMs === undefined ? patienceMs : Infinity,
  });
  held.unshift(() => {
    permit.end();
  });
  tellWait(call, client.options.host.now() - wantedMs);
  return permit;
}

function credential(
  { client, operation, deadline }: Call,
  { isOwnHost }: PreparedRequest,
): Promise<Signer> {
  if (!isOwnHost) return Promise.resolve(unsigned);
  return untilAborted(signer(operation, client.options, deadline.signal), deadline.signal);
}

/** Fails where the breaker refuses the call; waits for the outcome of a probe where that is what the settings say. */
async function untilTried(call: Call): Promise<void> {
  const { client, operation, deadline } = call;
  const breaker = client.breakers.of(operation.id)?.breaker;
  if (breaker === undefined) return;
  for (let end = breaker.probed(); end !== undefined; end = breaker.probed())
    await untilAborted(end, deadline.signal);
  const asked = breaker.turn(() => client.options.host.now());
  if (asked !== undefined) await untilAborted(asked, deadline.signal);
  const waitMs = breaker.refusesMs(client.options.host.now());
  if (waitMs > 0) throw circuitOpen(call, waitMs);
}

// What is shorter is not a wait but the time that asking takes.
function tellWait(call: Call, waitMs: number): void {
  if (waitMs >= 10) emit(call, { type: 'limiter_waited', waitMs });
}

/** The breaker may have opened while the call waited; then the permit is for someone else. */
function admitted(call: Call, permit: Permit): Trial | 'wait' | undefined {
  const { client, operation } = call;
  const breaker = client.breakers.of(operation.id)?.breaker;
  if (breaker === undefined) return undefined;
  const nowMs = client.options.host.now();
  const trial = breaker.admit(nowMs, !call.isRepeatable);
  if (trial !== undefined) return trial;
  permit.giveBack();
  if (breaker.probed() !== undefined) return 'wait';
  throw circuitOpen(call, Math.max(1, breaker.refusesMs(nowMs)));
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

interface Send {
  readonly prepared: PreparedRequest;
  readonly sign: Signer;
  readonly waitMs: number;
}

async function sent(call: Call, trial: Trial | undefined, send: Send): Promise<Exchange> {
  const { host, resilience } = call.client.options;
  const actedBefore = call.mayHaveActed;
  const sentMs = host.now();
  Object.assign(call, { sent: call.sent + 1, mayHaveActed: true });
  const trace = startTrace(call, send);
  let outcome: Exchange | undefined;
  let isRefused = false;
  try {
    const { prepared, sign } = send;
    outcome = await exchange(host, () => signedRequest(prepared, sign, trace.headers), {
      timeoutMs: call.attemptMs,
      signal: call.deadline.signal,
      isStream: (response) => streamReader(call.operation, response) !== undefined,
      run: trace.run,
    });
    if (outcome.kind === 'answer') {
      const { status, headers } = outcome.response;
      isRefused =
        status === 401 ||
        isThrottled({ status, headers, data: outcome.data }, resilience.throttled);
      call.mayHaveActed = actedBefore || !isRefused;
    } else call.mayHaveActed = actedBefore || outcome.requestSent;
    return outcome;
  } catch (error) {
    if (error instanceof RequestFault)
      Object.assign(call, { sent: call.sent - 1, mayHaveActed: actedBefore });
    throw error;
  } finally {
    note(trial, isRefused ? 'refused' : (outcome ?? unanswered(call, sentMs)), host.now());
    trace.end(outcome, isRefused);
  }
}

/** Whether the call's own time ended it; what had little of it, after long waits, says nothing about the system. */
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
