import { describe, expect, it } from 'vitest';

import { npmSpecs } from '../npm-specs.ts';
import { folderWith, run, written } from './folder.ts';

describe('init --yes', () => {
  it.each(Object.entries(npmSpecs))('of %s makes a file that builds', async (_name, spec) => {
    const folder = folderWith({});
    const drafted = await run(folder, 'init', '--yes', spec);
    expect(drafted.code, drafted.err).toBe(0);
    const built = await run(folder, 'build', 'integration.yaml', '--dry-run', '--quiet');
    expect(built.code, built.err).toBe(0);
    // A placeholder that somebody runs by mistake takes nothing away.
    expect(written(folder)).not.toMatch(/ do: \S*(?:delete|revoke|remove)/i);
  });
});
