// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Everything that the runtime takes from the world outside: time, chance, transport, telemetry. */
export interface Host {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch, for dates in headers and calendar quotas. */
  wallClock(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Between 0 (included) and 1 (excluded). */
  random(): number;
  fetch(request: Request): Promise<Response>;
  emit(event: TelemetryEvent): void;
}

/** What happened, for metrics and logs; never a secret, a body or a query string. */
export interface TelemetryEvent {
  readonly type: string;
  readonly system: string;
  readonly operation?: string;
  readonly attempt?: number;
  readonly status?: number;
  readonly kind?: string;
  /** Milliseconds. */
  readonly durationMs?: number;
  readonly waitMs?: number;
}
