import { describe, expect, it } from 'vitest';
import { retryHintMs } from '../../generators/runtime/files/retry-hint.ts';

const wallClockMs = Date.UTC(2026, 0, 15, 12);

function read(headers: Record<string, string>): { waitMs: number | undefined; refused: number } {
  let refused = 0;
  const waitMs = retryHintMs(new Headers(headers), {
    wallClockMs,
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
    { headers: { 'retry-after-ms': '1500' }, waitMs: 1500 },
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
  ])('of $headers is $waitMs ms', ({ headers, waitMs }) => {
    expect(read(headers)).toEqual({ waitMs, refused: 0 });
  });

  it.each([
    { headers: {} },
    { headers: { 'retry-after': '0' } },
    { headers: { 'retry-after': '-5' } },
    { headers: { 'retry-after': 'Thu, 15 Jan 2026 11:00:00 GMT' } },
    { headers: { 'x-ratelimit-reset': String(epochS - 30) } },
  ])('of $headers is none', ({ headers }) => {
    expect(read(headers)).toEqual({ waitMs: undefined, refused: 0 });
  });

  it.each([
    { headers: { 'retry-after': 'soon' } },
    { headers: { 'x-ratelimit-reset': '5000000' } },
    { headers: { 'x-ratelimit-reset': '2026-01-15T12:00:30' } },
    { headers: { 'x-ratelimit-reset': '99999999999999999' } },
    { headers: { 'x-ratelimit-reset': String(epochS + 800 * 86_400) } },
    { headers: { ratelimit: 'many' } },
  ])('of $headers is ambiguous, so it is refused and counted', ({ headers }) => {
    expect(read(headers)).toEqual({ waitMs: undefined, refused: 1 });
  });
});
