import { describe, expect, it } from 'vitest';
import type { ThrottleSignal } from '../../generators/runtime/files/settings.ts';
import { isThrottled } from '../../generators/runtime/files/throttle.ts';

const told = (
  signal: ThrottleSignal,
  { status = 400, headers = {}, data }: { status?: number; headers?: HeadersInit; data?: unknown },
): boolean => isThrottled({ status, headers: new Headers(headers), data }, [signal]);

describe('a signal that says "too fast"', () => {
  it('is HTTP 429 without any, and no other status', () => {
    const answer = { headers: new Headers(), data: undefined };
    expect(isThrottled({ ...answer, status: 429 }, [])).toBe(true);
    expect(isThrottled({ ...answer, status: 503 }, [])).toBe(false);
    expect(told({}, {})).toBe(false);
    expect(isThrottled({ ...answer, status: 503 }, [{ status: 400 }, { status: 503 }])).toBe(true);
  });

  it('matches where each part that it names does', () => {
    const headers = { 'x-busy': '1' };
    const data = { code: 'slow' };
    const signal = { status: 400, header: 'X-Busy', code: 'slow' };
    expect(told(signal, { headers, data })).toBe(true);
    expect(told(signal, { status: 401, headers, data })).toBe(false);
    expect(told(signal, { data })).toBe(false);
    expect(told(signal, { headers, data: { code: 'fast' } })).toBe(false);
    expect(told({ header: 'x-busy' }, { status: 200, headers })).toBe(true);
    expect(told({ code: 'slow' }, { status: 200, data })).toBe(true);
    expect(told({ status: 400 }, {})).toBe(true);
  });

  it.each([
    { code: 'slow' },
    { type: 'slow' },
    { extensions: { code: 'slow' } },
    { error: 'slow' },
    { error: { code: 'slow' } },
    { error: { type: 'slow' } },
    { errors: [{ code: 'other' }, { code: 'slow' }] },
    { errors: [{ type: 'slow' }] },
    { errors: ['slow'] },
    { errors: [{ extensions: { code: 'slow' } }] },
  ])('finds its code in %j', (data) => {
    expect(told({ code: 'slow' }, { data })).toBe(true);
  });

  it('compares numbers as they are written', () => {
    expect(told({ code: '42' }, { data: { code: 42 } })).toBe(true);
    expect(told({ code: 'true' }, { data: { code: true } })).toBe(false);
  });

  it.each([
    undefined,
    null,
    'slow',
    ['slow'],
    { message: 'slow' },
    { errors: 'slow' },
    { errors: { code: 'slow' } },
    { errors: [null] },
    { error: null },
    { extensions: 'slow' },
    { extensions: null },
  ])('does not find it in %j', (data) => {
    expect(told({ code: 'slow' }, { data })).toBe(false);
  });
});
