import { describe, expect, it } from 'vitest';
import { retryHintMs, type HintContext } from '../../generators/runtime/files/retry-hint.ts';

const wallClockMs = Date.UTC(2026, 0, 15, 12);

function read(
  headers: Record<string, string>,
  { isThrottled = true, hints }: Partial<Pick<HintContext, 'isThrottled' | 'hints'>> = {},
): { waitMs: number | undefined; refused: number } {
  let refused = 0;
  const waitMs = retryHintMs(new Headers(headers), {
    wallClockMs,
    isThrottled,
    hints,
    onRefused: () => {
      refused += 1;
    },
  });
  return { waitMs, refused };
}

const epochS = wallClockMs / 1000;

describe('a hint', () => {
  it.each([
    { headers: { 'retry-after': '30' }, waitMs: 30_000 },
    { headers: { 'retry-after': '0.5' }, waitMs: 500 },
    { headers: { 'retry-after': 'Thu, 15 Jan 2026 12:01:00 GMT' }, waitMs: 60_000 },
    { headers: { 'retry-after': '3000000' }, waitMs: 3_000_000_000 },
    { headers: { 'retry-after': 'Thursday, 15-Jan-26 12:01:00 GMT' }, waitMs: 60_000 },
    { headers: { 'retry-after': 'Thu Jan 15 12:01:00 2026' }, waitMs: 60_000 },
    { headers: { 'retry-after': '2026-01-15T12:01:00Z' }, waitMs: 60_000 },
    { headers: { 'retry-after': ' 7 ' }, waitMs: 7000 },
    { headers: { 'retry-after': '999999999' }, waitMs: 999_999_999_000 },
    { headers: { 'retry-after-ms': '1500' }, waitMs: 1500 },
    { headers: { 'retry-after': '1', 'retry-after-ms': '1500' }, waitMs: 1500 },
    { headers: { 'x-ratelimit-reset': '30' }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset': String(epochS + 30) }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset': String(wallClockMs + 30_000) }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset': '2026-01-15T12:00:30Z' }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset': '2026-01-15T14:00:30+02:00' }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset': 'Thu, 15 Jan 2026 12:00:30 GMT' }, waitMs: 30_000 },
    { headers: { 'ratelimit-reset': '30' }, waitMs: 30_000 },
    { headers: { ratelimit: '"default";r=0;t=30' }, waitMs: 30_000 },
    { headers: { ratelimit: '"minute";r=0;t=30, "day";r=900;t=40000' }, waitMs: 30_000 },
    { headers: { ratelimit: 'limit=100, remaining=0, reset=30' }, waitMs: 30_000 },
    { headers: { 'retry-after': '5', 'x-ratelimit-reset': '30' }, waitMs: 5000 },
    { headers: { 'x-ratelimit-reset': '30', 'ratelimit-reset': '40' }, waitMs: 40_000 },
    { headers: { 'x-rate-limit-reset': '30', 'x-rate-limit-remaining': '0' }, waitMs: 30_000 },
    { headers: { 'x-ratelimit-reset-after': '1.25', 'x-ratelimit-remaining': '0' }, waitMs: 1250 },
    { headers: { 'x-ratelimit-reset': '86400' }, waitMs: 86_400_000 },
    { headers: { 'x-ratelimit-reset': `${epochS + 30}.5` }, waitMs: 30_500 },
    { headers: { ratelimit: 'reset=30, limit=100' }, waitMs: 30_000 },
    { headers: { ratelimit: '"a, b;t=5;r=0";t=30;r=0' }, waitMs: 30_000 },
    { headers: { ratelimit: '"x";r=0;pk=:cGs=:;t=30' }, waitMs: 30_000 },
    { headers: { ratelimit: '"x";t=30' }, waitMs: 30_000 },
    { headers: { ratelimit: '"x";r=0;t=30, "y";r=0;t=90' }, waitMs: 90_000 },
    { headers: { 'retry-after': '2026-01-15T14:01:00+0200' }, waitMs: 60_000 },
    { headers: { 'x-ratelimit-reset': String(epochS + 366 * 86_400) }, waitMs: 31_622_400_000 },
    { headers: { ratelimit: 'reset=30' }, waitMs: 30_000 },
    { headers: { ratelimit: 'limit=100,remaining=0,reset=30' }, waitMs: 30_000 },
    { headers: { ratelimit: '"a", "b";r=0;t=30' }, waitMs: 30_000 },
  ])('of $headers is $waitMs ms', ({ headers, waitMs }) => {
    expect(read(headers)).toEqual({ waitMs, refused: 0 });
  });

  it.each([
    { headers: {} },
    { headers: { 'retry-after': '0' } },
    { headers: { 'retry-after': '-5' } },
    { headers: { 'retry-after': 'Thu, 15 Jan 2026 11:00:00 GMT' } },
    { headers: { 'x-ratelimit-reset': String(epochS - 30) } },
    { headers: { 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': '4999' } },
    { headers: { ratelimit: '"default";r=50;t=30' } },
    { headers: { ratelimit: 'limit=100, remaining=5, reset=30' } },
    { headers: { ratelimit: '"x";r=0;t=0' } },
    { headers: { 'x-ratelimit-reset': '1000000000' } },
    { headers: { 'x-ratelimit-reset': '100000000000' } },
    { headers: { ratelimit: '"x";r=5' } },
  ])('of $headers is none', ({ headers }) => {
    expect(read(headers)).toEqual({ waitMs: undefined, refused: 0 });
  });

  it.each([
    { headers: { 'retry-after': 'soon' } },
    { headers: { 'retry-after': '30s' } },
    { headers: { 'retry-after': '1e3' } },
    { headers: { 'retry-after': String(epochS + 30) } },
    { headers: { 'retry-after': 'Thu, 99 Jan 2026 12:01:00 GMT' } },
    { headers: { 'retry-after-ms': 'soon' } },
    { headers: { 'x-ratelimit-reset': '86401' } },
    { headers: { 'x-ratelimit-reset': 'x2026-01-15T12:00:30Z' } },
    { headers: { ratelimit: '"x";r=0' } },
    { headers: { ratelimit: '"x";r=0;t=1.5' } },
    { headers: { 'x-ratelimit-reset': '5000000' } },
    { headers: { 'x-ratelimit-reset': '2026-01-15T12:00:30' } },
    { headers: { 'x-ratelimit-reset': '99999999999999999' } },
    { headers: { 'x-ratelimit-reset': String(epochS + 800 * 86_400) } },
    { headers: { ratelimit: 'many' } },
    { headers: { 'retry-after': '1000000000' } },
    { headers: { 'retry-after': 'on Thu Jan 15 12:01:00 2026' } },
    { headers: { 'retry-after': 'Thu Jan 15 12:01:00 2026 +0100' } },
    { headers: { 'retry-after': '+002026-01-15T12:01:00Z' } },
    { headers: { 'retry-after': '2026-01-15T12:01:00Z (UTC)' } },
    { headers: { 'retry-after': 'on Thu, 15 Jan 2026 12:01:00 GMT' } },
    { headers: { 'retry-after': 'Thu, 15 Jan 2026 12:01:00 GMT+01:00' } },
  ])('of $headers is ambiguous, so it is refused and counted', ({ headers }) => {
    expect(read(headers)).toEqual({ waitMs: undefined, refused: 1 });
  });
});

describe('the end of a window', () => {
  it('that cannot be read is counted on every answer, and once', () => {
    expect(read({ ratelimit: 'many' }, { isThrottled: false }).refused).toBe(1);
    const hints = [{ header: 'Retry-After', form: 'seconds' }] as const;
    expect(read({ 'retry-after': 'soon' }, { hints }).refused).toBe(1);
  });

  it('is no hint on a failure, unless the window is used up', () => {
    const failed = { isThrottled: false };
    expect(read({ 'x-ratelimit-reset': '30' }, failed).waitMs).toBeUndefined();
    expect(read({ ratelimit: '"x";t=30' }, failed).waitMs).toBeUndefined();
    const usedUp = { 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': '0' };
    expect(read(usedUp, failed).waitMs).toBe(30_000);
    expect(read({ ratelimit: '"x";r=0;t=30' }, failed).waitMs).toBe(30_000);
    expect(read({ 'retry-after': '3', ...usedUp }, failed).waitMs).toBe(3000);
  });

  it('counts where what is left cannot be read', () => {
    const headers = { 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': 'many' };
    expect([read(headers).waitMs, read(headers, { isThrottled: false }).waitMs]).toEqual([
      30_000,
      undefined,
    ]);
  });
});

describe('a declared form', () => {
  it.each([
    { form: 'seconds', value: '100000', waitMs: 100_000_000 },
    { form: 'milliseconds', value: '2500', waitMs: 2500 },
    { form: 'epoch_seconds', value: String(epochS + 30), waitMs: 30_000 },
    { form: 'epoch_milliseconds', value: String(wallClockMs + 30_000), waitMs: 30_000 },
    { form: 'date', value: '2026-01-15T12:00:30Z', waitMs: 30_000 },
  ] as const)('reads $value as $form', ({ form, value, waitMs }) => {
    for (const header of ['X-Quota-Reset', 'X-RateLimit-Reset', 'Retry-After'])
      expect(read({ [header]: value }, { hints: [{ header, form }] })).toEqual({
        waitMs,
        refused: 0,
      });
  });

  it.each([
    { form: 'seconds', value: '2026-01-15T12:00:30Z' },
    { form: 'epoch_seconds', value: 'later' },
    { form: 'date', value: '30' },
  ] as const)('refuses $value as $form', ({ form, value }) => {
    const hints = [{ header: 'x-quota-reset', form }];
    expect(read({ 'x-quota-reset': value }, { hints })).toEqual({ waitMs: undefined, refused: 1 });
  });

  it('of a header whose name says nothing of a window holds on every answer', () => {
    const hints = [{ header: 'x-come-back', form: 'seconds' }] as const;
    expect(read({ 'x-come-back': '7' }, { hints, isThrottled: false }).waitMs).toBe(7000);
  });
});
