// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Timeout } from './timeout.ts';

/** An answer whose body is still to come, and what is held for it until it ends or is left. */
export interface OpenAnswer {
  readonly response: Response;
  /** Aborts with the call. */
  readonly signal: AbortSignal;
  /** The next bytes of the body; undefined at its end, and once it was closed. */
  read(): Promise<Uint8Array | undefined>;
  /** What to free when the body ends, is left, or the call is aborted; at once where that was before. */
  whenClosed(free: () => void): void;
  /** Ends the request if it still runs, and frees what is held; a second time it does nothing. */
  close(): void;
}

/** Takes over an answer from the attempt that `timeout` belongs to, whose own time is over. */
export function openAnswer(
  response: Response,
  body: ReadableStream<Uint8Array>,
  timeout: Timeout,
): OpenAnswer {
  const reader = body.getReader();
  const held: (() => void)[] = [];
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
    timeout.signal.removeEventListener('abort', close);
    timeout.end();
    // A body that failed cannot be cancelled, and need not.
    reader.cancel().catch(() => undefined);
    for (const free of held.splice(0)) free();
  };
  timeout.stopClock();
  timeout.signal.addEventListener('abort', close, { once: true });
  return {
    response,
    signal: timeout.signal,
    async read() {
      const { done, value } = await reader.read();
      if (!done) return value;
      close();
      return undefined;
    },
    whenClosed(free) {
      if (isClosed) free();
      else held.push(free);
    },
    close,
  };
}
