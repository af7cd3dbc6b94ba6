import type { CounterStore } from '../../generators/runtime/files/counter.ts';

/** Counters that a test can look into. */
export function memoryCounters(): CounterStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (key) => Promise.resolve(texts.get(key)),
    write: (key, text) => {
      texts.set(key, text);
      return Promise.resolve();
    },
  };
}
