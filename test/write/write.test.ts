import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { EmittedFile } from '../../src/emit/emitter.ts';
import { apply, recover } from '../../src/write/apply.ts';
import { sha256 } from '../../src/write/hash.ts';
import { writeOutput } from '../../src/write/write-output.ts';
import type { OutputOutcome, OutputRequest } from '../../src/write/write-output.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'integ-gen-write-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const generated = (path: string, text: string): EmittedFile => ({
  path,
  text,
  owner: 'generated',
  format: false,
});
const user = (path: string, text: string): EmittedFile => ({
  path,
  text,
  owner: 'user',
  format: false,
});

function run(
  files: readonly EmittedFile[],
  more: Partial<OutputRequest> = {},
): Promise<OutputOutcome> {
  const inputs = [{ file: 'integration.yaml', sha256: 'a' }];
  return writeOutput({
    directory,
    name: 'out',
    files,
    inputs,
    generator: '1.0.0',
    force: false,
    mode: 'write',
    ...more,
  });
}
const read = (path: string): string => readFileSync(join(directory, path), 'utf8');
const put = (path: string, text: string): void => {
  mkdirSync(join(directory, path, '..'), { recursive: true });
  writeFileSync(join(directory, path), text);
};
const codes = ({ diagnostics }: OutputOutcome): readonly string[] =>
  diagnostics.map(({ code }) => code);

describe('writing the output', () => {
  it('writes every file and a manifest, and nothing the second time', async () => {
    const files = [generated('a/one.ts', 'one\n'), generated('two.ts', 'two\n')];
    expect((await run(files)).created).toEqual(['a/one.ts', 'two.ts']);
    expect(read('a/one.ts')).toBe('one\n');
    expect(read('.integ-gen/manifest.json')).toContain('"a/one.ts"');
    const again = await run(files);
    expect(again).toMatchObject({
      created: [],
      updated: [],
      unchanged: ['a/one.ts', 'two.ts'],
      diagnostics: [],
    });
    expect(existsSync(join(directory, '.integ-gen/staging'))).toBe(false);
  });

  it('refuses to overwrite a file that was edited by hand, writes nothing else, and obeys force', async () => {
    await run([generated('one.ts', 'one\n'), generated('two.ts', 'two\n')]);
    put('one.ts', 'mine\n');
    const files = [generated('one.ts', 'new\n'), generated('two.ts', 'new\n')];
    const refused = await run(files);
    expect(codes(refused)).toEqual(['output/edited']);
    expect([read('one.ts'), read('two.ts')]).toEqual(['mine\n', 'two\n']);
    const forced = await run(files, { force: true });
    expect(codes(forced)).toEqual([]);
    expect([read('one.ts'), read('two.ts')]).toEqual(['new\n', 'new\n']);
  });

  it('refuses a file of the user that stood there before the first build', async () => {
    put('index.ts', 'my own\n');
    expect(codes(await run([generated('index.ts', 'theirs\n')]))).toEqual(['output/foreign']);
    expect(read('index.ts')).toBe('my own\n');
  });

  it('takes CRLF for LF, because a checkout may have changed it', async () => {
    await run([generated('one.ts', 'one\ntwo\n')]);
    put('one.ts', 'one\r\ntwo\r\n');
    expect(codes(await run([generated('one.ts', 'three\n')]))).toEqual([]);
    expect(read('one.ts')).toBe('three\n');
  });

  it('writes files of the user once and never touches them again', async () => {
    await run([user('handlers/a.ts', 'stub\n')]);
    put('handlers/a.ts', 'mine\n');
    expect((await run([user('handlers/a.ts', 'another stub\n')], { force: true })).kept).toEqual([
      'handlers/a.ts',
    ]);
    expect(read('handlers/a.ts')).toBe('mine\n');
    await run([]);
    expect(read('handlers/a.ts')).toBe('mine\n');
  });

  it('tells what a file of the user lacks that generated files import', async () => {
    const file = (...exports: readonly string[]): EmittedFile => ({
      ...user('handlers/a.ts', 'export interface OneInput {}\n'),
      exports,
    });
    expect(codes(await run([file('OneInput')]))).toEqual([]);
    expect(codes(await run([file('OneInput')]))).toEqual([]);
    const renamed = await run([file('TwoInput', 'OneInput')]);
    expect(codes(renamed)).toEqual(['output/handler-incomplete']);
    expect(renamed.diagnostics[0]?.message).toContain('does not export TwoInput,');
    put('handlers/a.ts', "export type { OneInput, TwoInput } from './types.ts';\n");
    expect(codes(await run([file('TwoInput', 'OneInput')]))).toEqual([]);
    put('handlers/a.ts', "export * from './types.ts';\n");
    expect(codes(await run([file('TwoInput', 'OneInput')]))).toEqual([]);
  });

  it('removes what is no longer generated with its empty folder, and keeps it where it was edited', async () => {
    await run([
      generated('a/one.ts', 'one\n'),
      generated('b/two.ts', 'two\n'),
      generated('c.ts', 'c\n'),
    ]);
    put('b/two.ts', 'mine\n');
    const outcome = await run([generated('c.ts', 'c\n')]);
    expect(outcome.removed).toEqual(['a/one.ts']);
    expect(codes(outcome)).toEqual(['output/orphaned']);
    expect(existsSync(join(directory, 'a'))).toBe(false);
    expect(read('b/two.ts')).toBe('mine\n');
  });

  it('refuses to write through a symbolic link or onto a folder', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'integ-gen-elsewhere-'));
    symlinkSync(elsewhere, join(directory, 'clients'));
    mkdirSync(join(directory, 'index.ts'));
    const outcome = await run([generated('clients/a.ts', 'a\n'), generated('index.ts', 'b\n')]);
    expect(codes(outcome)).toEqual(['output/blocked', 'output/blocked']);
    expect(existsSync(join(elsewhere, 'a.ts'))).toBe(false);
    rmSync(elsewhere, { recursive: true });
  });

  it('follows no path out of the directory that somebody wrote into the manifest', async () => {
    const victim = `${directory}-victim`;
    writeFileSync(victim, 'precious\n');
    put(
      '.integ-gen/manifest.json',
      JSON.stringify({
        formatVersion: 1,
        generator: '1.0.0',
        inputs: [],
        files: [{ path: `../${victim.split('/').at(-1) ?? ''}`, sha256: 'x', owner: 'generated' }],
      }),
    );
    await run([generated('a.ts', 'a\n')]);
    expect(readFileSync(victim, 'utf8')).toBe('precious\n');
    rmSync(victim);
  });

  it('shows a diff and writes nothing in a dry run', async () => {
    await run([generated('one.ts', 'one\n')]);
    const outcome = await run([generated('one.ts', 'two\n')], { mode: 'dry-run' });
    expect(outcome.diff).toContain('-one\n+two\n');
    expect(read('one.ts')).toBe('one\n');
  });

  it('tells in a check what is missing, stale, left over or edited, and writes nothing', async () => {
    await run([
      generated('one.ts', 'one\n'),
      generated('two.ts', 'two\n'),
      generated('three.ts', 'three\n'),
    ]);
    put('two.ts', 'mine\n');
    const files = [
      generated('one.ts', 'new\n'),
      generated('two.ts', 'two\n'),
      generated('four.ts', 'four\n'),
    ];
    const outcome = await run(files, { mode: 'check' });
    expect([...codes(outcome)].sort()).toEqual([
      'output/edited',
      'output/incomplete',
      'output/incomplete',
      'output/incomplete',
    ]);
    expect(existsSync(join(directory, 'four.ts'))).toBe(false);
    expect(
      codes(await run([generated('one.ts', 'one\n')], { mode: 'check', generator: '2.0.0' })),
    ).toContain('output/incomplete');
  });

  it('says once in a check that nothing was built yet', async () => {
    const files = [generated('one.ts', 'one\n'), generated('two.ts', 'two\n')];
    const { diagnostics } = await run(files, { mode: 'check' });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('holds no output of a build yet'),
    ]);
  });

  it('puts everything back after a build that died while it moved files', async () => {
    await run([generated('one.ts', 'one\n'), generated('two.ts', 'two\n')]);
    put('.integ-gen/previous/one.ts', 'one\n');
    put('one.ts', 'half\n');
    put('new.ts', 'half\n');
    put(
      '.integ-gen/journal.json',
      JSON.stringify({
        replaced: ['one.ts', 'two.ts'],
        written: { 'one.ts': sha256('half\n'), 'new.ts': sha256('half\n') },
      }),
    );
    expect(await recover(directory)).toBe(true);
    expect([read('one.ts'), read('two.ts')]).toEqual(['one\n', 'two\n']);
    expect(existsSync(join(directory, 'new.ts'))).toBe(false);
    expect(codes(await run([generated('one.ts', 'one\n'), generated('two.ts', 'two\n')]))).toEqual(
      [],
    );
  });

  it.each([
    { replaced: ['mine.ts'], created: ['mine.ts', 'one.ts'] },
    { replaced: ['mine.ts'], written: { 'mine.ts': sha256('other\n'), 'one.ts': sha256('x\n') } },
    { replaced: ['mine.ts', '../mine.ts'], written: { '../mine.ts': sha256('mine\n') } },
  ])('obeys no journal that somebody committed or forged: %j', async (journal) => {
    await run([generated('one.ts', 'one\n')]);
    put('mine.ts', 'mine\n');
    put('.integ-gen/previous/mine.ts', 'theirs\n');
    put('.integ-gen/journal.json', JSON.stringify(journal));
    await recover(directory);
    expect([read('mine.ts'), read('one.ts')]).toEqual(['mine\n', 'one\n']);
    expect(existsSync(join(directory, '.integ-gen/journal.json'))).toBe(false);
  });

  it('puts back what the last build left half done before it looks for edits', async () => {
    await run([generated('one.ts', 'one\n')]);
    put('.integ-gen/previous/one.ts', 'one\n');
    put('one.ts', 'half\n');
    put(
      '.integ-gen/journal.json',
      JSON.stringify({ replaced: ['one.ts'], written: { 'one.ts': sha256('half\n') } }),
    );
    const outcome = await run([generated('one.ts', 'new\n')]);
    expect(outcome).toMatchObject({ diagnostics: [], updated: ['one.ts'], edited: [] });
    expect(read('one.ts')).toBe('new\n');
    expect(existsSync(join(directory, '.integ-gen/journal.json'))).toBe(false);
  });

  it.each(['.integ-gen', '.integ-gen/journal.json', '.integ-gen/manifest.json'])(
    'touches nothing where %s is a link, because what is behind it is not ours',
    async (link) => {
      const other = join(directory, 'other');
      mkdirSync(join(other, 'staging'), { recursive: true });
      writeFileSync(join(other, 'staging/precious.txt'), 'mine\n');
      writeFileSync(join(other, 'file.json'), '{}');
      mkdirSync(dirname(join(directory, link)), { recursive: true });
      symlinkSync(link.endsWith('.json') ? join(other, 'file.json') : other, join(directory, link));
      const outcome = await run([generated('one.ts', 'one\n')], { force: true });
      expect(codes(outcome)).toEqual(['output/blocked']);
      expect(existsSync(join(directory, 'one.ts'))).toBe(false);
      expect(readFileSync(join(other, 'staging/precious.txt'), 'utf8')).toBe('mine\n');
      expect(readFileSync(join(other, 'file.json'), 'utf8')).toBe('{}');
      expect(readdirSync(other)).toEqual(['file.json', 'staging']);
    },
  );

  it('moves everything back where one file cannot be moved to its place', async () => {
    await run([generated('one.ts', 'one\n')]);
    const before = read('.integ-gen/manifest.json');
    put('taken', 'a file\n');
    const batch = {
      write: [
        { path: 'one.ts', text: 'new\n' },
        { path: 'taken/two.ts', text: 'two\n' },
      ],
      remove: [],
    };
    await expect(apply(directory, batch, '{}\n')).rejects.toThrow();
    expect([read('one.ts'), read('taken')]).toEqual(['one\n', 'a file\n']);
    expect(read('.integ-gen/manifest.json')).toBe(before);
    expect(existsSync(join(directory, '.integ-gen/previous'))).toBe(false);
  });

  it('tells that the place of the directory is taken by a file', async () => {
    put('taken', 'a file\n');
    const outcome = await run([generated('one.ts', 'one\n')], {
      directory: join(directory, 'taken'),
    });
    expect(codes(outcome)).toEqual(['output/not-writable']);
  });

  it.skipIf(!existsSync('/proc/self'))('ends below a folder that takes no folders', async () => {
    const outcome = await run([generated('one.ts', 'one\n')], { directory: '/proc/no-such/out' });
    expect(codes(outcome)).toEqual(['output/not-writable']);
  });

  it('treats a path that an emitter must not make as a bug', async () => {
    await expect(run([generated('../one.ts', 'one\n')])).rejects.toThrow(
      'An emitter made the path',
    );
  });
});
