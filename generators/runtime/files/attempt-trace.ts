// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { about, tell, type Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { AttemptEnded, AttemptStarted, AttemptTrace } from './telemetry.ts';
import { readTraceparent, traceparent } from './traceparent.ts';

/** One attempt as telemetry sees it. */
export interface FollowedAttempt {
  readonly headers: Readonly<Record<string, string>>;
  readonly run: <Result>(send: () => Result) => Result;
  /** `isRefused`: the answer says that the request was turned away. */
  end(exchange: Exchange | undefined, isRefused: boolean): void;
}

/** Tells that an attempt begins and, later, how it ended; makes it part of the caller's trace. */
export function startTrace(
  call: Call,
  { prepared, waitMs }: { readonly prepared: PreparedRequest; readonly waitMs: number },
): FollowedAttempt {
  const { host } = call.client.options;
  const startedMs = host.now();
  const { operation } = call;
  const started: AttemptStarted = {
    ...about(call),
    type: 'attempt_started',
    attempt: call.sent,
    method: prepared.method,
    origin: prepared.origin,
    // Another host has paths of its own, which nobody has described.
    template: prepared.isOwnHost ? operation.path : '',
    waitMs,
  };
  const trace = traced(call, started);
  const traceId = trace?.traceId;
  tell(host, { ...started, traceId });
  return {
    headers: (prepared.isOwnHost ? trace?.headers : undefined) ?? {},
    run: (send) => (trace === undefined ? send() : trace.run(send)),
    end(exchange, isRefused) {
      const durationMs = host.now() - startedMs;
      const { attempt } = started;
      const ended: AttemptEnded = {
        ...about(call),
        type: 'attempt_ended',
        attempt,
        traceId,
        outcome: isRefused ? 'refused' : (exchange?.kind ?? 'aborted'),
        status: exchange?.kind === 'answer' ? exchange.response.status : undefined,
        durationMs,
        waitMs,
      };
      tell(host, ended);
      try {
        trace?.end(ended);
      } catch {
        // A tracer must not decide whether a call succeeds.
      }
    },
  };
}

function traced(call: Call, started: AttemptStarted): AttemptTrace | undefined {
  const { host } = call.client.options;
  if (host.trace !== undefined) {
    try {
      return host.trace(started);
    } catch {
      return undefined;
    }
  }
  const parent = readTraceparent(call.input.context?.traceparent);
  if (parent === undefined) return undefined;
  // No byte is 0, so the id is not either.
  const span = Array.from({ length: 8 }, () => Math.floor(1 + host.random() * 255));
  const spanId = span.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    traceId: parent.traceId,
    headers: { traceparent: traceparent({ ...parent, spanId }) },
    run: (send) => send(),
    end: () => undefined,
  };
}
