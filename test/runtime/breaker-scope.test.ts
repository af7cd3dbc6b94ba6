import { describe, expect, it } from 'vitest';
import {
  breakerScopes,
  type BreakerScopeOptions,
  type BreakerScopes,
} from '../../generators/runtime/files/breaker-scope.ts';
import type { LimitData } from '../../generators/runtime/files/settings.ts';

const breaker = {
  failureShare: 0.5,
  minimumCalls: 20,
  windowMs: 1000,
  consecutiveFailures: 1,
  failureAgeMs: 1000,
  openMs: 100,
  rampMs: 1000,
};

const slots = (id: string, operations?: readonly string[]): LimitData => ({
  ...{ id, form: 'slots', max: 1 },
  ...(operations && { operations }),
});

const scopes = (differs: Partial<BreakerScopeOptions> = {}): BreakerScopes =>
  breakerScopes({
    ...{ breaker, limits: [], mostOpen: 10, now: () => 0, onChange: () => undefined },
    ...differs,
  });

describe('the breakers of a system', () => {
  it('are none where there are no settings of one', () => {
    const none = scopes({ breaker: undefined });
    expect([none.of('a'), none.isIdle(0)]).toEqual([undefined, true]);
  });

  it('are shared by operations with the same limits of their own, and by all that have none', () => {
    const limits = [slots('all'), slots('one', ['a', 'b', 'c']), slots('two', ['c', 'd'])];
    const all = scopes({ limits });
    const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((each) => all.of(each));
    expect([a === b, e === f]).toEqual([true, true]);
    expect(new Set([a, c, d, e]).size).toBe(4);
    expect(all.of('a')).toBe(a);
  });

  it('are told apart by all of their limits, not by what the numbers of these look like', () => {
    const limits = Array.from({ length: 13 }, (_, index) =>
      slots(`limit ${index}`, [
        ...(index === 12 ? ['a'] : []),
        ...([1, 2].includes(index) ? ['b'] : []),
      ]),
    );
    const all = scopes({ limits });
    expect(all.of('a')).not.toBe(all.of('b'));
  });

  it('ask for the turns of the limits that their operations have for themselves', () => {
    const asked: (readonly LimitData[])[] = [];
    const own = slots('own', ['a']);
    const turns: BreakerScopeOptions['turns'] = (limits) => {
      asked.push(limits);
      return { opened: () => undefined, ask: () => Promise.resolve(), succeeded: () => undefined };
    };
    const all = scopes({ limits: [slots('all'), own], turns });
    for (const operation of ['a', 'a', 'b']) all.of(operation);
    expect(asked).toEqual([[own], []]);
  });

  it('let as many calls pass at once as the ramp has reached, and one at least', () => {
    let nowMs = 0;
    const scope = scopes({ now: () => nowMs }).of('a');
    scope?.breaker.admit(0)?.fail(0);
    scope?.breaker.admit(100)?.succeed(100);
    expect(scope?.ramp).toBe(scope?.ramp);
    const until = { signal: AbortSignal.abort(new Error('full')) };
    const passAt = (atMs: number): number => {
      nowMs = atMs;
      const frees = Array.from({ length: 20 }, () => scope?.ramp.acquire(until));
      let passed = 0;
      for (const free of frees) {
        if (typeof free !== 'function') free?.catch(() => undefined);
        else {
          passed += 1;
          free();
        }
      }
      return passed;
    };
    expect([100, 299, 300, 999, 1100, 9000].map(passAt)).toEqual([1, 1, 2, 8, 10, 10]);
  });

  it('are idle when none of them remembers anything and no call is under way in a ramp', () => {
    const all = scopes({ limits: [slots('own', ['a'])] });
    const [own, other] = [all.of('a'), all.of('b')];
    expect(all.isIdle(0)).toBe(true);
    other?.breaker.admit(0)?.succeed(0);
    expect([all.isIdle(0), all.isIdle(1000)]).toEqual([false, true]);
    const until = { signal: new AbortController().signal };
    const free = own?.ramp.acquire(until);
    expect(all.isIdle(1000)).toBe(false);
    if (typeof free === 'function') free();
    expect(all.isIdle(1000)).toBe(true);
  });
});
