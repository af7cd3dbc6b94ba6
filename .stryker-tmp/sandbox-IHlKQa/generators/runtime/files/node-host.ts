// @ts-nocheck
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
    random: () => Math.random(),
    fetch: options.fetch ?? ((url, request) => globalThis.fetch(url, request)),
    emit: options.emit ?? (() => undefined),
  };
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  for (let leftMs = ms; ; leftMs -= longestTimerMs) {
    await timer(Math.min(Math.max(leftMs, 0), longestTimerMs), signal);
    if (leftMs <= longestTimerMs) return;
  }
}

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(handle);
      if (signal !== undefined) reject(abortError(signal));
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
