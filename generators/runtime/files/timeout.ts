// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import type { Host } from './host.ts';

/** A span of time after which a signal aborts; it aborts with its parent too. */
export interface Timeout {
  /** Made when it is first asked for: most calls end before anything waits for it. */
  readonly signal: AbortSignal;
  /** The monotonic moment at which it ends by itself; absent: never. */
  readonly atMs: number | undefined;
  /** Whether its own time ran out, rather than the parent having aborted. */
  isExpired(): boolean;
  /** Throws where it is over. */
  check(): void;
  /** A shorter one that aborts with this; `isOpen`: what it is for may outlast its clock. */
  within(ms: number, isOpen: boolean): Timeout;
  /** The promise, or a rejection as soon as the signal aborts, whether or not the work listens to it. */
  race<Value>(work: Promise<Value>): Promise<Value>;
  /** Stops the clock; the signal still aborts with the parent. */
  stopClock(): void;
  /** Stops the clock and lets go of the parent; the signal stays as it is. */
  end(): void;
}

/** Starts a time-out of `ms` (absent: none) that also aborts with `parent`. */
export function startTimeout(host: Host, ms: number | undefined, parent?: AbortSignal): Timeout {
  const atMs = ms === undefined ? undefined : host.now() + ms;
  let controller: AbortController | undefined;
  let expired = false;
  let hasClock = ms !== undefined;
  let hasParent = parent !== undefined;
  let stop = (): void => undefined;
  let reject = (_: Error): void => undefined;
  const abort = (reason: unknown): void => {
    controller?.abort(reason);
    if (controller !== undefined) reject(abortError(controller.signal));
  };
  const expire = (): void => {
    expired = true;
    abort(new DOMException('The time is up.', 'TimeoutError'));
  };
  const onParent = (): void => {
    stop();
    abort(parent?.reason);
  };
  const arm = (): void => {
    if (hasParent && parent?.aborted === true) {
      onParent();
      return;
    }
    if (hasParent) parent?.addEventListener('abort', onParent, { once: true });
    if (!hasClock || atMs === undefined) return;
    const leftMs = atMs - host.now();
    // Where nothing is left, nothing is begun; a number that is none gives no time either.
    if (leftMs > 0) stop = startClock(host, leftMs, expire);
    else expire();
  };
  const timeout: Timeout = {
    atMs,
    get signal() {
      if (controller === undefined) {
        controller = new AbortController();
        arm();
      }
      return controller.signal;
    },
    isExpired: () => {
      if (controller === undefined && hasClock && atMs !== undefined && !(atMs > host.now()))
        expired = true;
      return expired;
    },
    check() {
      if (parent?.aborted === true || timeout.isExpired()) timeout.signal.throwIfAborted();
    },
    within(shortMs, isOpen) {
      // Whoever ends first aborts alone, without a listener between the two.
      const isAlone = controller === undefined && !isOpen && !isBefore(atMs, host.now() + shortMs);
      return startTimeout(host, shortMs, isAlone ? parent : timeout.signal);
    },
    race(work) {
      const { signal } = timeout;
      if (signal.aborted) {
        work.catch(() => undefined);
        return Promise.reject(abortError(signal));
      }
      return new Promise((resolve, refuse) => {
        reject = refuse;
        work.then(resolve, refuse);
      });
    },
    stopClock() {
      hasClock = false;
      stop();
    },
    end() {
      hasClock = hasParent = false;
      stop();
      parent?.removeEventListener('abort', onParent);
    },
  };
  return timeout;
}

function isBefore(atMs: number | undefined, otherMs: number): boolean {
  return atMs !== undefined && !(atMs > otherMs);
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
