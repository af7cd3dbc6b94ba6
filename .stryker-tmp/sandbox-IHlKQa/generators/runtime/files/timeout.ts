// @ts-nocheck
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
  const clock = new AbortController();
  let expired = false;
  const expire = (): void => {
    expired = true;
    controller.abort(new DOMException('The time is up.', 'TimeoutError'));
  };
  const onParent = (): void => {
    clock.abort();
    controller.abort(parent?.reason);
  };
  if (parent?.aborted === true) onParent();
  else parent?.addEventListener('abort', onParent, { once: true });
  // Where nothing is left, nothing is begun; a number that is none gives no time either.
  if (ms !== undefined && !(ms > 0) && !controller.signal.aborted) expire();
  if (ms !== undefined && !controller.signal.aborted) {
    host.sleep(ms, clock.signal).then(
      () => {
        if (!clock.signal.aborted) expire();
      },
      // The clock was stopped because the work is done.
      () => undefined,
    );
  }
  return {
    signal: controller.signal,
    atMs: ms === undefined ? undefined : host.now() + ms,
    isExpired: () => expired,
    stopClock: () => {
      clock.abort();
    },
    end() {
      clock.abort();
      parent?.removeEventListener('abort', onParent);
    },
  };
}
