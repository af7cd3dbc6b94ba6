import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it, vi } from 'vitest';

import { installPacked, packPackage, run } from './packed.ts';
import type { Ended } from './packed.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'integ-gen-packed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Compilers and npm are processes of their own, so a busy machine takes its time.
vi.setConfig({ testTimeout: 600_000 });

const packed = packPackage(folder);
const paths = packed.files.map(({ path }) => path);

// Compiled code without source maps; of the declarations those that the public ones name; what emitters copy as it is.
const known = [
  /^(?:LICENSE|README\.md|package\.json|bin\/integ-gen\.js)$/,
  /^schemas\/(?:REFERENCE\.md|integration\.schema\.json|plan\.schema\.json)$/,
  /^dist\/(?:[\w-]+\.js|fingerprint\.txt)$/,
  /^dist\/types\/src\/[\w/-]+\.d\.ts$/,
  /^dist\/generators\/architecture\/[\w-]+\.ejs$/,
  /^dist\/generators\/runtime\/files\/[\w-]+\.ts$/,
];

describe('the packed package', () => {
  it('holds the command, what it runs, the schemas, README and LICENSE, and nothing else', () => {
    expect(paths.filter((path) => !known.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'bin/integ-gen.js',
        'dist/main.js',
        'schemas/integration.schema.json',
        'schemas/plan.schema.json',
        'dist/generators/runtime/files/client.ts',
      ]),
    );
  });

  it('stays small', () => {
    const { size, unpackedSize, files } = packed;
    console.info(
      `${packed.files.length} files, ${Math.round(size / 1e3)} kB, unpacked ${Math.round(unpackedSize / 1e3)} kB`,
    );
    // Vendors and signature schemes are a file each, so that a build loads only those it meets.
    expect(size).toBeLessThan(700_000);
    expect(unpackedSize).toBeLessThan(3_000_000);
    expect(files.length).toBeLessThan(300);
  });

  it('is what publint expects of a package, without a suggestion', () => {
    const { exit, printed } = checkout('publint', 'run', packed.tarball, '--strict');
    expect(printed).toContain('All good!');
    expect(exit).toBe(0);
  });

  it('has types that every kind of ES module resolution finds (attw)', () => {
    const flags = ['--profile', 'esm-only', '--format', 'json'];
    const { exit, printed } = checkout('attw', packed.tarball, ...flags);
    expect(exit, printed).toBe(0);
  });
});

const isInstalled = installPacked(packed, join(folder, 'team'));
const cold = "npm's cache lacks the dependencies (npm ci fills it)";
if (!isInstalled && (process.env['CI'] ?? '') !== '') throw new Error(`Not installed: ${cold}.`);

describe.skipIf(!isInstalled)(
  `the package in an empty project${isInstalled ? '' : `: NOT RUN, ${cold}`}`,
  () => {
    it('brings all that it needs, and nothing that nobody asked for', () => {
      const { exit, printed } = team('npm', 'ls', '--all', '--offline');
      expect(exit, printed).toBe(0);
      expect(printed).not.toContain('extraneous');
    });

    it.each(['typescript', 'typescript-native'])('builds what compiles under %s', (compiler) => {
      const place = integration(`built-${compiler}`);
      const built = team('npx', '--no', 'integ-gen', 'build', `${place}/integration.yaml`);
      expect(built.exit, built.printed).toBe(0);
      expect(compile(compiler, 'nodenext', `${place}/integrations`)).toBe('');
    });

    it.each([
      ['typescript', 'nodenext'],
      ['typescript', 'bundler'],
      ['typescript-native', 'nodenext'],
      ['typescript-native', 'bundler'],
    ] as const)('is typed for a program under %s with %s resolution', (compiler, resolution) => {
      writeFileSync(join(folder, 'team/program.ts'), program);
      expect(compile(compiler, resolution, 'program.ts')).toBe('');
    });

    it('builds and checks from a program', () => {
      integration('called');
      writeFileSync(join(folder, 'team/program.ts'), program);
      const { exit, printed } = team(process.execPath, 'program.ts', 'called/integration.yaml');
      expect(exit, printed).toBe(0);
      expect(printed).toContain('check 3 before, build 0 feasible, check 0 after');
    });

    it('starts with init, whose file builds and whose output is current', () => {
      mkdirSync(join(folder, 'team/started'));
      copyLedger('started');
      const step = (...words: readonly string[]): Ended =>
        team('npx', '--no', 'integ-gen', ...words, '--cwd', 'started');
      for (const words of [
        ['init', 'ledger/openapi.yaml', '--yes'],
        ['build', 'integration.yaml'],
        ['check', 'integration.yaml'],
      ]) {
        const { exit, printed } = step(...words);
        expect(exit, `${words.join(' ')}\n${printed}`).toBe(0);
      }
    });
  },
);

const program = `import { build, check } from 'integ-gen';
import type { CommandReport, Diagnostic } from 'integ-gen';

const files = process.argv[2] ?? '';
const before: CommandReport = await check({ files });
const built = await build({ files });
const after = await check({ files });
const found: readonly Diagnostic[] = built.integrations.flatMap(({ diagnostics }) => diagnostics);
for (const { code, severity } of found) if (severity === 'error') console.error(code);
const verdict = built.integrations[0]?.verdict;
console.log(\`check \${before.exitCode} before, build \${built.exitCode} \${verdict}, check \${after.exitCode} after\`);
`;

/** A folder of the project with an integration of two systems, one of them described in two files. */
function integration(name: string): string {
  mkdirSync(join(folder, 'team', name));
  copyLedger(name);
  writeFileSync(
    join(folder, 'team', name, 'integration.yaml'),
    `integration: books
systems:
  shop: sells
  ledger:
    { description: keeps the books, spec: ledger/openapi.yaml, limits: 10/s, idempotency: { header: Idempotency-Key } }
flows:
  - { from: shop, on: paid, to: ledger, do: createEntry, volume: 3000/day, idempotency_key: id }
`,
  );
  return name;
}

function copyLedger(name: string): void {
  const source = join(root, 'fixtures/payments-to-ledger/input/ledger');
  cpSync(source, join(folder, 'team', name, 'ledger'), { recursive: true });
}

/** What a compiler of the checkout says of a part of the project, the package's own declarations included. */
function compile(compiler: string, resolution: 'nodenext' | 'bundler', include: string): string {
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: resolution === 'bundler' ? 'preserve' : 'nodenext',
    moduleResolution: resolution,
    types: ['node'],
    noEmit: true,
    allowImportingTsExtensions: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
  };
  const config = JSON.stringify({ compilerOptions, include: [include] });
  writeFileSync(join(folder, 'team/tsconfig.json'), config);
  return team(process.execPath, join(root, 'node_modules', compiler, 'bin/tsc'), '-p', '.').printed;
}

function team(command: string, ...parameters: readonly string[]): Ended {
  return run(join(folder, 'team'), command, ...parameters);
}

function checkout(command: string, ...parameters: readonly string[]): Ended {
  return run(root, join(root, 'node_modules/.bin', command), ...parameters);
}
