import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { catalog } from '../src/diagnostics/catalog.ts';
import { expectedFiles, listFixtures } from './fixture-run.ts';

const testFolder = new URL('.', import.meta.url).pathname;

const tests = readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && path !== 'catalog.test.ts')
  .map((path) => readFileSync(join(testFolder, path), 'utf8'));
const printed = listFixtures().map((fixture) => expectedFiles(fixture).get('stderr.txt') ?? '');

describe('the catalogue of diagnostics', () => {
  it.each(Object.keys(catalog))('%s is provoked by a fixture or a test', (code) => {
    const provoked =
      printed.some((text) => text.includes(` ${code}\n`)) ||
      tests.some((text) => text.includes(`'${code}'`) || text.includes(`'${code} `));
    expect(provoked).toBe(true);
  });

  it('is sorted by code, and every code is area/what-is-wrong', () => {
    const codes = Object.keys(catalog);
    expect(codes).toEqual([...codes].sort());
    for (const code of codes) expect(code).toMatch(/^[a-z-]+\/[a-z-]+$/);
  });
});
