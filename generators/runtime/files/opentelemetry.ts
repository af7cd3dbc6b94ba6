// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import {
  context,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Meter,
  type SpanContext,
} from '@opentelemetry/api';

import type { Host } from './host.ts';
import type {
  AttemptEnded,
  AttemptStarted,
  AttemptTrace,
  CallContext,
  TelemetryEvent,
} from './telemetry.ts';
import { readTraceparent, traceparent } from './traceparent.ts';

const scope = 'integ-gen';

/** Seconds, as the semantic conventions for HTTP advise. */
const seconds = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [
      0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ],
  },
};

/** Methods that the conventions know; any other is `_OTHER`, so that their number is bounded. */
const methods = 'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT'.split(' ');

/**
 * A host that tells OpenTelemetry: a client span an attempt, by the semantic conventions for HTTP, whose
 * `traceparent` is sent; and metrics of attempts, calls and all other events. What is told is listed here:
 * addresses with the names of their parameters instead of values, never a query, a header or a body.
 */
export function withOpenTelemetry(host: Host): Host {
  const recorder = createRecorder();
  return {
    ...host,
    trace: (started) => startSpan(started, recorder),
    emit(event) {
      recorder.count(event);
      host.emit(event);
    },
  };
}

function startSpan(started: AttemptStarted, recorder: Recorder): AttemptTrace {
  const { method, template, attempt } = started;
  const http = httpAttributes(started);
  const name = [http['http.request.method'] === '_OTHER' ? 'HTTP' : method, template]
    .join(' ')
    .trim();
  const attributes: Attributes = {
    ...http,
    'url.full': `${started.origin}${template}`,
    ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
    ...callAttributes(started),
    ...contextAttributes(started.context),
  };
  const parent = parentOf(started.context);
  const span = trace
    .getTracer(scope)
    .startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent);
  const inside = trace.setSpan(parent, span);
  return {
    traceId: span.spanContext().traceId,
    headers: headersOf(span.spanContext()),
    run: (send) => context.with(inside, send),
    end(ended) {
      const result = resultAttributes(ended);
      span.setAttributes(result);
      if (result['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      recorder.attempt(
        ended.durationMs,
        { ...http, ...callAttributes(started), ...result },
        inside,
      );
    },
  };
}

/** Whatever is active; else where the caller says that it stands, which may be in another process. */
function parentOf(told: CallContext | undefined): Context {
  const active = context.active();
  const remote = readTraceparent(told?.traceparent);
  if (remote === undefined || trace.getSpan(active) !== undefined) return active;
  const { traceId, spanId, flags } = remote;
  const traceFlags = parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(active, { traceId, spanId, traceFlags, isRemote: true });
}

function headersOf({
  traceId,
  spanId,
  traceFlags,
  traceState,
}: SpanContext): Record<string, string> {
  const flags = traceFlags.toString(16).padStart(2, '0');
  const text = traceparent({ traceId, spanId, flags });
  // Without an SDK there is no trace, and its id is nothing but zeros.
  if (readTraceparent(text) === undefined) return {};
  const state = traceState?.serialize() ?? '';
  return { traceparent: text, ...(state === '' ? {} : { tracestate: state }) };
}

function httpAttributes({ method, origin, template }: AttemptStarted): Attributes {
  const { protocol, hostname, port } = new URL(origin);
  return {
    'http.request.method': methods.includes(method) ? method : '_OTHER',
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    'url.scheme': protocol.slice(0, -1),
    ...(template === '' ? {} : { 'url.template': template }),
  };
}

function resultAttributes({ status, outcome }: AttemptEnded): Attributes {
  if (status === undefined) return { 'error.type': outcome };
  return {
    'http.response.status_code': status,
    ...(status >= 400 ? { 'error.type': String(status) } : {}),
  };
}

function callAttributes(event: {
  readonly system: string;
  readonly operation?: string;
}): Attributes {
  const { system, operation } = event;
  return {
    'integration.system': system,
    ...(operation === undefined ? {} : { 'integration.operation': operation }),
  };
}

/** For spans alone: a metric with the id of an event in it would never end. */
function contextAttributes({ flow, event, key }: CallContext = {}): Attributes {
  return {
    ...(flow === undefined ? {} : { 'integration.flow': flow }),
    ...(event === undefined ? {} : { 'integration.event.id': event }),
    ...(key === undefined ? {} : { 'integration.key': key }),
  };
}

interface Recorder {
  attempt(durationMs: number, attributes: Attributes, inside: Context): void;
  count(event: TelemetryEvent): void;
}

function createRecorder(): Recorder {
  let provider: unknown;
  let made: ReturnType<typeof instruments> | undefined;
  const open = new Set<string>();
  /** A breaker that opens again after a probe was counted before. */
  const breakerChange = ({ type, system, ...event }: TelemetryEvent): number => {
    const breaker = JSON.stringify([system, event.tenant]);
    if (type === 'breaker_closed') return open.delete(breaker) ? -1 : 0;
    if (type !== 'breaker_opened' || open.has(breaker)) return 0;
    open.add(breaker);
    return 1;
  };
  // The provider may be set after the client was made, and until then nothing is counted.
  const current = (): ReturnType<typeof instruments> => {
    if (made === undefined || provider !== metrics.getMeterProvider()) {
      provider = metrics.getMeterProvider();
      made = instruments(metrics.getMeter(scope));
    }
    return made;
  };
  return {
    attempt(durationMs, attributes, inside) {
      current().attempts.record(durationMs / 1000, attributes, inside);
    },
    count(event) {
      const { type } = event;
      if (type === 'attempt_started' || type === 'attempt_ended') return;
      const attributes = callAttributes(event);
      if (type === 'call_ended') {
        current().calls.record(event.durationMs / 1000, { ...attributes, ...errorOf(event) });
        return;
      }
      const change = breakerChange(event);
      if (change !== 0) current().breakers.add(change, attributes);
      if (type === 'limiter_waited') current().waits.record(event.waitMs / 1000, attributes);
      current().events.add(1, { ...attributes, 'integration.event.name': type });
    },
  };
}

/** The status of an error that the system answered with; else why there was no answer. */
function errorOf({
  kind,
  status,
}: {
  kind?: string | undefined;
  status?: number | undefined;
}): Attributes {
  if (kind === undefined) return {};
  return { 'error.type': kind === 'problem' && status !== undefined ? String(status) : kind };
}

function instruments(meter: Meter) {
  return {
    attempts: meter.createHistogram('http.client.request.duration', {
      ...seconds,
      description: 'Duration of HTTP client requests.',
    }),
    calls: meter.createHistogram('integration.client.call.duration', {
      ...seconds,
      description: 'Duration of calls with all their attempts and waits.',
    }),
    waits: meter.createHistogram('integration.client.limiter.wait', {
      ...seconds,
      description: 'Waits for a permit of the limiter.',
    }),
    breakers: meter.createUpDownCounter('integration.client.breaker.open', {
      unit: '{breaker}',
      description: 'Breakers that are open or try whether the system answers again.',
    }),
    events: meter.createCounter('integration.client.events', {
      unit: '{event}',
      description: 'Retries, throttling, breaker, renewals and what else happens to calls.',
    }),
  };
}
