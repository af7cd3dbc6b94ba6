import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { main } from '../src/main.ts';
import { recordPath } from '../src/reuse/record.ts';

/** What `case.json` of a fixture says. */
export interface FixtureCase {
  readonly name: string;
  readonly folder: string;
  readonly command: readonly string[];
  readonly exit: number;
  /** Folders of the output whose files are kept as checksums: their text comes from a vendor's spec, or stands elsewhere. */
  readonly checksums: readonly string[];
}

/** What running a fixture brought. */
export interface FixtureResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** By path: the text, or for files under `checksums` their SHA-256. */
  readonly files: ReadonlyMap<string, string>;
}

const fixturesFolder = new URL('../fixtures/', import.meta.url).pathname;

/** All fixtures, by name. */
export function listFixtures(): readonly FixtureCase[] {
  return readdirSync(fixturesFolder)
    .sort()
    .filter((name) => existsSync(join(fixturesFolder, name, 'case.json')))
    .map(readFixture);
}

/** One fixture by its name. */
export function readFixture(name: string): FixtureCase {
  const folder = join(fixturesFolder, name);
  const parsed = JSON.parse(
    readFileSync(join(folder, 'case.json'), 'utf8'),
  ) as Partial<FixtureCase>;
  return {
    name,
    folder,
    command: parsed.command ?? ['build'],
    exit: parsed.exit ?? 0,
    // The runtime is copied unchanged: its text stands in generators/runtime/files.
    checksums: ['runtime/', ...(parsed.checksums ?? [])],
  };
}

/** Runs the command of a fixture into an empty folder; `output` is that folder, which the caller removes. */
export async function runInto(
  fixture: FixtureCase,
  output: string,
  input = join(fixture.folder, 'input'),
): Promise<FixtureResult> {
  const [command = 'build', ...options] = fixture.command;
  const printed = { out: '', err: '' };
  const out = command === 'build' || command === 'check' ? ['--out', output] : [];
  const file = command === 'limits' ? 'api.openapi.yaml' : 'integration.yaml';
  const exit = await main([command, file, '--cwd', input, ...out, ...options], {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    terminal: false,
    env: {},
  });
  // The folder has a random name: it is named apart from what was printed.
  const plain = (text: string): string =>
    text.replaceAll(
      new RegExp(`(?:\\.\\./)*[^\\s"]*${output.split('/').at(-1) ?? ''}`, 'g'),
      'OUT',
    );
  return {
    exit,
    stdout: plain(printed.out),
    stderr: plain(printed.err),
    files: readTree(output, fixture.checksums),
  };
}

/** Runs a fixture in a temporary folder and removes it. */
export async function runFixture(fixture: FixtureCase, input?: string): Promise<FixtureResult> {
  const output = mkdtempSync(join(tmpdir(), 'integ-gen-'));
  try {
    return await runInto(fixture, output, input);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** What `expected/` holds, in the form of a result's files; printed text is under `stdout.txt` and `stderr.txt`. */
export function expectedFiles(fixture: FixtureCase): ReadonlyMap<string, string> {
  return readTree(join(fixture.folder, 'expected'), []);
}

/** A result in the form of `expected/`: text of files, checksums in one file, and what was printed. */
export function asExpected(
  result: FixtureResult,
  fixture: FixtureCase,
): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  const sums: Record<string, string> = {};
  for (const [path, text] of result.files) {
    if (isSummed(path, fixture.checksums)) sums[path] = text;
    else kept.set(path, text);
  }
  if (Object.keys(sums).length > 0)
    kept.set('checksums.json', `${JSON.stringify(sums, null, 2)}\n`);
  if (result.stderr !== '') kept.set('stderr.txt', result.stderr);
  if (/^(?:explain|limits)$/.test(fixture.command[0] ?? '')) kept.set('stdout.txt', result.stdout);
  return new Map([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A copy of a fixture's input elsewhere, for the tests that change it. */
export function copyInput(fixture: FixtureCase, to: string): void {
  cpSync(join(fixture.folder, 'input'), to, { recursive: true });
}

function readTree(folder: string, checksums: readonly string[]): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    // It holds a hash of the generator's own files, which every change of them changes.
    .filter((path) => path !== recordPath)
    .sort();
  return new Map(
    paths.map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return [
        path,
        isSummed(path, checksums) ? createHash('sha256').update(text).digest('hex') : text,
      ];
    }),
  );
}

// The manifest holds hashes of those files and is text of our own: it is kept whole.
function isSummed(path: string, checksums: readonly string[]): boolean {
  return checksums.some((folder) => path.startsWith(folder));
}
