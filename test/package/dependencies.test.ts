import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import packageJson from '../../package.json' with { type: 'json' };

const contributing = readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8');

describe('the table of dependencies', () => {
  it('names each dependency of package.json once, in order, with its reason', () => {
    const section = contributing.split('\n## ').find((one) => one.startsWith('Dependencies\n'));
    const rows = [...(section ?? '').matchAll(/^\| `(?<name>[^`]+)` +\| (?<reason>[^|]+)\|/gm)];
    expect(rows.map(({ groups }) => groups?.['name'])).toEqual(
      Object.keys(packageJson.dependencies),
    );
    for (const { groups } of rows) expect(groups?.['reason']?.trim().length).toBeGreaterThan(20);
  });
});
