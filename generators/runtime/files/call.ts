// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Client } from './client-options.ts';
import { CallError, RequestFault, type CallErrorDetails } from './errors.ts';
import type { Host } from './host.ts';
import { CountFault, TooLong, type LimitedCall } from './permit.ts';
import type { CallInput, OperationDefinition } from './operation.ts';
import { isRepeatable } from './retry.ts';
import type { Renewal, Signer } from './security.ts';
import type { TelemetryEvent } from './telemetry.ts';
import { startTimeout, type Timeout } from './timeout.ts';

/** What a call without a deadline waits for a busy system: longer than usual windows, shorter than anybody takes for work. */
export const patienceMs = 15 * 60_000;

/** One call with all its attempts. */
export interface Call {
  readonly client: Client;
  readonly operation: OperationDefinition;
  readonly input: CallInput;
  /** Of all attempts and waits; its signal aborts with the caller's too. */
  readonly deadline: Timeout;
  readonly maxAttempts: number;
  readonly attemptMs: number;
  /** Whether it may be sent again when nobody knows whether it took effect. */
  readonly isRepeatable: boolean;
  sent: number;
  /** Whether one of them may have taken effect. */
  mayHaveActed: boolean;
  /** The monotonic moment at which the system first said that it is too busy. */
  throttledAtMs: number | undefined;
  signer: Signer | undefined;
  /** Why the call was sent again with a new credential so far. */
  readonly renewals: Set<Renewal>;
  readonly startedMs: number;
  /** Why the last attempt failed, as the cause of what ends the call later. */
  failure: CallError | undefined;
}

/** Starts the clock of a call. */
export function startCall(client: Client, operation: OperationDefinition, input: CallInput): Call {
  const { resilience, host } = client.options;
  const { operations, retry, timeouts } = resilience;
  const own = Object.hasOwn(operations, operation.id) ? operations[operation.id] : undefined;
  return {
    client,
    operation,
    input,
    deadline: startTimeout(host, input.timeoutMs ?? timeouts.totalMs, input.signal),
    maxAttempts: own?.maxAttempts ?? retry.maxAttempts,
    attemptMs: own?.attemptMs ?? timeouts.attemptMs,
    isRepeatable: isRepeatable(operation, input, own?.repeatable),
    sent: 0,
    mayHaveActed: false,
    throttledAtMs: undefined,
    signer: undefined,
    renewals: new Set(),
    startedMs: host.now(),
    failure: undefined,
  };
}

/** The call as its limits know it. */
export function limitedCall({ client, operation, input }: Call): LimitedCall {
  return {
    operation: operation.id,
    entities: input.entities ?? {},
    tenant: client.options.tenant,
  };
}

/** `parkMs`: how long a queue should keep the call. */
type CallFault = Omit<CallErrorDetails, 'system' | 'operation' | 'attempts' | 'parkUntilMs'> & {
  readonly parkMs?: number | undefined;
};

/** An error of this call, with what is known of it so far. */
export function callError(call: Call, { parkMs, ...details }: CallFault): CallError {
  const { system, host } = call.client.options;
  const isParked = parkMs !== undefined && details.retryable === true;
  return new CallError({
    requestSent: call.mayHaveActed,
    cause: call.failure,
    ...details,
    parkUntilMs: isParked ? host.wallClock() + parkMs : undefined,
    system,
    operation: call.operation.id,
    attempts: call.sent,
  });
}

/** Any thrown value as the error that the caller sees. */
export function asCallError(call: Call, error: unknown): CallError {
  return error instanceof CallError ? error : callError(call, faultOf(call, error));
}

function faultOf({ isRepeatable, mayHaveActed, deadline }: Call, error: unknown): CallFault {
  const retryable = isRepeatable || !mayHaveActed;
  if (deadline.isExpired())
    return { kind: 'deadline', message: 'The time for the call is up.', retryable };
  if (deadline.signal.aborted)
    return { kind: 'aborted', message: 'The caller ended the call.', retryable, cause: error };
  if (error instanceof RequestFault) {
    const { kind, message, retryAfterMs } = error;
    return { kind, message, retryAfterMs, retryable: error.retryable && retryable };
  }
  if (error instanceof CountFault)
    return { kind: 'throttled', message: error.message, retryable, cause: error.cause };
  if (error instanceof TooLong) {
    const { message, waitMs } = error;
    return { kind: 'throttled', message, retryable, retryAfterMs: waitMs, parkMs: waitMs };
  }
  return { kind: 'invalid_request', message: 'The request could not be made.', cause: error };
}

/** What a call and each of its events share. */
export function about({
  client,
  operation,
  input,
}: Call): Pick<CallEvent, 'system' | 'tenant' | 'operation' | 'context'> {
  const { system, tenant } = client.options;
  return { system, tenant, operation: operation.id, context: input.context };
}

type CallEvent = Extract<TelemetryEvent, { readonly operation: string }>;

/** An event of a call without what `about` adds. */
type Untold<Event> = Event extends CallEvent
  ? Omit<Event, 'system' | 'tenant' | 'operation' | 'context'>
  : never;

/** Tells what happened to a call. */
export function emit(call: Call, event: Untold<CallEvent>): void {
  tell(call.client.options.host, { ...about(call), ...event });
}

/** Tells what happened; telemetry that fails does not fail a call. */
export function tell(host: Host, event: TelemetryEvent): void {
  try {
    host.emit(event);
  } catch {
    // What listens must not decide whether a call succeeds.
  }
}
