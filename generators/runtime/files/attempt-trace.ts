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
  const { method, origin, isOwnHost } = prepared;
  const startedMs = host.now();
  const common = { ...about(call), attempt: call.sent, waitMs };
  // Another host has paths of its own, which nobody has described.
  const template = isOwnHost ? call.operation.path : '';
  const started = { ...common, type: 'attempt_started', method, origin, template } as const;
  const trace = traced(call, started);
  const traceId = trace?.traceId;
  tell(host, { ...started, traceId });
  return {
    headers: (isOwnHost ? trace?.headers : undefined) ?? none,
    run: (send) => (trace?.run === undefined ? send() : trace.run(send)),
    end(exchange, isRefused) {
      const ended: AttemptEnded = {
        ...common,
        type: 'attempt_ended',
        traceId,
        outcome: isRefused ? 'refused' : (exchange?.kind ?? 'aborted'),
        status: exchange?.kind === 'answer' ? exchange.response.status : undefined,
        durationMs: host.now() - startedMs,
      };
      tell(host, ended);
      try {
        trace?.end?.(ended);
      } catch {
        // A tracer must not decide whether a call succeeds.
      }
    },
  };
}

const none = {};

function traced(
  { client, input }: Call,
  started: AttemptStarted,
): Partial<AttemptTrace> | undefined {
  const { host } = client.options;
  try {
    if (host.trace !== undefined) return host.trace(started);
  } catch {
    return undefined;
  }
  const parent = readTraceparent(input.context?.traceparent);
  if (parent === undefined) return undefined;
  // No byte is 0, so the id is not either.
  const byte = (): string =>
    Math.floor(1 + host.random() * 255)
      .toString(16)
      .padStart(2, '0');
  const spanId = Array.from({ length: 8 }, byte).join('');
  const { traceId } = parent;
  return { traceId, headers: { traceparent: traceparent({ ...parent, spanId }) } };
}
