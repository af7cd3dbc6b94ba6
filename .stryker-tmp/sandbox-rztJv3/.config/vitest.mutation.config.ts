// @ts-nocheck
import { defineConfig } from 'vitest/config';

/** Only the tests of the runtime, for `npm run mutation`. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: { include: ['test/runtime/**/*.test.ts'], testTimeout: 20_000 },
});
