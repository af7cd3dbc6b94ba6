import { describe, expect, it } from 'vitest';
import { decided, declared } from './subject.ts';

describe('throttling', () => {
  it('is 429 where nothing is said, and beside what is said', () => {
    expect(decided().calls.throttled.value).toEqual(['HTTP 429']);
    const { calls } = decided({
      system: {
        throttled: declared([{ status: 400, code: 'rate_limited' }]),
        penalty: declared(90),
      },
    });
    expect(calls.throttled.value).toEqual(['HTTP 400 with code rate_limited', 'HTTP 429']);
    expect(calls.throttleSignals).toEqual([{ status: 400, code: 'rate_limited' }, { status: 429 }]);
    expect(calls.penalty?.value).toBe(90);
  });

  const words = { file: 'api.yaml', pointer: '/info/description', quote: 'the words' };

  it('is what the description says, unless the file does', () => {
    const documentedThrottled = [{ status: 403, ...words }];
    const { calls } = decided({ system: { documentedThrottled } });
    expect(calls.throttled).toMatchObject({
      value: ['HTTP 403', 'HTTP 429'],
      source: { kind: 'documented', ...words },
    });
    const overruled = decided({
      system: { documentedThrottled, throttled: declared([{ status: 400 }]) },
    });
    expect(overruled.calls.throttleSignals).toEqual([{ status: 400 }, { status: 429 }]);
  });

  it('is read from headers as the description says, and as plain as they are otherwise', () => {
    expect(decided().calls.hints).toBeUndefined();
    const resetHeaders = [{ header: 'X-Reset', form: 'epoch_milliseconds' as const, ...words }];
    expect(decided({ system: { resetHeaders } }).calls.hints).toMatchObject({
      decision: { value: ['X-Reset: milliseconds since 1970'], source: { kind: 'documented' } },
      headers: [{ header: 'X-Reset', form: 'epoch_milliseconds' }],
    });
  });
});
