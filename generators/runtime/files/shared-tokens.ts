// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import type { Host } from './host.ts';
import type { HeldLock, SharedStore } from './shared-store.ts';
import type { TokenStore } from './token-store.ts';

/** How long a lock lasts by the store's clock if its holder dies; a holder that lives renews it at a third. */
const leaseMs = 30_000;

/** Milliseconds between two looks at a lock that somebody else holds. */
const lookMs = 50;

/** Tokens in the store that all processes share: one of them at a time renews. */
export function sharedTokens(
  { locks, values }: Pick<SharedStore, 'locks' | 'values'>,
  host: Pick<Host, 'sleep' | 'random'>,
): TokenStore {
  return {
    load: async (key) => (await values.read(placeOf(key)))?.text,
    async save(key, text) {
      for (;;) {
        const version = (await values.read(placeOf(key)))?.version ?? 0;
        if ((await values.replace(placeOf(key), text, version)) !== undefined) return;
      }
    },
    async exclusive(key, work) {
      const held = await acquired(placeOf(key));
      const done = new AbortController();
      const lost = new AbortController();
      void keepAlive(held, done.signal, lost);
      try {
        return await Promise.race([work(lost.signal), rejected(lost.signal)]);
      } finally {
        done.abort();
        // It ends by itself where the store is away.
        await held.release().catch(() => undefined);
      }
    },
  };

  async function acquired(key: string): Promise<HeldLock> {
    for (;;) {
      const held = await locks.acquire(key, leaseMs);
      if (held !== undefined) return held;
      await host.sleep(lookMs * (0.5 + host.random()));
    }
  }

  async function keepAlive(
    held: HeldLock,
    done: AbortSignal,
    lost: AbortController,
  ): Promise<void> {
    try {
      do await host.sleep(leaseMs / 3, done);
      while (await held.renew(leaseMs));
      lost.abort(new Error('Another process holds the lock.'));
    } catch {
      if (!done.aborted) lost.abort(new Error('The lock could not be kept.'));
    }
  }
}

function placeOf(key: string): string {
  return `tokens:${key}`;
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => {
      reject(abortError(signal));
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
