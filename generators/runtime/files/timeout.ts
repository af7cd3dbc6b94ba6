// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';

/** A span of time after which a signal aborts; it aborts with its parent too. */
export interface Timeout {
  readonly signal: AbortSignal;
  /** The monotonic moment at which it ends by itself; absent: never. */
  readonly atMs: number | undefined;
  /** Whether its own time ran out, rather than the parent having aborted. */
  isExpired(): boolean;
  /** Stops the clock; the signal still aborts with the parent. */
  stopClock(): void;
  /** Stops the clock and lets go of the parent; the signal stays as it is. */
  end(): void;
}

/** Starts a time-out of `ms` (absent: none) that also aborts with `parent`. */
export function startTimeout(host: Host, ms: number | undefined, parent?: AbortSignal): Timeout {
  const controller = new AbortController();
  const { signal } = controller;
  let expired = false;
  let stopClock = (): void => undefined;
  const expire = (): void => {
    expired = true;
    controller.abort(new DOMException('The time is up.', 'TimeoutError'));
  };
  const onParent = (): void => {
    stopClock();
    controller.abort(parent?.reason);
  };
  if (parent?.aborted === true) onParent();
  else parent?.addEventListener('abort', onParent, { once: true });
  // Where nothing is left, nothing is begun; a number that is none gives no time either.
  if (ms !== undefined && !signal.aborted) {
    if (ms > 0) stopClock = startClock(host, ms, expire);
    else expire();
  }
  return {
    signal,
    atMs: ms === undefined ? undefined : host.now() + ms,
    isExpired: () => expired,
    stopClock: () => {
      stopClock();
    },
    end() {
      stopClock();
      parent?.removeEventListener('abort', onParent);
    },
  };
}

/** Rings once after so long, unless stopped before by the function that it gives. */
export function startClock(host: Host, ms: number, ring: () => void): () => void {
  if (host.after !== undefined) return host.after(ms, ring);
  const clock = new AbortController();
  host.sleep(ms, clock.signal).then(
    () => {
      if (!clock.signal.aborted) ring();
    },
    // The clock was stopped because the work is done.
    () => undefined,
  );
  return () => {
    clock.abort();
  };
}
