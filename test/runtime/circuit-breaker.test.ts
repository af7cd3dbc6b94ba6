import { describe, expect, it } from 'vitest';
import {
  circuitBreaker,
  type CircuitBreaker,
} from '../../generators/runtime/files/circuit-breaker.ts';
import { send, type Client } from '../../generators/runtime/files/client.ts';
import { CallError } from '../../generators/runtime/files/errors.ts';
import { json, operation, resilience, testClient } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const settings = {
  failureShare: 0.5,
  minimumCalls: 20,
  windowMs: 10_000,
  consecutiveFailures: 5,
  failureAgeMs: 600_000,
  openMs: 15_000,
  rampMs: 30_000,
};

const breakerOf = (): CircuitBreaker => circuitBreaker(settings, () => undefined);

function note(breaker: CircuitBreaker, atMs: number, isFailure: boolean): void {
  const trial = breaker.admit(atMs);
  if (isFailure) trial?.fail(atMs);
  else trial?.succeed(atMs);
}

describe('a breaker with many calls', () => {
  it.each([
    { failures: 10, total: 20, refuses: true },
    { failures: 9, total: 20, refuses: false },
    { failures: 4, total: 19, refuses: false },
  ])(
    'after $failures failures of $total calls in 10 s refuses: $refuses',
    ({ failures, total, refuses }) => {
      const breaker = breakerOf();
      // Failures last and never five in a row, so that only their share counts.
      const outcomes = Array.from(
        { length: total },
        (_, index) => index >= total - 2 * failures && (total - index) % 2 === 1,
      );
      for (const [index, isFailure] of outcomes.entries()) note(breaker, index * 100, isFailure);
      expect(breaker.refusesMs(total * 100) > 0).toBe(refuses);
    },
  );

  it('forgets what is older than 10 s', () => {
    const breaker = breakerOf();
    for (let call = 0; call < 9; call += 1) note(breaker, call, call % 2 === 0);
    for (let call = 0; call < 30; call += 1) note(breaker, 11_000 + call, call % 3 === 0);
    expect(breaker.refusesMs(12_000)).toBe(0);
  });
});

describe('a breaker with few calls', () => {
  it.each([
    { name: 'five in a row', times: [0, 60_000, 120_000, 180_000, 240_000], refuses: true },
    { name: 'four in a row', times: [0, 60_000, 120_000, 180_000], refuses: false },
    {
      name: 'five with the first older than 10 min',
      times: [0, 200_000, 400_000, 500_000, 600_001],
      refuses: false,
    },
  ])('after $name refuses: $refuses', ({ times, refuses }) => {
    const breaker = breakerOf();
    for (const atMs of times) note(breaker, atMs, true);
    expect(breaker.refusesMs(times.at(-1) ?? 0) > 0).toBe(refuses);
  });

  it('starts counting anew after a success', () => {
    const breaker = breakerOf();
    for (const isFailure of [true, true, true, true, false, true]) note(breaker, 0, isFailure);
    expect(breaker.refusesMs(0)).toBe(0);
  });
});

describe('a breaker of calls that must not be sent twice', () => {
  type Outcome = 'read' | 'failed read' | 'done' | 'refused' | 'ambiguous';
  const told = (outcomes: readonly Outcome[], apartMs = 1000): boolean => {
    const breaker = circuitBreaker({ ...settings, ambiguousOutcomes: 2 }, () => undefined);
    for (const [index, outcome] of outcomes.entries()) {
      const trial = breaker.admit(index * apartMs, !outcome.includes('read'));
      if (outcome === 'read' || outcome === 'done') trial?.succeed(index * apartMs);
      else trial?.fail(index * apartMs, outcome !== 'refused');
    }
    return breaker.refusesMs((outcomes.length - 1) * apartMs) > 0;
  };
  it.each<[string, readonly Outcome[], boolean]>([
    ['opens after two outcomes that nobody knows', ['ambiguous', 'ambiguous'], true],
    ['heeds no reads between them', ['ambiguous', 'read', 'ambiguous'], true],
    ['begins anew after one that is known', ['ambiguous', 'done', 'ambiguous'], false],
    ['knows what was never sent', ['ambiguous', 'refused', 'ambiguous'], false],
    ['does not count reads', ['failed read', 'failed read', 'failed read'], false],
  ])('%s', (_name, outcomes, opens) => {
    expect(told(outcomes)).toBe(opens);
  });

  it('forgets an outcome that is older than a failure may be', () => {
    expect(told(['ambiguous', 'ambiguous'], settings.failureAgeMs + 1)).toBe(false);
  });

  it('opens among many calls that succeed', () => {
    const many = Array.from({ length: 40 }, () => 'read' as const);
    expect(told([...many, 'ambiguous', ...many, 'ambiguous'], 10)).toBe(true);
  });
});

describe('an open breaker', () => {
  const opened = (): CircuitBreaker => {
    const breaker = breakerOf();
    for (let call = 0; call < 5; call += 1) note(breaker, 0, true);
    return breaker;
  };

  it('refuses for its time, then lets one probe through among a hundred', () => {
    const breaker = opened();
    expect([breaker.refusesMs(0), breaker.refusesMs(14_999), breaker.refusesMs(15_000)]).toEqual([
      15_000, 1, 0,
    ]);
    expect(
      Array.from({ length: 100 }, () => breaker.admit(15_000)).filter(
        (trial) => trial !== undefined,
      ),
    ).toHaveLength(1);
  });

  it('opens again when the probe fails', () => {
    const breaker = opened();
    breaker.admit(15_000)?.fail(16_000);
    expect(breaker.refusesMs(16_000)).toBe(15_000);
  });

  it('tries another probe when the first says nothing', () => {
    const breaker = opened();
    breaker.admit(15_000)?.cancel();
    expect(breaker.refusesMs(15_000)).toBe(0);
  });

  it('closes when the probe succeeds, and the rate rises from nothing', () => {
    const breaker = opened();
    breaker.admit(15_000)?.succeed(15_000);
    expect([15_000, 22_500, 45_000, 90_000].map((atMs) => breaker.share(atMs))).toEqual([
      0, 0.25, 1, 1,
    ]);
  });

  it('does not heed a call that was sent before it opened', () => {
    const breaker = breakerOf();
    const early = breaker.admit(0);
    for (let call = 0; call < 5; call += 1) note(breaker, 0, true);
    early?.succeed(1);
    expect(breaker.refusesMs(1)).toBeGreaterThan(0);
  });
});

describe('a client with a breaker', () => {
  it('sends one probe under a hundred callers; the others fail fast without an attempt', async () => {
    let isUp = false;
    let sent = 0;
    const host = virtualHost({
      fetch: async () => {
        sent += 1;
        await host.sleep(100);
        return isUp ? json({}) : json({}, { status: 503 });
      },
    });
    const retry = { ...resilience().retry, maxAttempts: 1 };
    const client = testClient(host, { resilience: resilience({ breaker: settings, retry }) });
    for (let call = 0; call < 5; call += 1)
      await host.settle(send(client, operation(), {}).catch(() => undefined));
    await expect(send(client, operation(), {})).rejects.toMatchObject({
      kind: 'circuit_open',
      attempts: 0,
      requestSent: false,
      retryable: true,
    });
    isUp = true;
    await host.advance(15_000);
    const calls = Array.from({ length: 100 }, () => send(client, operation(), {}));
    const results = await host.settle(Promise.allSettled(calls));
    expect(sent).toBe(6);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await host.settle(send(client, operation(), {}))).toMatchObject({ status: 200 });
  });

  it('opens after two writes without an answer, but not after two reads', async () => {
    const opens = async (method: string): Promise<boolean> => {
      const host = virtualHost({ fetch: () => new Promise(() => undefined) });
      const client = testClient(host, {
        resilience: resilience({ breaker: { ...settings, ambiguousOutcomes: 2 } }),
      });
      for (const timeoutMs of [6000, 6000])
        await host.settle(
          send(client, operation({ method }), { timeoutMs }).catch(() => undefined),
        );
      return (client.breakers.of('getThing')?.breaker.refusesMs(host.now()) ?? 0) > 0;
    };
    expect([await opens('POST'), await opens('GET')]).toEqual([true, false]);
  });

  it.each([
    { name: 'opens where calls have less time than an attempt', timeoutMs: 2000, opens: true },
    {
      name: 'does not open where the caller ends them',
      timeoutMs: 60_000,
      abortMs: 2000,
      opens: false,
    },
    { name: 'does not open where they waited nearly all of it', timeoutMs: 10_100, opens: false },
  ])('of a system that hangs $name', async ({ timeoutMs, abortMs, opens }) => {
    const host = virtualHost({ fetch: () => new Promise(() => undefined) });
    const limits = [{ id: 'a', form: 'bucket', capacity: 5, refillPerSecond: 0.1 }] as const;
    const waits = timeoutMs === 10_100;
    const client = testClient(host, {
      resilience: resilience({ breaker: settings, limits: waits ? limits : [] }),
    });
    for (let calls = 0; calls < 5; calls += 1) {
      const stop = new AbortController();
      const call = send(client, operation(), { timeoutMs, signal: stop.signal });
      const ended = call.catch(() => undefined);
      if (abortMs !== undefined) {
        await host.advance(abortMs);
        stop.abort();
      }
      await host.settle(ended);
    }
    const waitMs = client.breakers.of('getThing')?.breaker.refusesMs(host.now()) ?? 0;
    expect(waitMs > 0).toBe(opens);
  });

  it('does not open for throttling or for what the caller did wrong', async () => {
    const answers = [400, 404, 429, 401, 422, 429, 400, 403, 429];
    const host = virtualHost({
      fetch: () => Promise.resolve(json({}, { status: answers.shift() ?? 200 })),
    });
    const client = testClient(host, { resilience: resilience({ breaker: settings }) });
    while (answers.length > 0)
      await host.settle(send(client, operation(), {}).catch(() => undefined));
    expect(client.breakers.of('getThing')?.breaker.refusesMs(host.now())).toBe(0);
  });

  it('does not open for a declared throttle signal, though its status is that of a failure', async () => {
    let left = 8;
    const host = virtualHost({
      fetch: () => Promise.resolve(json({}, { status: (left -= 1) > 0 ? 503 : 200 })),
    });
    const throttled = [{ status: 503 }];
    const client = testClient(host, { resilience: resilience({ breaker: settings, throttled }) });
    expect(await host.settle(send(client, operation(), {}))).toMatchObject({ status: 200 });
  });

  it('gives the permit back of a call that waited while the breaker opened', async () => {
    const times: number[] = [];
    const host = virtualHost({
      fetch: () => {
        times.push(host.now());
        return Promise.resolve(json({}, { status: 500 }));
      },
    });
    const client = testClient(host, {
      resilience: resilience({
        breaker: { ...settings, consecutiveFailures: 1 },
        limits: [{ id: 'a', form: 'window', max: 1, windowMs: 10_000 }],
        retry: { ...resilience().retry, maxAttempts: 1 },
      }),
    });
    const calls = [1, 2].map(() => send(client, operation(), {}));
    const [, second] = await host.settle(Promise.allSettled(calls));
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { kind: 'circuit_open', attempts: 0 },
    });
    await host.advance(25_000 - host.now());
    await host.settle(send(client, operation(), {}).catch(() => undefined));
    expect(times).toEqual([10_000, 25_000]);
  });

  it('lets those who find a probe under way wait for it where the settings say so, without an attempt', async () => {
    for (const isUp of [true, false]) {
      let sent = 0;
      let isHealing = false;
      const host = virtualHost({
        fetch: async () => {
          sent += 1;
          await host.sleep(100);
          return isUp && isHealing ? json({}) : json({}, { status: 503 });
        },
      });
      const retry = { ...resilience().retry, maxAttempts: 1 };
      const client = testClient(host, {
        resilience: resilience({ breaker: { ...settings, halfOpen: 'wait' }, retry }),
      });
      for (let call = 0; call < 5; call += 1)
        await host.settle(send(client, operation(), {}).catch(() => undefined));
      isHealing = true;
      await host.advance(15_000);
      const calls = Array.from({ length: 100 }, () => send(client, operation(), {}));
      await host.advance(50);
      calls.push(...Array.from({ length: 10 }, () => send(client, operation(), {})));
      expect(sent).toBe(6);
      const ends = await host.settle(Promise.allSettled(calls));
      const refused = ends.filter(
        (end) => end.status === 'rejected' && isOpenError(end.reason) && end.reason.attempts === 0,
      );
      expect({ sent, refused: refused.length }).toEqual(
        isUp ? { sent: 115, refused: 0 } : { sent: 6, refused: 109 },
      );
    }
  });

  it('lets whoever waits for a probe go when their time is up or the probe says nothing', async () => {
    const { host, client, probe } = await probing();
    const late = send(client, operation(), { timeoutMs: 1000 });
    const next = send(client, operation(), { timeoutMs: 60_000 });
    await expect(host.settle(late)).rejects.toMatchObject({ kind: 'deadline', attempts: 0 });
    probe.abort();
    await host.advance(0);
    expect(await host.settle(next)).toMatchObject({ status: 200 });
  });

  it('stops only what shares a limit with the calls that fail', async () => {
    const host = virtualHost({
      fetch: ({ method }) => Promise.resolve(json({}, { status: method === 'PUT' ? 503 : 200 })),
    });
    const retry = { ...resilience().retry, maxAttempts: 1 };
    const client = testClient(host, {
      resilience: resilience({
        breaker: settings,
        retry,
        limits: [
          { id: 'all', form: 'slots', max: 10 },
          { id: 'writes', form: 'slots', max: 10, operations: ['putThing', 'putOther'] },
        ],
      }),
    });
    const put = operation({ id: 'putThing', method: 'PUT' });
    for (let call = 0; call < 5; call += 1)
      await host.settle(send(client, put, {}).catch(() => undefined));
    await expect(
      send(client, operation({ id: 'putOther', method: 'PUT' }), {}),
    ).rejects.toMatchObject({ kind: 'circuit_open' });
    expect(await host.settle(send(client, operation(), {}))).toMatchObject({ status: 200 });
  });

  it('sends no more calls at once than the part of the slots that the ramp has reached', async () => {
    let underWay = 0;
    let most = 0;
    let isUp = false;
    const host = virtualHost({
      fetch: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await host.sleep(100);
        underWay -= 1;
        return json({}, { status: isUp ? 200 : 503 });
      },
    });
    const retry = { ...resilience().retry, maxAttempts: 1 };
    const client = testClient(host, {
      resilience: resilience({ breaker: settings, retry, concurrency: 10 }),
    });
    const many = async (): Promise<number> => {
      most = 0;
      await host.settle(
        Promise.all(Array.from({ length: 30 }, () => send(client, operation(), {}))),
      );
      return most;
    };
    for (let call = 0; call < 5; call += 1)
      await host.settle(send(client, operation(), {}).catch(() => undefined));
    isUp = true;
    await host.advance(15_000);
    await host.settle(send(client, operation(), {}));
    expect(await many()).toBe(1);
    await host.advance(15_000);
    expect(await many()).toBeLessThan(8);
    await host.advance(15_000);
    expect(await many()).toBe(10);
  });

  it('opens after two answers of a failed gateway to writes that must not be sent twice', async () => {
    const host = virtualHost({ fetch: () => Promise.resolve(json({}, { status: 502 })) });
    const client = testClient(host, {
      resilience: resilience({ breaker: { ...settings, ambiguousOutcomes: 2 } }),
    });
    const post = operation({ method: 'POST' });
    for (let call = 0; call < 2; call += 1)
      await host.settle(send(client, post, {}).catch(() => undefined));
    await expect(send(client, post, {})).rejects.toMatchObject({ kind: 'circuit_open' });
  });
});

function isOpenError(error: unknown): error is CallError {
  return error instanceof CallError && error.kind === 'circuit_open';
}

/** A client whose breaker is half open, and what ends its probe; the system answers again then. */
async function probing(): Promise<{ host: VirtualHost; client: Client; probe: AbortController }> {
  let step: 'fails' | 'hangs' | 'answers' = 'fails';
  const host = virtualHost({
    fetch: () => {
      if (step === 'hangs') {
        step = 'answers';
        return new Promise(() => undefined);
      }
      return Promise.resolve(json({}, { status: step === 'fails' ? 503 : 200 }));
    },
  });
  const retry = { ...resilience().retry, maxAttempts: 1 };
  const client = testClient(host, {
    resilience: resilience({
      breaker: { ...settings, halfOpen: 'wait' },
      retry,
      timeouts: { attemptMs: 100_000 },
    }),
  });
  for (let call = 0; call < 5; call += 1)
    await host.settle(send(client, operation(), {}).catch(() => undefined));
  await host.advance(15_000);
  step = 'hangs';
  const probe = new AbortController();
  send(client, operation(), { signal: probe.signal }).catch(() => undefined);
  await host.advance(0);
  return { host, client, probe };
}
