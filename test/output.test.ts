import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { copyInput, listFixtures, runFixture, runInto } from './fixture-run.ts';
import { compile, makeFolder, runOnNode22 } from './output-folder.ts';

const built = listFixtures().filter(({ command, exit }) => command[0] === 'build' && exit === 0);
const planSchema = JSON.parse(
  readFileSync(new URL('../schemas/plan.schema.json', import.meta.url), 'utf8'),
) as object;

describe.each(built)('the output of $name', (fixture) => {
  const { folder, remove } = makeFolder();
  const output = join(folder, fixture.name);
  beforeAll(async () => {
    await runInto(fixture, output);
  });
  afterAll(remove);

  it('compiles under TypeScript 5.9 in the strictest settings', () => {
    expect(compile(folder, '5.9')).toBe('');
  });

  it('compiles under TypeScript 7 in the strictest settings', () => {
    expect(compile(folder, '7')).toBe('');
  });

  it('loads on Node 22.18 by type stripping, every module of it', () => {
    const modules = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const imports = modules.map((path) => `await import('./${fixture.name}/${path}');`).join('\n');
    writeFileSync(
      join(folder, 'load.ts'),
      `${imports}\nconsole.log('loaded on', process.version);\n`,
    );
    expect(runOnNode22(folder, 'load.ts')).toBe('loaded on v22.18.0\n');
    expect(modules).toContain('index.ts');
  });

  it('has a plan that its schema accepts', () => {
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(planSchema);
    const plan: unknown = JSON.parse(readFileSync(join(output, 'plan.json'), 'utf8'));
    expect(validate(plan) ? [] : validate.errors).toEqual([]);
  });

  it('bears the header of generated files and a line for eslint on every generated module', () => {
    for (const path of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts') || path.startsWith('handlers/')) continue;
      const text = readFileSync(join(output, path), 'utf8');
      expect(text.split('\n')[0], path).toMatch(/^\/\/ .*integ-gen/);
      expect(text, path).toContain('/* eslint-disable */');
    }
  });

  it('is the same bytes twice, from another directory, and from inputs with CRLF', async () => {
    const first = await runFixture({ ...fixture, checksums: [] });
    const elsewhere = join(folder, 'a', 'b', 'input');
    copyInput(fixture, elsewhere);
    toCrlf(elsewhere, fixture.folder);
    const second = await runFixture({ ...fixture, checksums: [] }, elsewhere);
    expect([...second.files.keys()]).toEqual([...first.files.keys()]);
    for (const [path, text] of first.files) expect(second.files.get(path), path).toBe(text);
  });

  it('names no absolute path and no date of the build', async () => {
    const { files } = await runFixture({ ...fixture, checksums: [] });
    const year = String(new Date().getUTCFullYear());
    const today = new Date().toISOString().slice(0, 10);
    for (const [path, text] of files) {
      expect(text.includes(fixture.folder) || text.includes(folder), path).toBe(false);
      expect(text.includes(today), `${path} holds a date of ${year}`).toBe(false);
    }
  });
});

// A spec that comes from a package is copied to where the same reference finds it.
function toCrlf(copy: string, original: string): void {
  for (const path of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:ya?ml|json)$/.test(path)) continue;
    const place = join(copy, path);
    writeFileSync(place, readFileSync(place, 'utf8').replaceAll('\n', '\r\n'));
  }
  const text = readFileSync(join(copy, 'integration.yaml'), 'utf8');
  for (const [reference] of text.matchAll(/(?:\.\.\/)+node_modules\/\S+\.json/g)) {
    cpSync(join(original, 'input', reference), join(copy, reference), { recursive: true });
  }
}
