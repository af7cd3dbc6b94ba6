// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/**
 * Keeps counts of long windows through a restart of the process. One process at a time uses a store;
 * a key is written before the call that it counts is sent.
 */
export interface CounterStore {
  /** What was last written under the key. */
  read(key: string): Promise<string | undefined>;
  /** Replaces the text of a key as a whole; a reader sees the old text or the new one. */
  write(key: string, text: string): Promise<void>;
}
