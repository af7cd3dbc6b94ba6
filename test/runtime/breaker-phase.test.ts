import { describe, expect, it } from 'vitest';
import {
  circuitBreaker,
  type BreakerParts,
  type CircuitBreaker,
} from '../../generators/runtime/files/circuit-breaker.ts';

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

describe('what a breaker tells', () => {
  const failOnce = { ...settings, consecutiveFailures: 1 };

  it('is each change of its phase', () => {
    const phases: string[] = [];
    const breaker = circuitBreaker(failOnce, (phase) => phases.push(phase));
    note(breaker, 0, true);
    breaker.admit(15_000)?.cancel();
    breaker.admit(15_000)?.fail(15_000);
    breaker.admit(30_000)?.succeed(30_000);
    expect(phases).toEqual(['open', 'probing', 'probing', 'open', 'probing', 'closed']);
  });

  it('of a probe under way is a wait for the next one, and a millisecond at least', () => {
    const breaker = circuitBreaker(failOnce, () => undefined);
    note(breaker, 0, true);
    breaker.admit(20_000);
    expect([breaker.refusesMs(20_000), breaker.refusesMs(40_000)]).toEqual([10_000, 1]);
  });

  it('is the whole rate where none is to rise', () => {
    const breaker = circuitBreaker({ ...failOnce, rampMs: 0 }, () => undefined);
    note(breaker, 0, true);
    breaker.admit(15_000)?.succeed(15_000);
    expect(breaker.share(15_000)).toBe(1);
  });

  it('is nothing once neither its phase, its ramp nor what it counted matters', () => {
    const breaker = circuitBreaker(failOnce, () => undefined);
    expect(breaker.isIdle(0)).toBe(true);
    note(breaker, 0, true);
    expect([15_000, 615_000, 615_001].map((atMs) => breaker.isIdle(atMs))).toEqual([
      false,
      false,
      true,
    ]);
    const probe = breaker.admit(615_001);
    expect(breaker.isIdle(2_000_000)).toBe(false);
    probe?.succeed(700_000);
    expect([breaker.isIdle(729_999), breaker.isIdle(730_000)]).toEqual([false, true]);
    breaker.admit(730_000)?.succeed(730_000);
    expect([breaker.isIdle(730_000), breaker.isIdle(740_000)]).toEqual([false, true]);
  });

  it('is after a probe that said nothing what it was before', () => {
    const breaker = circuitBreaker(failOnce, () => undefined);
    note(breaker, 0, true);
    breaker.admit(15_000)?.cancel();
    expect([breaker.isIdle(615_000), breaker.isIdle(615_001)]).toEqual([false, true]);
  });

  it('is asked only when it is open, its time is over, and another process may try the system', async () => {
    const asked: number[] = [];
    const turns = {
      opened: () => undefined,
      succeeded: () => undefined,
      ask: (parts: BreakerParts, now: () => number) => {
        asked.push(now());
        parts.isOurTurn = true;
        return Promise.resolve();
      },
    };
    const breaker = circuitBreaker(failOnce, () => undefined, turns);
    await breaker.turn(() => 1);
    note(breaker, 0, true);
    await breaker.turn(() => 14_999);
    expect([asked, breaker.admit(15_000)]).toEqual([[], undefined]);
    await breaker.turn(() => 15_000);
    expect(breaker.turn(() => 15_001)).toBeUndefined();
    breaker.admit(15_000)?.fail(15_000);
    expect([asked, breaker.admit(30_000)]).toEqual([[15_000], undefined]);
  });

  it('of calls that began before it opened and end after it closed is nothing', () => {
    const breaker = circuitBreaker(failOnce, () => undefined);
    const early = [breaker.admit(0), breaker.admit(0)];
    note(breaker, 0, true);
    breaker.admit(15_000)?.succeed(15_000);
    for (const trial of early) trial?.fail(15_001);
    expect(breaker.refusesMs(15_001)).toBe(0);
  });

  it('of what came before it opened is forgotten', () => {
    const breaker = breakerOf();
    for (let call = 0; call < 5; call += 1) note(breaker, 0, true);
    breaker.admit(15_000)?.succeed(15_000);
    note(breaker, 15_000, true);
    expect(breaker.refusesMs(15_000)).toBe(0);
  });

  it('is that nobody knows an outcome only where the call says so', () => {
    const breaker = circuitBreaker({ ...settings, ambiguousOutcomes: 2 }, () => undefined);
    for (let call = 0; call < 2; call += 1) breaker.admit(0)?.fail(0, true);
    for (let call = 0; call < 2; call += 1) breaker.admit(0, true)?.fail(0);
    expect(breaker.refusesMs(0)).toBe(0);
  });
});
