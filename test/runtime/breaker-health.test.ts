import { describe, expect, it } from 'vitest';
import {
  breakerHealth,
  type BreakerHealth,
} from '../../generators/runtime/files/breaker-health.ts';
import type { BreakerSettings } from '../../generators/runtime/files/settings.ts';

const settings: BreakerSettings = {
  failureShare: 0.5,
  minimumCalls: 4,
  windowMs: 1000,
  consecutiveFailures: 2,
  failureAgeMs: 10_000,
  openMs: 15_000,
  rampMs: 0,
};

const noted = (
  calls: readonly (readonly [atMs: number, failed: boolean])[],
  differs: Partial<BreakerSettings> = {},
): BreakerHealth => {
  const health = breakerHealth({ ...settings, ambiguousOutcomes: 2, ...differs });
  for (const [atMs, failed] of calls) health.note(atMs, failed);
  return health;
};

describe('the health of a system', () => {
  it('is judged by the share of failures alone where there are calls enough', () => {
    const half = [
      [0, true],
      [0, false],
      [0, true],
      [0, false],
    ] as const;
    expect(noted(half).isBad(0)).toBe(true);
    expect(noted(half.slice(0, 3)).isBad(0)).toBe(false);
    const last = [...Array.from({ length: 4 }, () => [0, false] as const), [0, true], [0, true]];
    expect(noted(last as [number, boolean][]).isBad(0)).toBe(false);
  });

  it('is bad after failures in a row whose first is just old enough to count', () => {
    const row = noted([
      [0, true],
      [5000, true],
    ]);
    expect([row.isBad(10_000), row.isBad(10_001)]).toEqual([true, false]);
    expect(noted([[0, true]]).isBad(0)).toBe(false);
    expect(noted([], { consecutiveFailures: 1 }).isBad(0)).toBe(false);
  });

  it('knows only the latest of a row that is longer than asked for', () => {
    const row = noted([
      [0, true],
      [9000, true],
      [18_000, true],
    ]);
    expect([row.isBad(19_000), row.isBad(19_001)]).toEqual([true, false]);
  });

  it('is bad after outcomes in a row that nobody knows, whatever the share of failures', () => {
    const health = noted(Array.from({ length: 9 }, () => [0, false] as const));
    health.noteAmbiguous(0, true);
    expect(health.isBad(0)).toBe(false);
    health.noteAmbiguous(0, true);
    expect([health.isBad(10_000), health.isBad(10_001)]).toEqual([true, false]);
    health.noteAmbiguous(0, false);
    expect(health.isBad(0)).toBe(false);
  });

  it('remembers no outcome that nobody knows where settings say nothing of them', () => {
    const health = breakerHealth(settings);
    for (let calls = 0; calls < 9; calls += 1) health.noteAmbiguous(0, true);
    expect([health.isBad(0), health.isEmpty(0)]).toEqual([false, true]);
  });

  it('is empty when neither calls nor failures in a row nor unknown outcomes count any more', () => {
    const calls = noted([[0, false]]);
    expect([calls.isEmpty(999), calls.isEmpty(1000)]).toEqual([false, true]);
    const failure = noted([[0, true]]);
    expect([failure.isEmpty(1000), failure.isEmpty(10_000), failure.isEmpty(10_001)]).toEqual([
      false,
      false,
      true,
    ]);
    const unknown = noted([]);
    unknown.noteAmbiguous(0, true);
    expect([unknown.isEmpty(10_000), unknown.isEmpty(10_001)]).toEqual([false, true]);
    expect(noted([]).isEmpty(0)).toBe(true);
  });

  it('is that of a system nobody has called after it was cleared', () => {
    const health = noted([
      [0, true],
      [0, true],
      [0, true],
      [0, true],
    ]);
    health.noteAmbiguous(0, true);
    health.noteAmbiguous(0, true);
    health.clear();
    expect([health.isBad(0), health.isEmpty(0)]).toEqual([false, true]);
    for (let calls = 0; calls < 3; calls += 1) health.note(0, false);
    health.note(0, true);
    expect(health.isBad(0)).toBe(false);
  });
});
