import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { load } from '../../src/load/load.ts';

const integration = `integration: stock
systems:
  ledger: { spec: ledger.yaml }
  shop: { spec: none.yaml }
`;
const ledger = 'openapi: 3.0.3\npaths: {}\n';

async function loadFrom(files: Readonly<Record<string, string>>): Promise<ReturnType<typeof load>> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  try {
    for (const [path, text] of Object.entries({ 'package.json': '{}', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await load({ cwd: folder, file: 'work/integration.yaml' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('loading an integration', () => {
  const files = { 'work/integration.yaml': integration, 'work/ledger.yaml': ledger };

  it('reads every spec that it names, and reports the one that is missing at its place', async () => {
    const { value, diagnostics } = await loadFrom(files);
    expect([...(value?.specs.keys() ?? [])]).toEqual(['ledger']);
    expect(diagnostics.map(({ code, at }) => [code, at.file, at.line, at.column])).toEqual([
      ['spec/unreadable', 'integration.yaml', 4, 17],
    ]);
  });

  it('names all files that it read, sorted, with paths from the folder of the file', async () => {
    const { value } = await loadFrom(files);
    expect(value?.inputs.map(({ file }) => file)).toEqual(['integration.yaml', 'ledger.yaml']);
  });

  it.each(['https://me:hunter2@x.example/a.json', 'ftp://me:hunter2@x.example/a.json'])(
    'leaves a spec with a password in it to `check`, and never repeats it: %s',
    async (reference) => {
      const text = integration.replace('none.yaml', `"${reference}"`);
      const { diagnostics } = await loadFrom({ ...files, 'work/integration.yaml': text });
      expect(diagnostics).toEqual([]);
    },
  );

  it("takes the user's prettier options, and none where there is no configuration", async () => {
    const styled = await loadFrom({ ...files, '.prettierrc': '{ "semi": false }' });
    expect(styled.value?.prettier).toMatchObject({ semi: false });
    expect((await loadFrom(files)).value).not.toHaveProperty('prettier');
  });

  it('goes on with its own style where the prettier configuration is broken', async () => {
    const { value, diagnostics } = await loadFrom({ ...files, '.prettierrc.json': '{ "semi": ' });
    expect(value).not.toHaveProperty('prettier');
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'spec/unreadable',
      'output/prettier-unreadable',
    ]);
  });

  it('says that a file is missing', async () => {
    const { value, diagnostics } = await loadFrom({});
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml/unreadable']);
  });
});
