// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';

/** A limit of calls under way at once; first come, first served. */
export interface Concurrency {
  /** Resolves with the function that gives the slot back; rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<() => void>;
  /** Whether no call is under way and none waits. */
  isIdle(): boolean;
}

/** `limit` is asked at each turn, so that it may rise while a breaker's ramp lasts. */
export function concurrency(limit: () => number): Concurrency {
  const waiters = new Set<() => void>();
  let inUse = 0;
  const next = (): void => {
    for (const start of waiters) {
      if (inUse >= limit()) return;
      waiters.delete(start);
      start();
    }
  };
  const slot = (): (() => void) => {
    let held = true;
    inUse += 1;
    return () => {
      if (!held) return;
      held = false;
      inUse -= 1;
      next();
    };
  };
  return {
    isIdle: () => inUse === 0 && waiters.size === 0,
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        const onAbort = (): void => {
          waiters.delete(start);
          reject(abortError(signal));
        };
        const start = (): void => {
          signal.removeEventListener('abort', onAbort);
          resolve(slot());
        };
        if (signal.aborted) {
          onAbort();
          return;
        }
        signal.addEventListener('abort', onAbort, { once: true });
        waiters.add(start);
        next();
      }),
  };
}
