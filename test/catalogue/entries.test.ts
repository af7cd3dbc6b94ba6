import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import {
  loadProvider,
  loadSignature,
  providerNames,
  signatureNames,
} from '../../src/catalogue/find.ts';
import { providers } from '../../src/catalogue/providers.ts';
import type { Limit } from '../../src/model/limit.ts';
import type { Evidence, Provider } from '../../src/model/provider.ts';

const folder = new URL('../../src/catalogue/', import.meta.url).pathname;

async function provider(name: string): Promise<Provider> {
  const found = await loadProvider(name);
  if (found === undefined) throw new Error(`no provider ${name}`);
  return found;
}

/** Every evidence inside a value, whatever it is of. */
function evidenceIn(value: unknown): readonly Evidence[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'from' in value ? [value.from as Evidence] : [];
  return [...own, ...Object.values(value).flatMap(evidenceIn)];
}

/** Facts that lack their evidence: an object with a `value` beside no `from`. */
function withoutEvidence(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'value' in value && !('from' in value) ? [value] : [];
  return [...own, ...Object.values(value).flatMap(withoutEvidence)];
}

function figuresOf(limit: Limit): readonly number[] {
  if (limit.kind === 'requests') return [limit.requests, limit.perSeconds];
  if (limit.kind === 'points') return [limit.points, limit.perSeconds];
  return [limit.kind === 'concurrent' ? limit.concurrent : 0];
}

function isComplete({ reference, date, confidence }: Evidence): boolean {
  return (
    reference.length > 5 &&
    /^20\d\d(?:-[01]\d(?:-[0-3]\d)?)?$/.test(date) &&
    ['high', 'medium', 'low'].includes(confidence)
  );
}

describe('every vendor of the catalogue', () => {
  it('has a file of its name, and each file is listed', () => {
    expect(readdirSync(`${folder}providers`).sort()).toEqual(
      providerNames.map((name) => `${name}.ts`).sort(),
    );
    expect(providerNames).toHaveLength(49);
  });

  it.each(providerNames)(
    '%s bears its name, and each fact its reference, date and confidence',
    async (name) => {
      const found = await provider(name);
      expect(found.name).toBe(name);
      expect(withoutEvidence(found)).toEqual([]);
      const wrong = evidenceIn(found).filter(
        (one) => !isComplete(one) && one.reference !== 'memory',
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(providerNames)('%s has no figure that rests on memory', async (name) => {
    const found = await provider(name);
    expect(evidenceIn(found).filter(({ reference }) => /memory/.test(reference))).toEqual([]);
    for (const { what } of found.remembered ?? []) expect(what).toMatch(/^[a-zX].{10,}$/);
  });

  it.each(providerNames)('%s has limits and times that can hold', async (name) => {
    const { limits = [], webhook, penalty, tokenLifetime } = await provider(name);
    for (const { value } of limits) expect(Math.min(...figuresOf(value))).toBeGreaterThan(0);
    const seconds = [webhook?.answerWithin, penalty, tokenLifetime].flatMap(
      (fact) => fact?.value ?? [],
    );
    expect(seconds.every((value) => value > 0)).toBe(true);
    const span = webhook?.redelivery?.value.seconds ?? 0;
    expect(span >= 0 && span <= 30 * 86_400).toBe(true);
  });

  it.each(providerNames)('%s names a scheme of signatures that exists, or none', async (name) => {
    const { webhook } = await provider(name);
    if (webhook?.signature !== undefined) expect(signatureNames).toContain(webhook.signature);
  });

  it('shares no address and no other name with another', () => {
    const hosts = Object.values(providers).flatMap((one) => one.hosts);
    const names = [
      ...providerNames,
      ...Object.values(providers).flatMap(({ aliases = [] }) => aliases),
    ];
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('every scheme of signatures', () => {
  it('has a file of its name, and each file is listed', () => {
    expect(readdirSync(`${folder}signatures`).sort()).toEqual(
      signatureNames.map((name) => `${name}.ts`).sort(),
    );
    expect(signatureNames).toHaveLength(35);
  });

  it.each(signatureNames)(
    '%s says what is signed, how and where, and where that was read',
    async (name) => {
      const scheme = await loadSignature(name);
      if (scheme === undefined) throw new Error(`no scheme ${name}`);
      expect(scheme.name).toBe(name);
      expect(isComplete(scheme.from) || scheme.from.reference === 'memory').toBe(true);
      expect(scheme.from.reference === 'memory').toBe(scheme.from.confidence === 'low');
      expect(scheme.header ?? scheme.field).toBeTruthy();
      if (scheme.algorithm !== 'shared-token') expect(scheme.signed.length).toBeGreaterThan(0);
      // A time that is looked for must be signed: in what is signed itself, or in the body or token.
      if (scheme.timestamp !== undefined && scheme.timestamp.field === undefined)
        expect(scheme.signed).toContain('timestamp');
      if (scheme.tolerance !== undefined) expect(scheme.timestamp).toBeDefined();
    },
  );
});
