import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { npmSpecs } from '../npm-specs.ts';
import { compile, makeFolder } from '../output-folder.ts';
import { buildSpec } from './build-spec.ts';
import type { SpecResult } from './build-spec.ts';

describe('descriptions that ship in npm packages, with all their operations', () => {
  const { folder, remove } = makeFolder();
  const results = new Map<string, SpecResult>();
  beforeAll(async () => {
    for (const [index, [name, file]] of Object.entries(npmSpecs).entries()) {
      results.set(name, await buildSpec(file, `spec-${index + 1}`, folder));
    }
  }, 300_000);
  afterAll(remove);

  it('are 25 at least, and every one is built', () => {
    const others = [...results].filter(([, { kind }]) => kind !== 'built');
    expect(others).toEqual([]);
    expect(results.size).toBeGreaterThanOrEqual(25);
  });

  it.each(['5.9', '7'] as const)(
    'compile under TypeScript %s in the strictest settings',
    (version) => {
      expect(compile(folder, version, ['outputs'])).toBe('');
    },
    300_000,
  );
});

describe('npm run corpus', () => {
  const { folder, remove } = makeFolder();
  const run = (path: string): { readonly status: number; readonly text: string } => {
    const script = new URL('corpus.ts', import.meta.url).pathname;
    try {
      const text = execFileSync(process.execPath, [script, path], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return { status: 0, text };
    } catch (error) {
      const { status, stdout, stderr } = error as {
        status: number;
        stdout: string;
        stderr: string;
      };
      return { status, text: `${stdout}${stderr}` };
    }
  };
  const write = (path: string, document: unknown): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(document));
  };
  afterAll(remove);

  it('tells what is built from what is refused, with the code, and passes over what is no description', () => {
    const operation = { operationId: 'getThing', responses: { 200: { description: 'a thing' } } };
    write('specs/good.json', {
      openapi: '3.0.3',
      info: { title: 'Things', version: '1' },
      paths: { '/things': { get: operation } },
    });
    write('specs/deeper/empty.json', {
      openapi: '3.1.0',
      info: { title: 'Nothing', version: '1' },
    });
    write('specs/other.json', { name: 'no description' });
    const { status, text } = run(join(folder, 'specs'));
    expect(status).toBe(0);
    expect(text).toMatch(/^built {4}good\.json/m);
    expect(text).toMatch(/^refused {2}deeper\/empty\.json: spec\/unusable/m);
    expect(text).toMatch(/^1 built, 1 refused, 0 failed of 2$/m);
  });

  it('wants a folder that holds descriptions', () => {
    mkdirSync(join(folder, 'nothing'));
    expect(run(join(folder, 'nothing')).status).toBe(2);
    expect(run(join(folder, 'not-there')).status).toBe(2);
  });
});
