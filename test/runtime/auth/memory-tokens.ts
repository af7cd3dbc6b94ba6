import type { TokenStore } from '../../../generators/runtime/files/token-store.ts';

/** A store whose texts a test can read. */
export function memoryTokens(): TokenStore & { texts(): readonly string[] } {
  const texts = new Map<string, string>();
  return {
    load: (key) => Promise.resolve(texts.get(key)),
    save(key, text) {
      texts.set(key, text);
      return Promise.resolve();
    },
    texts: () => [...texts.values()],
  };
}
