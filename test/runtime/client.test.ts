import { describe, expect, it } from 'vitest';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { memoryCounters } from './memory-counters.ts';
import { hangs, ok, refused, reset, scripted, stalls, status } from './scripted.ts';
import { operation, resilience, testClient } from './settings.ts';

const post = operation({ id: 'createThing', method: 'POST' });
const keyed = operation({
  id: 'createThing',
  method: 'POST',
  idempotencyKey: { in: 'header', name: 'Idempotency-Key', write: idempotencyKey },
});
const repeatable = resilience({
  operations: { createThing: { maxAttempts: 3, attemptMs: 5000, repeatable: true } },
});

describe('Retry-After', () => {
  const start = Date.UTC(2026, 0, 15, 12);
  const later = (ms: number): string => new Date(start + ms).toUTCString();
  it.each([
    { header: '3', waitMs: 3000 },
    { header: '1.5', waitMs: 1500 },
    { header: later(7000), waitMs: 7000 },
    { header: '0', waitMs: 100 },
    { header: later(-60_000), waitMs: 100 },
    { header: '3000000', waitMs: 3_000_000_000 },
  ])('of $header waits $waitMs ms, never less than the own backoff', async ({ header, waitMs }) => {
    const { host, times } = scripted(status(503, { 'retry-after': header }), ok);
    await host.settle(send(testClient(host), operation(), { timeoutMs: 4_000_000_000 }));
    expect(times).toEqual([0, waitMs]);
  });

  it.each([
    { code: 503, kind: 'problem' },
    { code: 429, kind: 'throttled' },
  ])(
    'of days on HTTP $code ends a call without a deadline at once, and those after it wait no longer',
    async ({ code, kind }) => {
      const { host, sent } = scripted(status(code, { 'retry-after': '3000000' }));
      const client = testClient(host);
      const expected = { kind, retryAfterMs: 3_000_000_000, retryable: true };
      await expect(host.settle(send(client, operation(), {}))).rejects.toMatchObject(expected);
      await expect(host.settle(send(client, operation(), {}))).rejects.toMatchObject({ kind });
      expect([sent.length, host.now()]).toEqual([code === 429 ? 1 : 2, 0]);
    },
  );

  it('or none: a call without a deadline ends after a quarter of an hour of refusals', async () => {
    const { host, times } = scripted(status(429));
    await expect(host.settle(send(testClient(host), operation(), {}))).rejects.toMatchObject({
      kind: 'throttled',
      status: 429,
      retryable: true,
    });
    expect(times.length).toBeGreaterThan(10);
    expect(host.now()).toBeGreaterThan(840_000);
    expect(host.now()).toBeLessThanOrEqual(900_000);
  });

  it('beyond the deadline is a typed error at once, and the system is not called again', async () => {
    const { host, sent } = scripted(status(429, { 'retry-after': '60' }));
    const call = send(testClient(host), operation(), { timeoutMs: 10_000 });
    await expect(host.settle(call)).rejects.toMatchObject({
      kind: 'throttled',
      retryAfterMs: 60_000,
      status: 429,
    });
    expect([sent.length, host.now()]).toEqual([1, 0]);
  });
});

describe('an absurd hint', () => {
  const dayMs = 86_400_000;
  const monthly = { id: 'month', form: 'window', max: 9, windowMs: 30 * dayMs } as const;

  it.each([
    { limits: [], pauseMs: dayMs },
    { limits: [monthly], pauseMs: 30 * dayMs },
    { limits: [{ ...monthly, operations: ['other'] }], pauseMs: dayMs },
  ])('parks its call for years, and stops the others for $pauseMs ms', async (world) => {
    const { host, sent } = scripted(status(429, { 'retry-after': '900000000' }), ok);
    const client = testClient(host, {
      resilience: resilience({ limits: world.limits }),
      counters: memoryCounters(),
    });
    const call = (): Promise<unknown> => send(client, operation(), {});
    await expect(host.settle(call())).rejects.toMatchObject({
      kind: 'throttled',
      retryAfterMs: 900_000_000_000,
    });
    await host.advance(world.pauseMs - 3_600_000);
    await expect(host.settle(call())).rejects.toMatchObject({ kind: 'throttled' });
    expect(sent).toHaveLength(1);
    await host.advance(3_600_001);
    await expect(host.settle(call())).resolves.toMatchObject({ status: 200 });
  });

  it('is heeded in full by a call that has the time', async () => {
    const { host, times } = scripted(status(429, { 'retry-after': '172800' }), ok);
    await host.settle(send(testClient(host), operation(), { timeoutMs: 4 * dayMs }));
    expect(times[1]).toBeGreaterThanOrEqual(2 * dayMs);
  });
});

describe('time', () => {
  it('out covers a body that stalls', async () => {
    const { host, times } = scripted(stalls, ok);
    await host.settle(send(testClient(host), operation(), {}));
    expect(times).toEqual([0, 5100]);
  });

  it('of one attempt is tried again with a fresh signal', async () => {
    const { host, sent } = scripted(hangs, ok);
    const result = await host.settle(send(testClient(host), operation(), {}));
    expect(result.status).toBe(200);
    expect(sent.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  it('of the whole call is not tried again', async () => {
    const { host, sent } = scripted(hangs);
    const call = send(testClient(host), operation(), { timeoutMs: 3000 });
    await expect(host.settle(call)).rejects.toMatchObject({
      kind: 'deadline',
      requestSent: true,
      attempts: 1,
    });
    expect([sent.length, host.now()]).toEqual([1, 3000]);
  });

  it.each([0, -1, Number.NaN])('of %d ms sends nothing', async (timeoutMs) => {
    const { host, sent } = scripted(ok);
    await expect(host.settle(send(testClient(host), post, { timeoutMs }))).rejects.toMatchObject({
      kind: 'deadline',
      requestSent: false,
      attempts: 0,
    });
    expect([sent.length, host.pending()]).toEqual([0, 0]);
  });

  it('leaves no timer behind after a call', async () => {
    const { host } = scripted(ok);
    await host.settle(send(testClient(host), operation(), { timeoutMs: 3000 }));
    expect(host.pending()).toBe(0);
  });
});

describe('the caller’s abort', () => {
  it('during an attempt ends the call and is not tried again', async () => {
    const { host, sent } = scripted(hangs);
    const controller = new AbortController();
    const call = send(testClient(host), operation(), { signal: controller.signal });
    await host.advance(100);
    controller.abort();
    await expect(call).rejects.toMatchObject({ kind: 'aborted', requestSent: true });
    expect(sent).toHaveLength(1);
  });

  it('during backoff ends the call at once and calls nothing again', async () => {
    const { host, sent } = scripted(status(503, { 'retry-after': '60' }), ok);
    const controller = new AbortController();
    const call = send(testClient(host), operation(), { signal: controller.signal });
    await host.advance(10_000);
    controller.abort();
    await expect(call).rejects.toMatchObject({ kind: 'aborted' });
    await host.advance(100_000);
    expect(sent).toHaveLength(1);
  });

  it('before the call sends nothing', async () => {
    const { host, sent } = scripted(ok);
    const call = send(testClient(host), operation(), { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ kind: 'aborted', requestSent: false });
    expect(sent).toHaveLength(0);
  });
});

describe('a POST', () => {
  it.each([
    { name: 'a reset connection', step: reset, kind: 'network' },
    { name: 'HTTP 503', step: status(503), kind: 'problem' },
    { name: 'a time-out', step: hangs, kind: 'timeout' },
  ])('without an honoured key is sent once for $name', async ({ step, kind }) => {
    const { host, sent } = scripted(step, ok);
    await expect(host.settle(send(testClient(host), post, {}))).rejects.toMatchObject({
      kind,
      retryable: false,
    });
    expect(sent).toHaveLength(1);
  });

  it('with an honoured key is repeated with the same key', async () => {
    const { host, sent } = scripted(reset, status(503), ok);
    // Chance differs each time: a key that was made anew for an attempt would show.
    let drawn = 0;
    const random = (): number => ((drawn += 1) * 0.377) % 1;
    const client = testClient({ ...host, random }, { resilience: repeatable });
    await host.settle(send(client, keyed, {}));
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('takes the key of the caller before its own', async () => {
    const { host, sent } = scripted(ok);
    await host.settle(send(testClient(host), keyed, { idempotencyKey: 'order-1' }));
    expect(sent[0]?.headers.get('idempotency-key')).toBe('order-1');
  });

  it('is sent again where the connection was never made', async () => {
    const { host, sent } = scripted(refused, ok);
    await host.settle(send(testClient(host), post, {}));
    expect(sent).toHaveLength(2);
  });

  it('is sent again after the system refused it as too fast, because it took no effect', async () => {
    const { host, sent } = scripted(status(429, { 'retry-after': '1' }), ok);
    await host.settle(send(testClient(host), post, {}));
    expect(sent).toHaveLength(2);
  });
});

describe('the delay', () => {
  it('of each retry is what the settings say, the first too', async () => {
    const { host, times } = scripted(reset, reset, ok);
    await host.settle(send(testClient(host), operation(), {}));
    expect(times).toEqual([0, 100, 300]);
  });

  it('is the longer of hint and backoff, not their sum', async () => {
    const slow = resilience({
      retry: { ...resilience().retry, baseDelayMs: 4000, maxDelayMs: 4000 },
    });
    const { host, times } = scripted(
      status(503, { 'retry-after': '3' }),
      status(503, { 'retry-after': '1' }),
      ok,
    );
    await host.settle(send(testClient(host, { resilience: slow }), operation(), {}));
    expect(times).toEqual([0, 3000, 5000]);
  });
});

describe('a network error', () => {
  it('keeps its kind and its cause when the attempts are used up', async () => {
    const { host, sent } = scripted(reset);
    const call = host.settle(send(testClient(host), operation(), {}));
    await expect(call).rejects.toMatchObject({
      kind: 'network',
      status: undefined,
      attempts: 3,
      cause: { cause: { code: 'ECONNRESET' } },
    });
    expect(sent).toHaveLength(3);
  });
});

describe('throttling', () => {
  it('without a hint backs off, and does not use up attempts', async () => {
    const { host, times } = scripted(status(429), status(429), status(429), status(429), ok);
    await host.settle(send(testClient(host), operation(), {}));
    expect(times).toHaveLength(5);
    expect(times[1]).toBe(375);
  });

  it.each([
    { hint: '1', leastMs: 2000 },
    { hint: '5', leastMs: 5000 },
  ])(
    'with a hint of $hint s pauses for hint or backoff, whichever is longer',
    async ({ hint, leastMs }) => {
      const slow = resilience({ retry: { ...resilience().retry, baseDelayMs: 4000 } });
      const { host, times } = scripted(status(429, { 'retry-after': hint }), ok);
      await host.settle(send(testClient(host, { resilience: slow }), operation(), {}));
      // On top comes half of the jitter, which is a tenth of the wait and at least 250 ms.
      expect(times).toEqual([0, leastMs + 0.5 * Math.max(250, leastMs / 10)]);
    },
  );

  it('pauses siblings too, until the hint has passed', async () => {
    const { host, times } = scripted(status(429, { 'retry-after': '10' }), ok);
    const client = testClient(host);
    const first = send(client, operation(), {});
    await host.advance(100);
    const second = send(client, operation(), {});
    await host.settle(Promise.all([first, second]));
    expect(times[0]).toBe(0);
    expect(times.slice(1).every((atMs) => atMs >= 10_000 && atMs <= 11_000)).toBe(true);
    expect(times).toHaveLength(3);
  });

  it('waits out a declared penalty', async () => {
    const { host, times } = scripted(status(429, { 'retry-after': '1' }), ok);
    await host.settle(
      send(testClient(host, { resilience: resilience({ penaltyMs: 30_000 }) }), operation(), {}),
    );
    expect(times[1]).toBeGreaterThanOrEqual(30_250);
  });

  it.each([
    {
      name: 'a 200 with a code',
      step: status(200, {}, { errors: [{ extensions: { code: 'THROTTLED' } }] }),
      signal: { status: 200, code: 'THROTTLED' },
    },
    {
      name: 'a 400 with a code',
      step: status(400, {}, { error: { code: 'rate_limit' } }),
      signal: { status: 400, code: 'rate_limit' },
    },
    {
      name: 'a 403 with a header',
      step: status(403, { 'retry-after': '1' }),
      signal: { status: 403, header: 'retry-after' },
    },
    {
      name: 'an error word',
      step: status(200, {}, { ok: false, error: 'ratelimited' }),
      signal: { code: 'ratelimited' },
    },
  ])('is seen in $name', async ({ step, signal }) => {
    const { host, sent } = scripted(step, ok);
    const result = await host.settle(
      send(testClient(host, { resilience: resilience({ throttled: [signal] }) }), operation(), {}),
    );
    expect(result.data).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
  });

  it('is not seen where a declared part does not match', async () => {
    const { host, sent } = scripted(status(400, {}, { error: { code: 'other' } }));
    const client = testClient(host, {
      resilience: resilience({ throttled: [{ status: 400, code: 'rate_limit' }] }),
    });
    await expect(host.settle(send(client, operation(), {}))).rejects.toMatchObject({
      kind: 'problem',
      status: 400,
    });
    expect(sent).toHaveLength(1);
  });
});

describe('budgets', () => {
  it('of retries hold across calls', async () => {
    const { host, sent } = scripted(status(503));
    const client = testClient(host);
    const calls = Array.from({ length: 10 }, () => send(client, operation(), {}));
    await host.settle(Promise.allSettled(calls));
    expect(sent).toHaveLength(13);
  });

  it('of time hold together with attempts: no retry starts after the deadline', async () => {
    const { host, times } = scripted(status(503));
    const settings = resilience({ timeouts: { attemptMs: 5000, totalMs: 250 } });
    const call = send(testClient(host, { resilience: settings }), operation(), {});
    await expect(host.settle(call)).rejects.toMatchObject({ kind: 'problem', status: 503 });
    expect(times).toEqual([0, 100]);
  });
});

describe('an answer', () => {
  it('with HTML under a JSON type and a server error is a problem with the text', async () => {
    const { host } = scripted(
      () =>
        new Response('<h1>Bad gateway</h1>', {
          status: 502,
          headers: { 'content-type': 'application/json' },
        }),
    );
    const client = testClient(host, {
      resilience: resilience({ retry: { ...resilience().retry, maxAttempts: 1 } }),
    });
    await expect(host.settle(send(client, operation(), {}))).rejects.toMatchObject({
      kind: 'problem',
      status: 502,
      data: '<h1>Bad gateway</h1>',
    });
  });

  it('of success that is not the JSON it says is an error of its own kind', async () => {
    const { host } = scripted(
      () => new Response('<html>', { headers: { 'content-type': 'application/json' } }),
    );
    await expect(host.settle(send(testClient(host), operation(), {}))).rejects.toMatchObject({
      kind: 'invalid_response',
      requestSent: true,
    });
  });

  it('of HTTP 401 is not tried again', async () => {
    const { host, sent } = scripted(status(401));
    await expect(host.settle(send(testClient(host), operation(), {}))).rejects.toMatchObject({
      kind: 'problem',
      status: 401,
    });
    expect(sent).toHaveLength(1);
  });
});
