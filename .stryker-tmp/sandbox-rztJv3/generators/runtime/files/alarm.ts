// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';

/** One sleep that ends when the soonest of all that was asked for is due; it may ring too early. */
export interface Alarm {
  /** Rings at the moment or sooner. */
  set(atMs: number): void;
  stop(): void;
}

/** Waits shorter than this many milliseconds are what arithmetic leaves over. */
export const nothingMs = 1e-6;

/** An alarm that is not set. */
export function alarm(host: Host, ring: () => void): Alarm {
  let pending: { readonly atMs: number; readonly stop: AbortController } | undefined;
  const stop = (): void => {
    pending?.stop.abort();
    pending = undefined;
  };
  return {
    stop,
    set(atMs) {
      if (atMs === Infinity || (pending !== undefined && pending.atMs <= atMs)) return;
      stop();
      const mine = { atMs, stop: new AbortController() };
      pending = mine;
      // Whole milliseconds: a shorter sleep might not move the clock at all.
      host.sleep(Math.max(0, Math.ceil(atMs - host.now() - nothingMs)), mine.stop.signal).then(
        () => {
          if (pending !== mine) return;
          pending = undefined;
          ring();
        },
        // Stopped because something else is due sooner, or nothing is.
        () => undefined,
      );
    },
  };
}
