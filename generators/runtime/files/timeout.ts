// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import type { Host } from './host.ts';

/** A span of time after which a signal aborts; it aborts with its parent too. A class, because each call makes two. */
export class Timeout {
  /** The monotonic moment at which it ends by itself; absent: never. */
  readonly atMs: number | undefined;
  readonly #host: Host;
  #parent: AbortSignal | undefined;
  #controller: AbortController | undefined;
  #expired = false;
  #hasClock: boolean;
  #stop: (() => void) | undefined;
  #onParent: (() => void) | undefined;
  #reject: ((reason: Error) => void) | undefined;

  constructor(host: Host, ms: number | undefined, parent: AbortSignal | undefined) {
    this.atMs = ms === undefined ? undefined : host.now() + ms;
    this.#host = host;
    this.#parent = parent;
    this.#hasClock = ms !== undefined;
  }

  /** Made when it is first asked for: most calls end before anything waits for it. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      this.#start();
    }
    return this.#controller.signal;
  }

  /** Whether its own time ran out, rather than the parent having aborted. */
  isExpired(): boolean {
    if (this.#controller === undefined && this.#hasClock && !(this.#leftMs() > 0))
      this.#expired = true;
    return this.#expired;
  }

  /** Throws where it is over. */
  check(): void {
    if (this.#parent?.aborted === true || this.isExpired()) this.signal.throwIfAborted();
  }

  /** A shorter one that aborts with this; `isOpen`: what it is for may outlast its clock. */
  within(ms: number, isOpen: boolean): Timeout {
    // Whoever ends first aborts alone, without a listener between the two.
    const isAlone = this.#controller === undefined && !isOpen && this.#leftMs() > ms;
    return new Timeout(this.#host, ms, isAlone ? this.#parent : this.signal);
  }

  /** The promise, or a rejection when it is over, whether or not the work listens to the signal; one at a time. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      if (signal.aborted) reject(abortError(signal));
      this.#reject = reject;
      work.then(resolve, reject);
    });
  }

  /** Stops the clock; the signal still aborts with the parent. */
  stopClock(): void {
    this.#hasClock = false;
    this.#stop?.();
  }

  /** Stops the clock and lets go of the parent; the signal stays as it is. */
  end(): void {
    this.stopClock();
    if (this.#onParent) this.#parent?.removeEventListener('abort', this.#onParent);
    this.#parent = undefined;
  }

  #leftMs(): number {
    return this.atMs === undefined ? Infinity : this.atMs - this.#host.now();
  }

  #start(): void {
    const parent = this.#parent;
    this.#onParent = () => {
      this.#stop?.();
      this.#abort(parent?.reason);
    };
    if (parent?.aborted === true) {
      this.#onParent();
      return;
    }
    parent?.addEventListener('abort', this.#onParent, { once: true });
    if (!this.#hasClock) return;
    const leftMs = this.#leftMs();
    const expire = (): void => {
      this.#expired = true;
      this.#abort(new DOMException('The time is up.', 'TimeoutError'));
    };
    // Where nothing is left, nothing is begun; a number that is none gives no time either.
    if (leftMs > 0) this.#stop = startClock(this.#host, leftMs, expire);
    else expire();
  }

  #abort(reason: unknown): void {
    this.#controller?.abort(reason);
    this.#reject?.(abortError(this.signal));
  }
}

/** Starts a time-out of `ms` (absent: none) that also aborts with `parent`. */
export function startTimeout(host: Host, ms: number | undefined, parent?: AbortSignal): Timeout {
  return new Timeout(host, ms, parent);
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
