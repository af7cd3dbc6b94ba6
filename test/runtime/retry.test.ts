import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { idempotencyKey } from '../../generators/runtime/files/idempotency-key.ts';
import { retryBudget } from '../../generators/runtime/files/retry-budget.ts';
import { backoffMs, isRepeatable } from '../../generators/runtime/files/retry.ts';
import { operation, resilience } from './settings.ts';

const { retry } = resilience();

describe('backoff', () => {
  it.each([
    { jitter: 'full', random: 1, delays: [200, 400, 800, 1600, 2000, 2000] },
    { jitter: 'full', random: 0, delays: [0, 0, 0, 0, 0, 0] },
    { jitter: 'equal', random: 1, delays: [200, 400, 800, 1600, 2000, 2000] },
    { jitter: 'equal', random: 0, delays: [100, 200, 400, 800, 1000, 1000] },
  ] as const)('with $jitter jitter at $random is $delays', ({ jitter, random, delays }) => {
    const nth = (attempt: number): number => backoffMs({ ...retry, jitter }, { attempt, random });
    expect([1, 2, 3, 4, 5, 6].map(nth)).toEqual(delays);
  });
});

describe('a call whose outcome nobody knows', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'get'])(
    'may be repeated by %s unless its settings say no',
    (method) => {
      const own = operation({ method });
      expect([undefined, true, false].map((declared) => isRepeatable(own, {}, declared))).toEqual([
        true,
        true,
        false,
      ]);
    },
  );

  it.each(['POST', 'PATCH', 'CONNECT', ''])(
    'may not be repeated by %s unless its settings say so',
    (method) => {
      const own = operation({ method });
      expect([undefined, true, false].map((declared) => isRepeatable(own, {}, declared))).toEqual([
        false,
        true,
        false,
      ]);
    },
  );

  it('may not be repeated where its key belongs into a body that has no fields', () => {
    const inField = operation({
      method: 'POST',
      idempotencyKey: { in: 'field', name: 'key', write: idempotencyKey },
    });
    const bodies = [{}, { a: 1 }, undefined, 'text', [{}]];
    expect(bodies.map((body) => isRepeatable(inField, { body }, true))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const inHeader = operation({
      method: 'POST',
      idempotencyKey: { in: 'header', name: 'key', write: idempotencyKey },
    });
    expect(isRepeatable(inHeader, {}, true)).toBe(true);
  });
});

describe('a retry budget', () => {
  it.each([
    { calls: 0, allowed: 3 },
    { calls: 20, allowed: 3 },
    { calls: 100, allowed: 10 },
  ])('of a tenth allows $allowed retries after $calls calls', ({ calls, allowed }) => {
    const budget = retryBudget(0.1, 3);
    for (let call = 0; call < calls; call += 1) budget.call(0);
    expect(Array.from({ length: 50 }, () => budget.take(1)).filter(Boolean)).toHaveLength(allowed);
  });

  it('forgets after a minute', () => {
    const budget = retryBudget(0.1, 1);
    expect([budget.take(0), budget.take(30_000), budget.take(63_000)]).toEqual([true, false, true]);
  });

  it('never goes beyond that of the whole, and takes nothing from it that it refuses itself', () => {
    const whole = retryBudget(0.1, 2);
    const [one, other] = [retryBudget(0.1, 1, whole), retryBudget(0.1, 2, whole)];
    expect([one.take(0), one.take(0), other.take(0), other.take(0)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    for (let calls = 0; calls < 30; calls += 1) one.call(0);
    expect([other.take(0), other.take(0)]).toEqual([true, false]);
  });

  it('may be forgotten when no retry counts any more and its calls allow no more than the floor', () => {
    const budget = retryBudget(0.1, 2);
    expect(budget.isIdle(0)).toBe(true);
    budget.take(0);
    expect([budget.isIdle(0), budget.isIdle(60_000)]).toEqual([false, true]);
    for (let calls = 0; calls < 29; calls += 1) budget.call(60_000);
    expect(budget.isIdle(60_000)).toBe(true);
    budget.call(60_000);
    expect([budget.isIdle(60_000), budget.isIdle(120_000)]).toEqual([false, true]);
  });
});

describe('the host of a process', () => {
  it('does not wrap a sleep that is longer than a timer can be', async () => {
    const controller = new AbortController();
    let isOver = false;
    const sleep = nodeHost().sleep(2 ** 31 + 1000, controller.signal);
    sleep.then(
      () => {
        isOver = true;
      },
      () => undefined,
    );
    await nodeHost().sleep(30);
    expect(isOver).toBe(false);
    controller.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
  });
});
