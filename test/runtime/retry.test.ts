import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { retryBudget } from '../../generators/runtime/files/retry-budget.ts';
import { backoffMs } from '../../generators/runtime/files/retry.ts';
import { resilience } from './settings.ts';

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
