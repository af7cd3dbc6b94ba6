import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { withAttemptLog } from '../../generators/runtime/files/attempt-log.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { withOpenTelemetry } from '../../generators/runtime/files/opentelemetry.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import { clientOf, serve } from './loopback.ts';
import { memorySdk, type MemorySdk } from './opentelemetry.ts';
import { json, operation, parameter, resilience, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const caller = `00-${traceId}-00f067aa0ba902b7-01`;
const item = operation({
  path: '/things/{id}',
  parameters: [
    parameter({ name: 'id', in: 'path', required: true, style: 'simple', explode: false }),
  ],
});
const quick = resilience({ retry: { ...resilience().retry, baseDelayMs: 1 } });

/** Answers with these statuses in turn. */
const inTurn =
  (...statuses: number[]) =>
  (): Promise<Response> =>
    Promise.resolve(json({}, { status: statuses.shift() ?? 200 }));

describe('OpenTelemetry', () => {
  let sdk: MemorySdk;
  beforeEach(() => {
    sdk = memorySdk();
  });
  afterEach(() => sdk.end());

  it('gets a client span for each attempt, whose traceparent is what the system sees', async () => {
    let left = 1;
    const { baseUrl, seen } = await serve((_, response) =>
      response.writeHead((left -= 1) < 0 ? 200 : 503).end(),
    );
    const client = clientOf(baseUrl, { host: withOpenTelemetry(nodeHost()), resilience: quick });
    const parent = trace.getTracer('test').startActiveSpan('work', async (span) => {
      await send(client, item, { path: { id: 'jane@example.org' } });
      span.end();
      return span.spanContext();
    });
    const { traceId: id, spanId } = await parent;
    const attempts = sdk.spans().filter(({ kind }) => kind === SpanKind.CLIENT);
    const { port } = new URL(baseUrl);
    const shared = {
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'server.port': Number(port),
      'url.scheme': 'http',
      'url.full': `${baseUrl}/things/{id}`,
      'url.template': '/things/{id}',
      'integration.system': 'shop',
      'integration.operation': 'getThing',
    };
    expect(attempts.map(({ name, status, attributes }) => [name, status.code, attributes])).toEqual(
      [
        [
          'GET /things/{id}',
          SpanStatusCode.ERROR,
          { ...shared, 'http.response.status_code': 503, 'error.type': '503' },
        ],
        [
          'GET /things/{id}',
          SpanStatusCode.UNSET,
          { ...shared, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
        ],
      ],
    );
    expect(attempts.map((span) => span.parentSpanContext?.spanId)).toEqual([spanId, spanId]);
    expect(seen.map(({ headers }) => headers['traceparent'])).toEqual(
      attempts.map((span) => `00-${id}-${span.spanContext().spanId}-01`),
    );
  });

  it('gets a span that begins when the limiter lets the call go and ends with the body', async () => {
    const host = virtualHost({ fetch: inTurn(200, 200) });
    const limits = [{ id: 'a', form: 'window', max: 1, windowMs: 5000 } as const];
    const ended: number[] = [];
    const traced = withOpenTelemetry(host);
    const watched: Host = {
      ...traced,
      emit(event) {
        if (event.type === 'attempt_started') ended.push(host.now());
        traced.emit(event);
      },
    };
    const client = testClient(watched, { resilience: resilience({ limits }) });
    await host.settle(send(client, operation(), {}));
    // The first waits too, because nobody knows what was sent before the start.
    expect(ended).toEqual([5000]);
    expect(await host.settle(send(client, operation(), {}))).toMatchObject({ status: 200 });
    const { metrics } = (await sdk.metrics())[0]?.scopeMetrics[0] ?? {};
    const waits = metrics?.find(({ descriptor }) => descriptor.name.endsWith('limiter.wait'));
    expect(waits?.dataPoints[0]?.value).toMatchObject({ count: 2, sum: 10 });
  });

  it('runs the send inside the span, so that what the transport starts belongs to it', async () => {
    let inside = '';
    const host = nodeHost({
      fetch: async () => {
        await Promise.resolve();
        inside = trace.getActiveSpan()?.spanContext().spanId ?? '';
        return json({});
      },
    });
    await send(testClient(withOpenTelemetry(host)), operation(), {});
    expect(sdk.spans()[0]?.spanContext().spanId).toBe(inside);
  });

  it('goes on with the trace that a call brings from another process', async () => {
    const host = withOpenTelemetry(nodeHost({ fetch: inTurn(200) }));
    const context = { traceparent: caller, flow: 'orders', event: 'evt_1', key: 'order-7' };
    await send(testClient(host), operation(), { context });
    const [span] = sdk.spans();
    expect(span?.parentSpanContext).toMatchObject({ traceId, spanId: '00f067aa0ba902b7' });
    expect(span?.attributes).toMatchObject({
      'integration.flow': 'orders',
      'integration.event.id': 'evt_1',
      'integration.key': 'order-7',
    });
  });

  it('measures attempts by the advised buckets, in seconds, with bounded attributes', async () => {
    const host = virtualHost({ fetch: inTurn(200, 404) });
    const client = testClient(withOpenTelemetry(host));
    const input = { path: { id: '1' }, context: { event: 'evt_1', key: 'order-7' } };
    await host.settle(send(client, item, input));
    await host.settle(send(client, item, input).catch(() => undefined));
    const found = (await sdk.metrics())[0]?.scopeMetrics[0]?.metrics ?? [];
    const [attempts] = found;
    expect(attempts?.descriptor).toMatchObject({ name: 'http.client.request.duration', unit: 's' });
    expect(attempts?.dataPoints.map(({ attributes }) => attributes)).toEqual(
      [
        { 'http.response.status_code': 200 },
        { 'http.response.status_code': 404, 'error.type': '404' },
      ].map((result) => ({
        'http.request.method': 'GET',
        'server.address': 'api.test',
        'server.port': 443,
        'url.scheme': 'https',
        'url.template': '/things/{id}',
        'integration.system': 'shop',
        'integration.operation': 'getThing',
        ...result,
      })),
    );
    expect(attempts?.dataPoints[0]?.value).toMatchObject({
      buckets: {
        boundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      },
    });
    expect(JSON.stringify(found)).not.toMatch(/evt_1|order-7/);
  });

  it('counts what else happens', async () => {
    const host = virtualHost({ fetch: inTurn(503, 200) });
    await host.settle(send(testClient(withOpenTelemetry(host)), operation(), {}));
    const found = (await sdk.metrics())[0]?.scopeMetrics[0]?.metrics ?? [];
    const events = found.find(({ descriptor }) => descriptor.name === 'integration.client.events');
    expect(events?.dataPoints.map(({ attributes, value }) => [attributes, value])).toEqual([
      [
        {
          'integration.system': 'shop',
          'integration.operation': 'getThing',
          'integration.event.name': 'retry_scheduled',
        },
        1,
      ],
    ]);
    const calls = found.find(({ descriptor }) => descriptor.name.endsWith('call.duration'));
    expect(calls?.dataPoints[0]?.value).toMatchObject({ count: 1 });
  });

  it('says of a failed call the status that it was answered with, else why there was no answer', async () => {
    const host = virtualHost({ fetch: inTurn(404, 500) });
    const client = testClient(withOpenTelemetry(host));
    await host.settle(send(client, operation(), {}).catch(() => undefined));
    const broken = virtualHost({ fetch: () => Promise.reject(new TypeError('gone')) });
    const other = testClient(withOpenTelemetry(broken));
    await broken.settle(send(other, operation(), {}).catch(() => undefined));
    const found = (await sdk.metrics())[0]?.scopeMetrics[0]?.metrics ?? [];
    const calls = found.find(({ descriptor }) => descriptor.name.endsWith('call.duration'));
    const kinds = calls?.dataPoints.map(({ attributes }) => attributes['error.type']);
    expect(kinds).toEqual(['404', 'network']);
  });

  it('counts a breaker as open from its opening to its closing, whatever it tries in between', async () => {
    const host = withOpenTelemetry(virtualHost({ fetch: inTurn(200) }));
    const open = async (): Promise<unknown> => {
      const found = (await sdk.metrics())[0]?.scopeMetrics[0]?.metrics ?? [];
      return found.find(({ descriptor }) => descriptor.name === 'integration.client.breaker.open')
        ?.dataPoints[0]?.value;
    };
    const told = (type: BreakerEvent, tenant?: string): void => {
      host.emit({ type, system: 'shop', tenant });
    };
    told('breaker_opened');
    told('breaker_half_opened');
    told('breaker_opened');
    expect(await open()).toBe(1);
    told('breaker_opened', 'acme');
    expect(await open()).toBe(2);
    told('breaker_closed');
    told('breaker_closed');
    expect(await open()).toBe(1);
  });
});

type BreakerEvent = 'breaker_opened' | 'breaker_half_opened' | 'breaker_closed';

describe('without a tracer', () => {
  it('a trace that a call brings is sent on, by another span for each attempt', async () => {
    const sent: (string | null)[] = [];
    let seed = 0.1;
    const host = virtualHost({
      random: () => (seed = (seed * 7.3) % 1),
      fetch: ({ headers }) => {
        sent.push(headers.get('traceparent'));
        return inTurn(sent.length === 1 ? 503 : 200)();
      },
    });
    await host.settle(send(testClient(host), operation(), { context: { traceparent: caller } }));
    expect(sent).toHaveLength(2);
    for (const each of sent) expect(each).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(new Set([...sent, caller]).size).toBe(3);
  });

  it.each([
    undefined,
    'x',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `01-${traceId}-00f067aa0ba902b7-01`,
    `${caller}-secret`,
  ])('%s is no trace', async (traceparent) => {
    const sent: (string | null)[] = [];
    const host = virtualHost({
      fetch: ({ headers }) => {
        sent.push(headers.get('traceparent'));
        return inTurn(200)();
      },
    });
    const context = traceparent === undefined ? {} : { traceparent };
    await host.settle(send(testClient(host), operation(), { context }));
    expect(sent).toEqual([null]);
  });
});

describe('the log of attempts', () => {
  it('has one line for each attempt and for what happens between, with the fields of the list', async () => {
    const lines: string[] = [];
    const host = virtualHost({ fetch: inTurn(503, 200) });
    const context = { flow: 'orders', event: 'evt_1', key: 'order-7', traceparent: caller };
    const logged = withAttemptLog(host, (line) => lines.push(line));
    await host.settle(
      send(testClient(logged, { resilience: quick }), item, { path: { id: 'jane' }, context }),
    );
    const about = {
      trace_id: traceId,
      flow: 'orders',
      event_id: 'evt_1',
      key: 'order-7',
      system: 'shop',
      operation: 'getThing',
    };
    const time = '2026-01-15T12:00:00.000Z';
    const attempt = {
      ...about,
      type: 'attempt_ended',
      outcome: 'answer',
      duration_ms: 0,
      wait_ms: 0,
    };
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { ...attempt, time, attempt: 1, status: 503 },
      { ...about, type: 'retry_scheduled', time, attempt: 2, wait_ms: 0.5 },
      { ...attempt, time, attempt: 2, status: 200 },
      { ...about, type: 'call_ended', time, outcome: 'success', attempts: 2, duration_ms: 0.5 },
    ]);
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
  });
});

describe('a tracer that fails', () => {
  it.each([
    ['at the start', () => broken()],
    ['at the end', () => ({ traceId, headers: {}, run: runs, end: broken })],
  ])('%s fails no call, and leaves no probe of the breaker open', async (_, tracer) => {
    const host: Host = {
      ...virtualHost({ fetch: inTurn(500, 500, 200, 200) }),
      trace: tracer,
    };
    const breaker = {
      ...{ failureShare: 0.5, minimumCalls: 20, windowMs: 10_000, consecutiveFailures: 1 },
      ...{ failureAgeMs: 600_000, openMs: 0, rampMs: 0 },
    };
    const once = { ...resilience().retry, maxAttempts: 1 };
    const client = testClient(host, { resilience: resilience({ breaker, retry: once }) });
    const statuses: unknown[] = [];
    for (let call = 0; call < 4; call += 1)
      statuses.push(await send(client, operation(), {}).catch((error: unknown) => error));
    expect(statuses).toMatchObject([500, 500, 200, 200].map((status) => ({ status })));
  });

  const runs = <Result>(work: () => Result): Result => work();
  function broken(): never {
    throw new Error('The tracer is broken.');
  }
});
