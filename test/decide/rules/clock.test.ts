import { describe, expect, it } from 'vitest';

import { later, secondsBetween } from '../../../src/decide/rules/clock.ts';
import { clockText } from '../../../src/plan/figure.ts';
import { runPeriod } from '../../../src/decide/rules/run-period.ts';

const utc = (hours: number): { minutes: number; zone: string } => ({
  minutes: hours * 60,
  zone: 'UTC',
});

describe('times of day', () => {
  it.each([
    [1, 4, 10_800],
    [22, 4, 21_600],
    [6, 6, 86_400],
  ])('from %s to %s o’clock are %s seconds', (start, end, seconds) => {
    expect(secondsBetween(utc(start), utc(end))).toBe(seconds);
  });

  it('counts the offset between two zones', () => {
    const berlin = { minutes: 120, zone: 'Europe/Berlin' };
    expect(secondsBetween(berlin, utc(2))).toBe(3600);
    expect(secondsBetween(berlin, { minutes: 0, zone: 'America/New_York' })).toBe(14_400);
  });

  it('goes back over midnight', () => {
    expect(clockText(later(utc(0), -1800))).toBe('23:30 UTC');
  });
});

describe('the time between two runs', () => {
  it.each([
    ['*/15 * * * *', 900],
    ['0 * * * *', 3600],
    ['30 2 * * *', 86_400],
    ['0 6,18 * * *', 43_200],
    ['0 8 * * 1-5', 120_960],
    ['0 3 1 * *', 2_592_000],
  ])('of %s is %s seconds', (cron, seconds) => {
    expect(runPeriod({ cron })).toBe(seconds);
  });

  it('is a day for a time of day, and as declared otherwise', () => {
    expect(runPeriod({ at: utc(1) })).toBe(86_400);
    expect(runPeriod({ everySeconds: 600 })).toBe(600);
  });
});
