import { describe, expect, it } from 'vitest';
import { startClock, startTimeout } from '../../generators/runtime/files/timeout.ts';
import { virtualHost } from './virtual-host.ts';

const reasonOf = ({ reason }: AbortSignal): unknown => (reason as Error | undefined)?.message;

describe('a span of time', () => {
  it('aborts its signal at its end, and not before', async () => {
    const host = virtualHost();
    await host.advance(7);
    const timeout = startTimeout(host, 100);
    expect(timeout.atMs).toBe(107);
    const { signal } = timeout;
    await host.advance(99);
    expect([signal.aborted, timeout.isExpired()]).toEqual([false, false]);
    timeout.check();
    await host.advance(1);
    expect([signal.aborted, timeout.isExpired()]).toEqual([true, true]);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError', message: 'The time is up.' });
    expect(() => {
      timeout.check();
    }).toThrow('The time is up.');
  });

  it('needs no clock until somebody waits for it', async () => {
    const host = virtualHost();
    const timeout = startTimeout(host, 100);
    await host.advance(50);
    expect(host.pending()).toBe(0);
    expect(timeout.signal).toBe(timeout.signal);
    expect(host.pending()).toBe(1);
    await host.advance(50);
    expect(timeout.isExpired()).toBe(true);
  });

  it('is over after its time though nobody asked for its signal', async () => {
    const host = virtualHost();
    const timeout = startTimeout(host, 100);
    await host.advance(99);
    timeout.check();
    await host.advance(1);
    expect(() => {
      timeout.check();
    }).toThrow('The time is up.');
    expect(timeout.isExpired()).toBe(true);
    expect(timeout.signal.aborted).toBe(true);
  });

  it.each([0, -5, NaN])('of %d ms is over at once, and starts no clock', (ms) => {
    const host = virtualHost();
    const timeout = startTimeout(host, ms);
    expect(timeout.signal.aborted).toBe(true);
    expect([timeout.isExpired(), host.pending()]).toEqual([true, 0]);
    expect(startTimeout(host, ms).isExpired()).toBe(true);
  });

  it('without an end never ends by itself', async () => {
    const host = virtualHost();
    const timeout = startTimeout(host, undefined);
    expect([timeout.atMs, timeout.signal.aborted, host.pending()]).toEqual([undefined, false, 0]);
    await host.advance(1e9);
    expect([timeout.signal.aborted, timeout.isExpired()]).toEqual([false, false]);
    expect(startTimeout(host, undefined).isExpired()).toBe(false);
    timeout.check();
  });

  it('is over with its parent, whose reason it passes on, and is not expired then', () => {
    const host = virtualHost();
    const parent = new AbortController();
    const [asked, unasked] = [1, 2].map(() => startTimeout(host, 100, parent.signal));
    const signal = asked?.signal;
    parent.abort(new Error('no more'));
    expect(signal?.aborted === true && reasonOf(signal)).toBe('no more');
    expect([asked?.isExpired(), host.pending()]).toEqual([false, 0]);
    expect(() => {
      unasked?.check();
    }).toThrow('no more');
    expect([unasked?.isExpired(), host.pending()]).toEqual([false, 0]);
  });

  it('that has stopped its clock is still over with its parent', async () => {
    const host = virtualHost();
    for (const isAsked of [true, false]) {
      const parent = new AbortController();
      const timeout = startTimeout(host, 100, parent.signal);
      if (isAsked) expect(timeout.signal.aborted).toBe(false);
      timeout.stopClock();
      expect(host.pending()).toBe(0);
      await host.advance(200);
      expect([timeout.isExpired(), timeout.signal.aborted, host.pending()]).toEqual([
        false,
        false,
        0,
      ]);
      timeout.check();
      parent.abort(new Error('no more'));
      expect(reasonOf(timeout.signal)).toBe('no more');
    }
  });

  it('that has ended lets go of its parent and stays as it is', async () => {
    const host = virtualHost();
    const parent = new AbortController();
    const timeout = startTimeout(host, 100, parent.signal);
    const { signal } = timeout;
    timeout.end();
    expect(host.pending()).toBe(0);
    parent.abort(new Error('no more'));
    await host.advance(200);
    expect([signal.aborted, timeout.isExpired()]).toEqual([false, false]);
    timeout.check();
    const unasked = startTimeout(host, 100, parent.signal);
    unasked.end();
    unasked.check();
    expect(unasked.signal.aborted).toBe(false);
  });

  it('listens to its parent no more after it has ended', () => {
    const host = virtualHost();
    const { signal: parent } = new AbortController();
    const listeners = new Set<unknown>();
    parent.addEventListener = (_: string, listener: unknown) => {
      listeners.add(listener);
    };
    parent.removeEventListener = (type: string, listener: unknown) => {
      if (type === 'abort') listeners.delete(listener);
    };
    const timeout = startTimeout(host, 100, parent);
    expect([timeout.signal.aborted, listeners.size]).toEqual([false, 1]);
    timeout.end();
    expect(listeners.size).toBe(0);
    startTimeout(host, 100, parent).end();
    expect(listeners.size).toBe(0);
  });
});

describe('work under a span of time', () => {
  it('gives its value or its error where it ends first', async () => {
    const host = virtualHost();
    const timeout = startTimeout(host, 100);
    expect(await timeout.race(Promise.resolve(7))).toBe(7);
    await expect(timeout.race(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('is given up when the time or the parent ends it, or has', async () => {
    const host = virtualHost();
    const hangs = new Promise<never>(() => undefined);
    const timeout = startTimeout(host, 100);
    await expect(host.settle(timeout.race(hangs))).rejects.toThrow('The time is up.');
    await expect(timeout.race(hangs)).rejects.toThrow('The time is up.');
    const parent = new AbortController();
    const raced = startTimeout(host, 100, parent.signal).race(hangs);
    parent.abort('no error');
    await expect(raced).rejects.toMatchObject({
      message: 'The work was aborted.',
      cause: 'no error',
    });
  });
});

describe('a span within another', () => {
  it('ends with the other, or by itself before it', async () => {
    const host = virtualHost();
    const parent = new AbortController();
    const whole = startTimeout(host, 1000, parent.signal);
    const part = whole.within(100, false);
    expect(part.signal.aborted).toBe(false);
    // One clock is enough, because the part ends first.
    expect(host.pending()).toBe(1);
    await host.advance(100);
    expect([part.isExpired(), whole.isExpired()]).toEqual([true, false]);
    const next = whole.within(100, false);
    const { signal } = next;
    parent.abort(new Error('no more'));
    expect([signal.aborted, next.isExpired()]).toEqual([true, false]);
  });

  it.each([
    { name: 'it may outlast its own clock', ms: 100, isOpen: true, isAsked: false },
    { name: 'the whole ends no later', ms: 1000, isOpen: false, isAsked: false },
    { name: 'somebody waits for the whole', ms: 100, isOpen: false, isAsked: true },
  ])('hears from the other where $name', async ({ ms, isOpen, isAsked }) => {
    const host = virtualHost();
    const whole = startTimeout(host, 1000);
    if (isAsked) expect(whole.signal.aborted).toBe(false);
    const part = whole.within(ms, isOpen);
    expect([part.signal.aborted, host.pending()]).toEqual([false, 2]);
    part.stopClock();
    await host.advance(1000);
    expect([part.signal.aborted, part.isExpired(), whole.isExpired()]).toEqual([true, false, true]);
  });

  it('keeps its own time within a whole that never ends', () => {
    const host = virtualHost();
    const part = startTimeout(host, undefined).within(100, false);
    expect([part.atMs, part.signal.aborted, host.pending()]).toEqual([100, false, 1]);
  });
});

describe('a clock', () => {
  it('rings once after its time, and not when it was stopped', async () => {
    const host = virtualHost();
    let rings = 0;
    const ring = (): void => {
      rings += 1;
    };
    startClock(host, 10, ring);
    const stop = startClock(host, 10, ring);
    stop();
    await host.advance(9);
    expect(rings).toBe(0);
    await host.advance(100);
    expect(rings).toBe(1);
  });

  it('does not ring where it is stopped in the moment in which it is due', async () => {
    let wake = (): void => undefined;
    const sleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let rings = 0;
    const stop = startClock({ ...virtualHost(), sleep: () => sleep }, 10, () => {
      rings += 1;
    });
    wake();
    stop();
    await sleep;
    expect(rings).toBe(0);
  });

  it('is that of the host where it has one', () => {
    const asked: number[] = [];
    const stop = (): void => undefined;
    const after = (ms: number): (() => void) => {
      asked.push(ms);
      return stop;
    };
    expect(startClock({ ...virtualHost(), after }, 10, () => undefined)).toBe(stop);
    expect(asked).toEqual([10]);
  });
});
