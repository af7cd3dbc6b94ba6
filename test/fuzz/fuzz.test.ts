import { describe, expect, it } from 'vitest';

import { runCases } from './run-cases.ts';

describe('mutated inputs', () => {
  // `npm run fuzz` takes other seeds and more cases.
  it('end in an output that parses or in diagnostics, in time and in 1 GB', async () => {
    const { exitCodes, failures } = await runCases({ seed: 7, count: 300 });
    expect(failures).toEqual([]);
    // Were nearly all of them refused, little of what prints would be tried.
    expect(exitCodes.get(0)).toBeGreaterThan(60);
    expect(exitCodes.get(1)).toBeGreaterThan(60);
  }, 600_000);
});
