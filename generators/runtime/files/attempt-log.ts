// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import type { TelemetryEvent } from './telemetry.ts';
import { readTraceparent } from './traceparent.ts';

/**
 * A host that writes what happens as JSON, one line an attempt and one for each other event but its
 * start: `withAttemptLog(nodeHost(), (line) => process.stdout.write(line))`. Only the fields listed here leave.
 */
export function withAttemptLog(host: Host, write: (line: string) => void): Host {
  return {
    ...host,
    emit(event) {
      if (event.type !== 'attempt_started') write(`${JSON.stringify(entry(event, host))}\n`);
      host.emit(event);
    },
  };
}

/** Each field by name, so that what is added to an event later is not logged unseen. */
function entry(event: TelemetryEvent, host: Host): Readonly<Record<string, unknown>> {
  const told: Partial<Record<(typeof fields)[number], unknown>> = { ...event };
  const {
    traceparent,
    flow,
    event: id,
    key,
  } = ('context' in event ? event.context : undefined) ?? {};
  const traceId = 'traceId' in event ? event.traceId : readTraceparent(traceparent)?.traceId;
  return {
    time: new Date(host.wallClock()).toISOString(),
    trace_id: traceId,
    flow,
    event_id: id,
    key,
    ...Object.fromEntries(fields.map((name) => [snake(name), rounded(told[name])])),
  };
}

const fields = [
  'type',
  'system',
  'tenant',
  'operation',
  'attempt',
  'attempts',
  'outcome',
  'kind',
  'status',
  'durationMs',
  'waitMs',
  'retryAfterMs',
] as const;

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

// Thousandths of a millisecond are of use, the digits behind them are not.
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}
