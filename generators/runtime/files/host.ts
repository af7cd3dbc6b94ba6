// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { AttemptStarted, AttemptTrace, TelemetryEvent } from './telemetry.ts';

/** All that the runtime takes from outside: time, chance, transport, telemetry. */
export interface Host {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch, for dates in headers and calendar quotas. */
  wallClock(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Rings once, unless stopped before by the function that it returns; absent: `sleep` does it, slower. */
  after?(ms: number, ring: () => void): () => void;
  /** Between 0 (included) and 1 (excluded). */
  random(): number;
  /** Sends one request; the `fetch` of the platform, or of a library that works like it. */
  fetch(url: string, request: HttpRequest): Promise<Response>;
  emit(event: TelemetryEvent): void;
  /** Called right before each send; absent: nobody traces. */
  trace?(event: AttemptStarted): AttemptTrace;
}

/** A request as `fetch` takes it. */
export interface HttpRequest {
  readonly method: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Blob | Uint8Array<ArrayBuffer>;
  /** The client itself decides where a request may go. */
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}
