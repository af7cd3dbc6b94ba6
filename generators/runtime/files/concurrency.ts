// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';

/** Frees a slot. */
export type Free = () => void;

/** A limit of calls under way at once; lower priorities first, and among equals first come, first served. */
export interface Concurrency {
  /** A slot, at once where one is free; rejects when the signal aborts, which is asked for only by who waits. */
  acquire(until: { readonly signal: AbortSignal }, priority?: number): Free | Promise<Free>;
  /** Whether no call is under way and none waits. */
  isIdle(): boolean;
}

/** `limit` is asked at each turn, so that it may rise while a breaker's ramp lasts. */
export function concurrency(limit: () => number): Concurrency {
  const waiters = new Map<number, Set<() => void>>();
  let inUse = 0;
  const leave = (start: () => void, priority: number): void => {
    const equals = waiters.get(priority);
    equals?.delete(start);
    if (equals?.size === 0) waiters.delete(priority);
  };
  const next = (): void => {
    while (waiters.size > 0 && inUse < limit()) {
      const [start] = waiters.get(Math.min(...waiters.keys())) ?? [];
      start?.();
    }
  };
  const slot = (): Free => {
    let held = true;
    inUse += 1;
    return () => {
      if (held) inUse -= 1;
      held = false;
      next();
    };
  };
  return {
    isIdle: () => inUse === 0 && waiters.size === 0,
    acquire(until, priority = 0) {
      if (waiters.size === 0 && inUse < limit()) return slot();
      const { signal } = until;
      if (signal.aborted) return Promise.reject(abortError(signal));
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          leave(start, priority);
          reject(abortError(signal));
        };
        const start = (): void => {
          leave(start, priority);
          signal.removeEventListener('abort', onAbort);
          resolve(slot());
        };
        signal.addEventListener('abort', onAbort, { once: true });
        waiters.set(priority, (waiters.get(priority) ?? new Set()).add(start));
        next();
      });
    },
  };
}
