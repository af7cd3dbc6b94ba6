import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { clients } from '../../generators/clients/emitter.ts';
import { integration } from '../../generators/integration/emitter.ts';
import { runtime } from '../../generators/runtime/emitter.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { apiOf, callPolicy, decided, describedSystem, planOf, portSystem } from './plan-builder.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: { '/a': { get: { operationId: 'a', responses: { '200': { description: '' } } } } },
};
const open = describedSystem('shop', apiOf(document));
const closed = describedSystem('shop', apiOf(document, [{ id: 'key', type: 'bearer' }]));

async function indexOf(plan: Plan): Promise<string> {
  return (await integration.emit(plan)).find(({ path }) => path === 'index.ts')?.text ?? '';
}

describe('createIntegration', () => {
  it('needs nothing where there is no secret, port, unknown address or long window', async () => {
    const text = await indexOf(planOf([open]));
    expect(text).toContain('createIntegration(options: IntegrationOptions = {})');
    expect(text).not.toMatch(/readonly (?:secrets|handlers|counters)/);
    expect(text).toContain('readonly baseUrls?:');
  });

  it.each([
    ['secrets', planOf([closed])],
    ['handlers', planOf([portSystem('bank', ['pay'])])],
    ['counters', withLimit(60)],
  ])('demands %s where they are needed', async (option, plan) => {
    const text = await indexOf(plan);
    expect(text).toContain(`readonly ${option}:`);
    expect(text).toContain('createIntegration(options: IntegrationOptions):');
  });

  it('demands no counters for a window that a restart can wait for', async () => {
    expect(await indexOf(withLimit(59))).not.toContain('counters');
  });

  it('has no host and no runtime where no described system is called', async () => {
    const plan = planOf([portSystem('bank', ['pay']), { ...open, called: false }]);
    expect(await indexOf(plan)).not.toContain('runtime/');
    expect(await runtime.emit(plan)).toEqual([]);
    expect((await clients.emit(plan)).map(({ path }) => path)).toEqual([
      'clients/bank/port.ts',
      'handlers/bank.ts',
    ]);
  });

  it('keeps systems apart whose names are alike', async () => {
    const text = await indexOf(
      planOf([
        portSystem('acme-erp', ['a']),
        portSystem('acmeErp', ['a']),
        portSystem('host', ['a']),
      ]),
    );
    for (const key of ['acmeErp:', 'acmeErp2:', 'host2:']) expect(text).toContain(key);
  });
});

describe('what the user owns', () => {
  it('is the handlers of a port, and nothing else', async () => {
    const files = await clients.emit(planOf([open, portSystem('bank', ['pay'])]));
    const owned = files.filter(({ owner }) => owner === 'user').map(({ path }) => path);
    expect(owned).toEqual(['handlers/bank.ts']);
  });

  it('is told apart for GitHub', async () => {
    const file = (await integration.emit(planOf([open]))).find(
      ({ path }) => path === '.gitattributes',
    );
    expect(file?.text).toBe('* linguist-generated\nhandlers/** -linguist-generated\n');
  });
});

describe('the runtime', () => {
  it('is copied unchanged, with everything that it imports', async () => {
    const files = await runtime.emit(planOf([open]));
    const paths = new Set(files.map(({ path }) => path));
    expect(paths).toContain('runtime/client.ts');
    for (const { path, text } of files) {
      const name = path.replace('runtime/', '');
      const source = new URL(`../../generators/runtime/files/${name}`, import.meta.url);
      expect(text, path).toBe(readFileSync(source, 'utf8'));
      for (const [, imported = ''] of text.matchAll(/from '\.\/([\w-]+\.ts)'/g)) {
        expect(paths).toContain(`runtime/${imported}`);
      }
    }
  });

  it.each([
    ['@opentelemetry/api', 'runtime/opentelemetry.ts'],
    ['undici', 'runtime/undici-fetch.ts'],
  ])('has an adapter of %s only where the project has that package', async (name, path) => {
    const pathsWith = async (packages: readonly string[]): Promise<readonly string[]> =>
      (await runtime.emit({ ...planOf([open]), packages })).map((file) => file.path);
    const without = await pathsWith([]);
    expect(without).not.toContain(path);
    expect((await pathsWith([name])).filter((one) => !without.includes(one))).toEqual([path]);
  });
});

function withLimit(windowSeconds: number): Plan {
  const limiter = { form: 'window', max: decided('max', 1), windowMs: decided('w', 1) } as const;
  const limit = {
    id: 'l',
    label: 'l',
    kind: 'requests',
    declared: decided('n', 1),
    windowSeconds,
    limiter,
  } as const;
  return planOf([
    describedSystem('shop', apiOf(document), { calls: callPolicy({ limits: [limit] }) }),
  ]);
}
