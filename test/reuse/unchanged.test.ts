import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { build, check } from '../../src/main.ts';
import { machineKey } from '../../src/reuse/machine-key.ts';
import { recordPath, recordText } from '../../src/reuse/record.ts';
import type { BuildRecord } from '../../src/reuse/record.ts';
import { findUnchanged, openSession } from '../../src/reuse/unchanged.ts';
import { sha256 } from '../../src/write/hash.ts';

const parent = mkdtempSync(join(tmpdir(), 'integ-gen-'));
const template = join(parent, 'template', 'project');
const output = 'integrations/orders';
let copies = 0;

const integration = `# yaml
integration: orders
systems:
  shop: { description: our shop, owned: true }
  ledger:
    description: keeps the books
    spec: ./specs/ledger.json
    limits: [10/s]
  crm: customer records
flows:
  - { from: shop, changes: orders, to: ledger, do: createEntry, volume: 3000/day, duplicate: harmless }
  - { from: shop, changes: customers, to: crm, do: set customer, volume: 30/day, duplicate: harmless }
`;

const spec = {
  openapi: '3.0.3',
  info: { title: 'Ledger', version: '1' },
  servers: [{ url: 'https://ledger.example' }],
  paths: {
    '/entries': {
      post: {
        operationId: 'createEntry',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 201: { description: 'made' } },
      },
    },
  },
};

beforeAll(async () => {
  mkdirSync(join(template, 'specs'), { recursive: true });
  writeFileSync(join(template, 'integration.yaml'), integration);
  writeFileSync(join(template, 'package.json'), '{ "name": "user", "type": "module" }\n');
  writeFileSync(join(template, 'specs/ledger.json'), `${JSON.stringify(spec, null, 2)}\n`);
  expect((await build({ files: 'integration.yaml', cwd: template })).exitCode).toBe(0);
});

afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
});

/** A copy of a project that was built. */
function project(): string {
  copies += 1;
  const place = join(parent, String(copies), 'project');
  cpSync(template, place, { recursive: true });
  return place;
}

function isTaken(cwd: string): boolean {
  const question = { file: join(cwd, 'integration.yaml'), acceptInfeasible: false };
  return findUnchanged(question, openSession()) !== undefined;
}

const file = (cwd: string, path: string): string => join(cwd, output, path);

function replaceByLink(path: string): void {
  renameSync(path, `${path}.real`);
  symlinkSync(`${path}.real`, path);
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

const same: Readonly<Record<string, (cwd: string) => void>> = {
  'nothing changed': () => undefined,
  'the spec has become CRLF': (cwd) => {
    edit(join(cwd, 'specs/ledger.json'), (text) => text.replaceAll('\n', '\r\n'));
  },
  'a generated file has become CRLF': (cwd) => {
    edit(file(cwd, 'index.ts'), (text) => text.replaceAll('\n', '\r\n'));
  },
  'the spec is a link to the same text': (cwd) => {
    replaceByLink(join(cwd, 'specs/ledger.json'));
  },
  'a handler was written': (cwd) => {
    appendFileSync(file(cwd, 'handlers/crm.ts'), '\nexport const mine = 1;\n');
  },
  'a file of the user stands beside the output': (cwd) => {
    writeFileSync(file(cwd, 'notes.md'), 'mine\n');
  },
  'a package.json without a style appears in the output': (cwd) => {
    writeFileSync(file(cwd, 'package.json'), '{ "type": "module" }');
  },
};

const different: Readonly<Record<string, (cwd: string) => void>> = {
  'the spec was edited': (cwd) => {
    edit(join(cwd, 'specs/ledger.json'), (text) => text.replace('made', 'created'));
  },
  'the spec is gone': (cwd) => {
    rmSync(join(cwd, 'specs/ledger.json'));
  },
  'integration.yaml has one more comment': (cwd) => {
    appendFileSync(join(cwd, 'integration.yaml'), '# more\n');
  },
  'the integration was renamed': (cwd) => {
    edit(join(cwd, 'integration.yaml'), (text) => text.replace(': orders\n', ': sales\n'));
  },
  'the output has another directory': (cwd) => {
    appendFileSync(join(cwd, 'integration.yaml'), 'output: { directory: elsewhere }\n');
  },
  'a generated file was edited': (cwd) => {
    appendFileSync(file(cwd, 'clients/ledger/client.ts'), '// mine\n');
  },
  'a generated file is gone': (cwd) => {
    rmSync(file(cwd, 'runtime/client.ts'));
  },
  'a generated file is a link to the same text': (cwd) => {
    replaceByLink(file(cwd, 'index.ts'));
  },
  'a folder of the output is a link': (cwd) => {
    replaceByLink(file(cwd, 'clients'));
  },
  'a folder stands where a file was': (cwd) => {
    rmSync(file(cwd, 'index.ts'));
    mkdirSync(file(cwd, 'index.ts'));
  },
  'a handler is gone': (cwd) => {
    rmSync(file(cwd, 'handlers/crm.ts'));
  },
  'a handler no longer exports what is imported': (cwd) => {
    writeFileSync(file(cwd, 'handlers/crm.ts'), 'export {};\n');
  },
  'the manifest was edited': (cwd) => {
    edit(file(cwd, '.integ-gen/manifest.json'), (text) =>
      text.replace('"formatVersion"', ' "formatVersion"'),
    );
  },
  'the manifest is gone': (cwd) => {
    rmSync(file(cwd, '.integ-gen/manifest.json'));
  },
  'the folder of the manifest is a link': (cwd) => {
    replaceByLink(file(cwd, '.integ-gen'));
  },
  'a build was killed': (cwd) => {
    const kept = readFileSync(file(cwd, 'index.ts'), 'utf8');
    mkdirSync(file(cwd, '.integ-gen/previous'), { recursive: true });
    writeFileSync(file(cwd, '.integ-gen/previous/index.ts'), `${kept}// before\n`);
    writeFileSync(
      file(cwd, '.integ-gen/journal.json'),
      JSON.stringify({ replaced: ['index.ts'], written: { 'index.ts': sha256(kept) } }),
    );
  },
  'a prettier configuration appears in a parent folder': (cwd) => {
    writeFileSync(join(dirname(cwd), '.prettierrc'), '{ "semi": false }');
  },
  'a prettier configuration that is code appears': (cwd) => {
    writeFileSync(file(cwd, 'prettier.config.js'), 'export default { semi: false };');
  },
  'package.json gets a package that the output can use': (cwd) => {
    writeFileSync(
      join(cwd, 'package.json'),
      '{ "name": "user", "type": "module", "dependencies": { "undici": "8.13.1" } }',
    );
  },
  'package.json gets a prettier style': (cwd) => {
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module", "prettier": { "tabWidth": 4 } }');
  },
  'an .editorconfig appears': (cwd) => {
    writeFileSync(join(cwd, '.editorconfig'), '[*]\nindent_size = 8\nindent_style = space\n');
  },
  'another build of the generator wrote it': (cwd) => {
    edit(file(cwd, recordPath), (text) =>
      recordText({ ...unsealed(text), generator: 'x' }, machineKey() ?? ''),
    );
  },
};

describe('an integration that is as the last build left it', () => {
  it.each(Object.keys(same))('is recognised where %s', async (name) => {
    const cwd = project();
    same[name]?.(cwd);
    expect(isTaken(cwd)).toBe(true);
    await expectSameAnswer(cwd);
  });

  it.each(Object.keys(different))('is compiled where %s', async (name) => {
    const cwd = project();
    different[name]?.(cwd);
    expect(isTaken(cwd)).toBe(false);
    await expectSameAnswer(cwd);
  });

  it('is told with the warnings of the build, from any working directory', async () => {
    const cwd = project();
    const whole = await check({ files: 'project/integration.yaml', cwd: dirname(cwd) });
    expect(isTaken(cwd)).toBe(true);
    expect(whole.integrations[0]?.diagnostics.length).toBeGreaterThan(0);
    expect(whole.integrations[0]?.diagnostics[0]?.at.file).toBe('project/integration.yaml');
  });

  it('is found again after another build', async () => {
    const cwd = project();
    appendFileSync(join(cwd, 'integration.yaml'), '# more\n');
    await build({ files: 'integration.yaml', cwd });
    expect(isTaken(cwd)).toBe(true);
  });

  it('may be anywhere that the command line says', async () => {
    const cwd = project();
    const out = join(cwd, 'other');
    await build({ files: 'integration.yaml', cwd, out });
    const question = { file: join(cwd, 'integration.yaml'), out, acceptInfeasible: false };
    expect(findUnchanged(question, openSession())?.directory).toBe(out);
    expect(findUnchanged({ ...question, acceptInfeasible: true }, openSession())).toBeUndefined();
  });

  it('is compiled all the same where the whole is asked for', async () => {
    const cwd = project();
    const text = readFileSync(file(cwd, recordPath), 'utf8');
    const record = unsealed(text);
    const sealed = recordText({ ...record, verdict: 'sealed' }, machineKey() ?? '');
    writeFileSync(file(cwd, recordPath), sealed);
    const verdict = async (more: object): Promise<string | undefined> =>
      (await build({ files: 'integration.yaml', cwd, ...more })).integrations[0]?.verdict;
    expect(await verdict({})).toBe('sealed');
    expect(await verdict({ dryRun: true })).not.toBe('sealed');
    expect(await verdict({ force: true })).not.toBe('sealed');
    expect(await verdict({})).not.toBe('sealed');
  });

  it('is compiled where the record is forged, or was sealed on another machine', () => {
    const cwd = project();
    expect(isTaken(cwd)).toBe(true);
    const text = readFileSync(file(cwd, recordPath), 'utf8');
    writeFileSync(file(cwd, recordPath), text.replace(/"verdict":"[^"]*"/, '"verdict":"forged"'));
    expect(isTaken(cwd)).toBe(false);
    const record = unsealed(text);
    writeFileSync(file(cwd, recordPath), recordText(record, 'f'.repeat(64)));
    expect(isTaken(cwd)).toBe(false);
    writeFileSync(file(cwd, recordPath), recordText(record, machineKey() ?? ''));
    expect(isTaken(cwd)).toBe(true);
  });

  it('is compiled where its style was changed while it was built', async () => {
    const cwd = project();
    const configuration = join(cwd, '.prettierrc.json');
    writeFileSync(configuration, '{ "semi": false }');
    const building = build({ files: 'integration.yaml', cwd, force: true });
    const output = file(cwd, 'index.ts');
    const timeOf = (): number | undefined => statSync(output, { throwIfNoEntry: false })?.mtimeMs;
    const before = timeOf();
    // The output is written at the end; the style was read at the beginning.
    while (timeOf() === before) await setImmediate();
    writeFileSync(configuration, '{ "semi": true }');
    await building;
    expect(isTaken(cwd)).toBe(false);
    await expectSameAnswer(cwd);
  });

  it('is built where no record can be left', async () => {
    const cwd = project();
    rmSync(file(cwd, recordPath));
    // A folder that is not empty in the place of the draft: not even root can write there.
    mkdirSync(join(file(cwd, recordPath), 'taken'), { recursive: true });
    expect((await build({ files: 'integration.yaml', cwd })).exitCode).toBe(0);
  });

  it('does not hide that another integration has the same directory', async () => {
    const cwd = project();
    cpSync(join(cwd, 'integration.yaml'), join(cwd, 'second.yaml'));
    const report = await check({ files: ['integration.yaml', 'second.yaml'], cwd });
    const codes = report.integrations.map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes[1]).toContain('output/shared');
  });

  it('has no record where a description has several files', async () => {
    const cwd = project();
    writeFileSync(join(cwd, 'specs/entry.json'), '{ "type": "object" }');
    edit(join(cwd, 'specs/ledger.json'), (text) =>
      text.replace(/"type": "object"/, '"$ref": "./entry.json"'),
    );
    expect((await build({ files: 'integration.yaml', cwd })).exitCode).toBe(0);
    expect(existsSync(file(cwd, recordPath))).toBe(false);
  });

  it('has the same record wherever it is built', async () => {
    const [one, other] = [project(), project()];
    await build({ files: 'integration.yaml', cwd: one, force: true });
    await build({ files: 'project/integration.yaml', cwd: dirname(other), force: true });
    const text = readFileSync(file(one, recordPath), 'utf8');
    expect(readFileSync(file(other, recordPath), 'utf8')).toBe(text);
    expect(text).not.toContain(parent);
  });
});

function unsealed(text: string): BuildRecord {
  const sealed = JSON.parse(text) as BuildRecord & { seal?: string };
  delete sealed.seal;
  return sealed;
}

/** `check` and `build` say with the record what they say without it. */
async function expectSameAnswer(cwd: string): Promise<void> {
  const without = `${cwd}-without`;
  cpSync(cwd, without, { recursive: true, verbatimSymlinks: true });
  rmSync(file(without, recordPath), { force: true });
  for (const command of [check, build]) {
    const one = await command({ files: 'integration.yaml', cwd });
    const other = await command({ files: 'integration.yaml', cwd: without });
    expect(one).toEqual(other);
  }
}
