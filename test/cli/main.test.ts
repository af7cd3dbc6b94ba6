import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { build, check, main } from '../../src/main.ts';
import { readFixture } from '../fixture-run.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'integ-gen-main-'));
  cpSync(join(readFixture('least-valid').folder, 'input'), join(cwd, 'payments'), {
    recursive: true,
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

interface Printed {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  line: string,
  { terminal = false, env = {} }: { terminal?: boolean; env?: Record<string, string> } = {},
): Promise<Printed> {
  const printed = { out: '', err: '' };
  const exit = await main([...line.split(' '), '--cwd', cwd], {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    terminal,
    env,
  });
  return { exit, ...printed };
}

const file = 'payments/integration.yaml';
const output = 'payments/integrations/payments';

describe('integ-gen', () => {
  it('builds beside the file, says what it wrote, and writes nothing the second time', async () => {
    const first = await run(`build ${file}`);
    expect(first.exit).toBe(0);
    expect(first.out).toMatch(new RegExp(`^${file}: .*wrote \\d+ files to ${output}`));
    expect((await run(`build ${file}`)).out).toMatch(/wrote 0 files, \d+ unchanged/);
  });

  it('checks: 3 before the build, 0 after it, 3 after the file changed, 3 after the output was edited', async () => {
    expect((await run(`check ${file}`)).exit).toBe(3);
    await run(`build ${file}`);
    expect((await run(`check ${file}`)).exit).toBe(0);
    const source = join(cwd, file);
    writeFileSync(source, `${readFileSync(source, 'utf8')}owner: finance\n`);
    expect((await run(`check ${file}`)).exit).toBe(3);
    await run(`build ${file}`);
    writeFileSync(join(cwd, output, 'index.ts'), 'mine\n');
    expect(await run(`check ${file}`)).toMatchObject({ exit: 3 });
    expect(await run(`build ${file}`)).toMatchObject({ exit: 3 });
    expect(readFileSync(join(cwd, output, 'index.ts'), 'utf8')).toBe('mine\n');
    expect((await run(`build ${file} --force`)).exit).toBe(0);
  });

  it('shows in a dry run what would change and writes nothing', async () => {
    const dry = await run(`build ${file} --dry-run`);
    expect(dry).toMatchObject({ exit: 0 });
    expect(dry.out).toContain('+++ plan.json');
    expect((await run(`check ${file}`)).exit).toBe(3);
  });

  it('prints one JSON document on standard output and nothing else there', async () => {
    const { out } = await run(`build ${file} --json`);
    expect(JSON.parse(out)).toMatchObject({
      command: 'build',
      exitCode: 0,
      integrations: [{ file, output, verdict: expect.any(String) as string }],
    });
    const wrong = await run('check nowhere.yaml --json');
    expect(JSON.parse(wrong.out)).toMatchObject({
      exitCode: 1,
      integrations: [{ file: 'nowhere.yaml' }],
    });
  });

  it('builds many, and refuses two that share an output directory', async () => {
    cpSync(join(cwd, 'payments'), join(cwd, 'more'), { recursive: true });
    const both = await run('build */integration.yaml');
    expect(both.exit).toBe(0);
    expect(both.out.match(/wrote \d+ files/g)).toHaveLength(2);
    writeFileSync(join(cwd, 'payments/second.yaml'), readFileSync(join(cwd, file), 'utf8'));
    const shared = await run('build payments/*.yaml');
    expect(shared.exit).toBe(1);
    expect(shared.err).toContain('output/shared');
  });

  it('is silent with --quiet, and shows progress only on a terminal outside CI', async () => {
    expect(await run(`build ${file} --quiet`)).toEqual({ exit: 0, out: '', err: '' });
    expect((await run(`build ${file}`, { terminal: true })).err).toContain(
      '\r\u001B[2Kbuild payments',
    );
    expect((await run(`build ${file}`, { terminal: true, env: { CI: '1' } })).err).not.toContain(
      '\r',
    );
  });

  it('prints colours on a terminal only, and obeys NO_COLOR', async () => {
    writeFileSync(join(cwd, file), 'integration: payments\n');
    const red = '\u001B[3';
    expect((await run(`check ${file}`, { terminal: true })).err).toContain(red);
    expect(
      (await run(`check ${file}`, { terminal: true, env: { NO_COLOR: '1' } })).err,
    ).not.toContain(red);
    expect((await run(`check ${file} --no-color`, { terminal: true })).err).not.toContain(red);
    expect((await run(`check ${file}`)).err).not.toContain(red);
  });

  it('explains the plan as a tree, one decision, and says which ids are near an unknown one', async () => {
    const tree = await run(`explain ${file} --json`);
    const { decisions } = JSON.parse(tree.out) as { decisions: { id: string }[] };
    expect((await run(`explain ${file}`)).out).toContain('payments: ');
    const one = await run(`explain ${file} ${decisions[0]?.id ?? ''}`);
    expect(one.exit).toBe(0);
    expect(one.out).toContain('because: ');
    const unknown = await run(`explain ${file} flows.nothing`);
    expect(unknown.exit).toBe(2);
    expect(unknown.err).toContain('Nearest: ');
  });

  it('refuses commands and options of later versions with feature/not-yet', async () => {
    const later = await run('simulate x.yaml');
    expect(later.exit).toBe(2);
    expect(later.err).toContain('feature/not-yet');
    expect(later.err).toContain('The command "simulate" is planned for integ-gen');
  });

  it('names a file that is not there', async () => {
    const missing = await run('build nowhere/integration.yaml');
    expect(missing.exit).toBe(1);
    expect(missing.err).toContain('nowhere/integration.yaml:1:1 error ');
    const [report] = (await check({ files: 'nowhere/integration.yaml', cwd })).integrations;
    expect(report?.diagnostics.map(({ code }) => code)).toEqual(['yaml/unreadable']);
  });

  it('answers with one JSON document where a description is missing, or not named', async () => {
    const missing = await run('limits nowhere.yaml --json');
    expect(missing).toMatchObject({
      exit: 1,
      err: expect.stringContaining('working directory') as string,
    });
    expect(JSON.parse(missing.out)).toMatchObject({
      spec: 'nowhere.yaml',
      limits: [],
      diagnostics: [{ code: 'spec/unreadable', file: 'nowhere.yaml' }],
    });
    const unnamed = await run('limits --json');
    expect(unnamed.exit).toBe(2);
    expect(JSON.parse(unnamed.out)).toMatchObject({ exitCode: 2, error: { code: 'usage' } });
  });

  it('takes a file that is named in two ways once, and refuses an empty name', async () => {
    const twice = await run(`build ${file} ./${file}`);
    expect(twice.out.match(/wrote \d+ files/g)).toHaveLength(1);
    const empty = await main(['build', file, '--out', '', '--cwd', cwd], {
      out: () => undefined,
      err: () => undefined,
      terminal: false,
      env: {},
    });
    expect(empty).toBe(2);
  });

  it('says of a glob that it matches nothing, and under which condition a design works', async () => {
    const none = await run('build nowhere/*.yaml');
    expect(none.exit).toBe(2);
    expect(none.err).toBe('error: No file matches nowhere/*.yaml.\n');
    const { out } = await run(`build ${file}`);
    expect(out.split('\n')[1]).toMatch(/^ {2}.*netsuite: it must allow at least /);
  });

  it('takes --out for one file only', async () => {
    cpSync(join(cwd, 'payments'), join(cwd, 'more'), { recursive: true });
    expect((await run('build */integration.yaml --out x')).exit).toBe(2);
    expect((await run(`build ${file} --out x`)).exit).toBe(0);
    expect(readFileSync(join(cwd, 'x/plan.json'), 'utf8')).toContain('"payments"');
  });

  it("prints in the style of the user's prettier configuration, but not what is large or copied", async () => {
    writeFileSync(
      join(cwd, 'payments/ledger.json'),
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Ledger', version: '1' },
        servers: [{ url: 'https://ledger.example' }],
        paths: {
          '/entries': {
            post: { operationId: 'createEntry', responses: { '204': { description: 'Booked.' } } },
          },
        },
      }),
    );
    writeFileSync(
      join(cwd, file),
      [
        'integration: payments',
        'systems: { shop: sells, ledger: { description: books, spec: ledger.json } }',
        'flows: [{ from: shop, on: sold, to: ledger, do: createEntry }]',
      ].join('\n'),
    );
    const printed = async (): Promise<readonly string[]> => {
      expect((await run(`build ${file}`)).err).not.toContain(' error ');
      const paths = ['index.ts', 'clients/ledger/types.ts', 'runtime/host.ts'];
      return paths.map((path) => readFileSync(join(cwd, output, path), 'utf8'));
    };
    const [index, types, host] = await printed();
    expect(index).toMatch(/;$/m);
    writeFileSync(join(cwd, '.prettierrc'), '{ "semi": false, "tabWidth": 3 }');
    const [styled, ...untouched] = await printed();
    expect(styled).not.toMatch(/;$/m);
    expect(styled).toMatch(/^ {3}\S/m);
    expect(untouched).toEqual([types, host]);
  });

  it('gives programs the same through build and check', async () => {
    const report = await build({ files: file, cwd });
    expect(report).toMatchObject({ command: 'build', exitCode: 0 });
    expect(await check({ files: [file], cwd })).toMatchObject({
      exitCode: 0,
      integrations: [{ created: [] }],
    });
    const dry = await build({ files: file, cwd, dryRun: true });
    expect(dry.integrations[0]?.diff).toBe('');
  });
});
