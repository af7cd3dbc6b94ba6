import { defineConfig } from 'vitest/config';

/** Only the tests of the runtime that need no server of their own, for `npm run mutation`; MUTATION_TESTS names fewer. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: process.env['MUTATION_TESTS']?.split(',') ?? ['test/runtime/*.test.ts'],
    testTimeout: 20_000,
  },
});
