import { describe, expect, it } from 'vitest';
import { bearer } from '../../generators/runtime/files/bearer.ts';
import { send } from '../../generators/runtime/files/client.ts';
import { CallError } from '../../generators/runtime/files/errors.ts';
import { ok, scripted, status, type Step } from './scripted.ts';
import { operation, resilience, testClient, type PlainResilience } from './settings.ts';

const post = operation({ id: 'createThing', method: 'POST' });

describe('what a queue is told', () => {
  const start = Date.UTC(2026, 0, 15, 12);
  const parked = async (
    step: Step,
    differs: PlainResilience = {},
    called = operation(),
  ): Promise<CallError> => {
    const { host } = scripted(step);
    const client = testClient(host, { resilience: resilience(differs) });
    const ended = send(client, called, { timeoutMs: 10_000 }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const error = await host.settle(ended);
    if (!(error instanceof CallError)) throw new Error('no error');
    return error;
  };

  it('of throttling beyond the deadline is until when the call is parked', async () => {
    const error = await parked(status(429, { 'retry-after': '60' }));
    // The jitter on top keeps parked calls from coming back together.
    expect(error).toMatchObject({ retryAfterMs: 60_000, parkUntilMs: start + 60_500 });
  });

  it('of a failure whose hint is beyond the deadline too, if it may be repeated', async () => {
    const away = status(503, { 'retry-after': '60' });
    expect((await parked(away)).parkUntilMs).toBe(start + 60_000);
    expect((await parked(away, {}, post)).parkUntilMs).toBeUndefined();
    const soon = await parked(status(503, { 'retry-after': '1' }));
    expect([soon.attempts, soon.parkUntilMs]).toEqual([3, undefined]);
  });

  it('of a limit that has no room in time', async () => {
    const { host, sent } = scripted(ok);
    const limits = [{ id: 'a', form: 'window', max: 1, windowMs: 60_000 }] as const;
    const client = testClient(host, { resilience: resilience({ limits }) });
    await host.advance(60_000);
    await host.settle(send(client, operation(), {}));
    await expect(send(client, operation(), { timeoutMs: 10_000 })).rejects.toMatchObject({
      kind: 'throttled',
      attempts: 0,
      retryable: true,
      parkUntilMs: start + 120_000,
    });
    expect(sent).toHaveLength(1);
  });

  it('of an open breaker', async () => {
    const { host } = scripted(status(503));
    const breaker = {
      failureShare: 0.5,
      minimumCalls: 20,
      windowMs: 10_000,
      consecutiveFailures: 1,
      failureAgeMs: 600_000,
      openMs: 15_000,
      rampMs: 0,
    };
    const client = testClient(host, { resilience: resilience({ breaker }) });
    // The second attempt meets the breaker that the first one opened, and tells of the first.
    await expect(host.settle(send(client, operation(), {}))).rejects.toMatchObject({
      kind: 'circuit_open',
      attempts: 1,
      parkUntilMs: start + 15_000,
      cause: { kind: 'problem', status: 503 },
    });
  });
});

describe('a credential that can be renewed', () => {
  const secured = operation({ id: 'createThing', method: 'POST', security: [['token']] });
  const credentials = [['token', bearer('TOKEN')]] as const;

  it('without a way to renew it HTTP 401 says that nothing was done', async () => {
    const { host } = scripted(status(401));
    const client = testClient(host, { credentials });
    await expect(host.settle(send(client, secured, {}))).rejects.toMatchObject({
      kind: 'problem',
      requestSent: false,
      attempts: 1,
    });
  });
});
