import { describe, expect, it } from 'vitest';
import {
  concurrency,
  type Concurrency,
  type Free,
} from '../../generators/runtime/files/concurrency.ts';

const never = { signal: new AbortController().signal };

/** Who has a slot, and how it is freed. */
function queue(slots: Concurrency): {
  ask: (name: string, priority?: number, signal?: AbortSignal) => Promise<void>;
  frees: Map<string, Free>;
} {
  const frees = new Map<string, Free>();
  const ask = async (
    name: string,
    priority?: number,
    signal: AbortSignal = never.signal,
  ): Promise<void> => {
    frees.set(name, await slots.acquire({ signal }, priority));
  };
  return { ask, frees };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a limit of calls under way', () => {
  it('gives as many slots as there are at once, without asking for a signal', () => {
    const slots = concurrency(() => 2);
    const until = {
      get signal(): AbortSignal {
        throw new Error('nobody waits');
      },
    };
    expect(slots.isIdle()).toBe(true);
    const frees = [slots.acquire(until), slots.acquire(until)];
    expect(frees.map((free) => typeof free)).toEqual(['function', 'function']);
    expect(() => slots.acquire(until)).toThrow('nobody waits');
    expect(slots.isIdle()).toBe(false);
    for (const free of frees) if (typeof free === 'function') free();
    expect(slots.isIdle()).toBe(true);
  });

  it('frees a slot once, however often it is told so', async () => {
    const slots = concurrency(() => 1);
    const { ask, frees } = queue(slots);
    for (const name of ['first', 'second', 'third']) void ask(name);
    await turn();
    frees.get('first')?.();
    frees.get('first')?.();
    await turn();
    expect([...frees.keys()]).toEqual(['first', 'second']);
  });

  it('lets lower priorities go first, and whoever came first among equals', async () => {
    const slots = concurrency(() => 1);
    const { ask, frees } = queue(slots);
    void ask('now');
    void ask('low', 5);
    void ask('first');
    void ask('high', -1);
    void ask('second', 0);
    await turn();
    const order: string[] = [];
    for (let calls = 0; calls < 5; calls += 1) {
      const [name] = [...frees.keys()].slice(-1);
      order.push(name ?? 'nobody');
      frees.get(name ?? '')?.();
      await turn();
    }
    expect(order).toEqual(['now', 'high', 'first', 'second', 'low']);
    expect(slots.isIdle()).toBe(true);
  });

  it('lets nobody overtake who waits, though a slot has become free', async () => {
    let most = 1;
    const slots = concurrency(() => most);
    const { ask, frees } = queue(slots);
    void ask('now');
    void ask('waits');
    await turn();
    most = 2;
    void ask('late', 1);
    await turn();
    expect([...frees.keys()]).toEqual(['now', 'waits']);
    most = 3;
    frees.get('now')?.();
    await turn();
    expect([...frees.keys()]).toEqual(['now', 'waits', 'late']);
  });

  it('rejects whoever gives up, and gives the slot to the next', async () => {
    const slots = concurrency(() => 1);
    const { ask, frees } = queue(slots);
    const early = AbortSignal.abort(new Error('too late'));
    void ask('now');
    await expect(ask('gone', 0, early)).rejects.toThrow('too late');
    const stop = new AbortController();
    const leaving = ask('leaving', 0, stop.signal);
    void ask('staying', 1);
    stop.abort(new Error('enough'));
    await expect(leaving).rejects.toThrow('enough');
    await turn();
    expect([...frees.keys()]).toEqual(['now']);
    frees.get('now')?.();
    await turn();
    expect([...frees.keys()]).toEqual(['now', 'staying']);
    frees.get('staying')?.();
    expect(slots.isIdle()).toBe(true);
  });

  it('is not idle while a call waits for a slot that nobody holds', async () => {
    let most = 0;
    const slots = concurrency(() => most);
    const { ask, frees } = queue(slots);
    const stop = new AbortController();
    const waits = ask('waits', 0, stop.signal);
    expect(slots.isIdle()).toBe(false);
    stop.abort(new Error('enough'));
    await expect(waits).rejects.toThrow('enough');
    expect(slots.isIdle()).toBe(true);
    most = 1;
    void ask('next');
    await turn();
    expect([...frees.keys()]).toEqual(['next']);
  });

  it('forgets the signal of a call that has its slot', async () => {
    const slots = concurrency(() => 1);
    const { ask, frees } = queue(slots);
    const stop = new AbortController();
    void ask('now');
    void ask('second', 0, stop.signal);
    void ask('third');
    frees.get('now')?.();
    await turn();
    frees.get('now')?.();
    await turn();
    stop.abort(new Error('enough'));
    await turn();
    expect([...frees.keys()]).toEqual(['now', 'second']);
    frees.get('second')?.();
    await turn();
    expect([...frees.keys()]).toEqual(['now', 'second', 'third']);
  });

  it('listens to the signal of a call only while it waits', async () => {
    const slots = concurrency(() => 1);
    const { ask, frees } = queue(slots);
    const { signal } = new AbortController();
    let listeners: string[] = [];
    signal.addEventListener = (type: string) => listeners.push(type);
    signal.removeEventListener = (type: string) => {
      listeners = listeners.filter((each) => each !== type);
    };
    void ask('now', 0, signal);
    expect(listeners).toEqual([]);
    await turn();
    void ask('waits', 0, signal);
    expect(listeners).toEqual(['abort']);
    frees.get('now')?.();
    await turn();
    expect(listeners).toEqual([]);
  });
});
