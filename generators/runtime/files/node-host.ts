// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { abortError } from './abort.ts';
import type { Host } from './host.ts';
import type { TelemetryEvent } from './telemetry.ts';

/** The longest delay that `setTimeout` takes without wrapping to 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** The host of a Node process: the only place of the runtime that touches globals. */
export function nodeHost(
  options: {
    readonly emit?: (event: TelemetryEvent) => void;
    readonly fetch?: Host['fetch'];
  } = {},
): Host {
  return {
    now: () => performance.now(),
    wallClock: () => Date.now(),
    sleep,
    after,
    random: () => Math.random(),
    fetch: options.fetch ?? ((url, request) => globalThis.fetch(url, request)),
    emit: options.emit ?? (() => undefined),
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      stop();
      if (signal !== undefined) reject(abortError(signal));
    };
    const stop = after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function after(ms: number, ring: () => void): () => void {
  let handle: NodeJS.Timeout;
  const arm = (leftMs: number): void => {
    handle = setTimeout(
      () => {
        if (leftMs > longestTimerMs) arm(leftMs - longestTimerMs);
        else ring();
      },
      Math.min(Math.max(leftMs, 0), longestTimerMs),
    );
  };
  arm(ms);
  return () => {
    clearTimeout(handle);
  };
}
