import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { compile, makeFolder } from '../output-folder.ts';
import { attempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { faultsOf, measureOf } from './judge.ts';
import { payloads } from './payloads.ts';
import { realIntegration, realSpecs, withWords } from './real-specs.ts';
import { importAll, shareRuntime } from './together.ts';

const specs = realSpecs();
const integration = realIntegration(specs);

function inputsWith(text: string): Record<string, string> {
  const documents = specs.map(
    ({ name, document }) => [`${name}.json`, withWords(document, text).text] as const,
  );
  return { 'integration.yaml': integration, ...Object.fromEntries(documents) };
}

describe('hostile text in every free place of three published descriptions', () => {
  const { folder, remove } = makeFolder();
  const built: Attempt[] = [];
  const faults = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const measure = measureOf([await attempt(join(folder, 'usual'), inputsWith('Some words.'))]);
    for (const [index, payload] of payloads.entries()) {
      const result = await attempt(join(folder, String(index)), inputsWith(payload));
      faults.set(payload, faultsOf(result, measure));
      if (result.exitCode === 0) built.push(result);
    }
  }, 600_000);
  afterAll(remove);

  it('reaches hundreds of places', () => {
    for (const { name, document } of specs)
      expect(withWords(document, 'x').places, name).toBeGreaterThan(name === 'adyen' ? 20 : 100);
  });

  it.each(payloads.map((payload) => [payload]))('stays text: %j', (payload) => {
    expect(faults.get(payload)).toEqual([]);
  });

  it('builds at least nine of ten', () => {
    console.log(`free text: ${built.length} of ${payloads.length} built`);
    expect(built.length).toBeGreaterThanOrEqual(payloads.length * 0.9);
  });

  it('runs nothing when the outputs are imported, and they compile', () => {
    shareRuntime(folder, built);
    expect(importAll(folder, built)).toMatch(/^\d+ false false 0$/);
    expect(compile(folder, '7')).toBe('');
  }, 600_000);
});
