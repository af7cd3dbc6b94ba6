import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { compile, makeFolder } from '../output-folder.ts';
import { attempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { integrationText, namePlaces, wordPlaces } from './integration-template.ts';
import { faultsOf, measureOf } from './judge.ts';
import type { Measure } from './judge.ts';
import { payloads } from './payloads.ts';
import { specPlaces, specText } from './spec-template.ts';
import { importAll, shareRuntime } from './together.ts';

const { folder, remove } = makeFolder();
const built: Attempt[] = [];
let measure: Measure;
beforeAll(async () => {
  const inputs = { 'spec.json': specText(), 'integration.yaml': integrationText() };
  measure = measureOf([await attempt(join(folder, 'usual'), inputs)]);
});
afterAll(remove);

// Where these stand wrongly nothing can be understood, so nothing else would be tested.
const together = specPlaces.filter((place) => place !== 'reference');

describe('hostile names in every place of a small description at once', () => {
  it.each(payloads.map((payload, index) => [payload, index] as const))(
    'stay names: %j',
    async (payload, index) => {
      const result = await attempt(join(folder, `all-${index}`), {
        'spec.json': specText(payload, together),
        'integration.yaml': integrationText(),
      });
      if (result.exitCode === 0) built.push(result);
      expect(faultsOf(result, measure)).toEqual([]);
    },
  );
});

describe('a hostile name in one place of a small description', () => {
  // `npm run hostile` takes them all.
  const some = specPlaces.map(
    (place, at) => [place, payloads.filter((_, index) => (index + at) % 34 === 0)] as const,
  );
  let successes = 0;

  it.each(some)('stays a name: %s', async (place, texts) => {
    for (const [index, payload] of texts.entries()) {
      const result = await attempt(join(folder, `one-${place}-${index}`), {
        'spec.json': specText(payload, [place]),
        'integration.yaml': integrationText(),
      });
      if (result.exitCode === 0) {
        successes += 1;
        built.push(result);
      }
      expect(faultsOf(result, measure), payload).toEqual([]);
    }
  });

  it('builds at least nine of ten', () => {
    const all = some.reduce((sum, [, texts]) => sum + texts.length, 0);
    console.log(`structure: ${successes} of ${all} built`);
    expect(successes).toBeGreaterThanOrEqual(all * 0.9);
  });
});

describe('hostile words in every place of integration.yaml at once', () => {
  it.each(payloads.map((payload, index) => [payload, index] as const))(
    'stay words: %j',
    async (payload, index) => {
      const result = await attempt(join(folder, `words-${index}`), {
        'spec.json': specText(),
        'integration.yaml': integrationText(payload, wordPlaces),
      });
      if (result.exitCode === 0) built.push(result);
      expect(faultsOf(result, measure)).toEqual([]);
    },
  );
});

describe('a hostile name in integration.yaml', () => {
  it.each(namePlaces)('is taken or refused with a diagnostic: %s', async (place) => {
    for (const [index, payload] of payloads.entries()) {
      if (index % 2 === 1) continue;
      const result = await attempt(join(folder, `name-${place}-${index}`), {
        'spec.json': specText(),
        'integration.yaml': integrationText(payload, [place]),
      });
      if (result.exitCode === 0) built.push(result);
      expect(faultsOf(result, measure), payload).toEqual([]);
    }
  });
});

describe('all these outputs', () => {
  it('run nothing when they are imported, and they compile', () => {
    shareRuntime(folder, built);
    expect(importAll(folder, built)).toMatch(/^\d+ false false 0$/);
    expect(compile(folder, '7')).toBe('');
  }, 600_000);
});
