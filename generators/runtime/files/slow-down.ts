// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { memoryMs } from './bucket.ts';
import { callError, emit, limitedCall, patienceMs, type Call } from './call.ts';
import type { Answer } from './exchange.ts';
import { retryHintMs } from './retry-hint.ts';
import { backoffMs } from './retry.ts';
import { isThrottled } from './throttle.ts';

/** The bound of jitter in the network that all limits reckon with. */
const jitterMs = 250;

/** A hint that is longer says nothing about other calls, where no limit of theirs is. */
const dayMs = 86_400_000;

/** Whether the answer means that the system was called too fast. */
export function isSlowDown({ client }: Call, { response, data }: Answer): boolean {
  const { status, headers } = response;
  return isThrottled({ status, headers, data }, client.options.resilience.throttled);
}

/**
 * The system refused the call, so it took no effect: no failure and no attempt. Everything that
 * shares a limit with it waits; the call itself goes back to the end of the limiter.
 */
export async function slowDown(call: Call, answer: Answer, throttles: number): Promise<void> {
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
  // One absurd hint must not stop everybody for years; the call that got it heeds it in full.
  const pauseMs = Math.min(waitMs, longestPauseMs(call));
  client.limiter.pause(limitedCall(call), nowMs + pauseMs);
  emit(call, { type: 'throttled', attempt: call.sent, status: answer.response.status, waitMs });
  if (untilMs <= (deadline.atMs ?? call.throttledAtMs + patienceMs)) {
    if (pauseMs < waitMs) await host.sleep(waitMs, deadline.signal);
    return;
  }
  const { status, headers } = answer.response;
  throw callError(call, {
    kind: 'throttled',
    message: 'The system asks for a longer wait than the call has time for.',
    status,
    headers,
    data: answer.data,
    retryable: call.isRepeatable || !call.mayHaveActed,
    retryAfterMs: leastMs,
    parkMs: waitMs,
  });
}

/** A day, or as long as a declared lock-out or a limit of the call lasts. */
function longestPauseMs({ client, operation: { id } }: Call): number {
  const { limits, penaltyMs } = client.options.resilience;
  const own = limits.filter(({ operations }) => operations?.includes(id) ?? true);
  return Math.max(dayMs, 2 * penaltyMs, ...own.map(memoryMs));
}

/** Milliseconds after which the system asked to be called again; a hint that cannot be read is counted. */
export function hintOf(call: Call, answer: Answer): number | undefined {
  const { host, resilience } = call.client.options;
  const { headers, status } = answer.response;
  return retryHintMs(headers, {
    wallClockMs: host.wallClock(),
    hints: resilience.hints,
    isThrottled: isSlowDown(call, answer),
    onRefused: () => {
      emit(call, { type: 'hint_refused', status });
    },
  });
}
