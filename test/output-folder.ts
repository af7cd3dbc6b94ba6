import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

/** What an output may import, and the types of Node. */
const installed = ['@types', 'undici-types', 'openid-client', 'undici', '@opentelemetry'];

/** A folder outside the repository for an output and programs that use it; the caller removes it. */
export function makeFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'integ-gen-output-'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of installed)
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The flags that the output promises to compile under. */
const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  module: 'NodeNext',
  types: ['node'],
  noEmit: true,
  allowImportingTsExtensions: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  skipLibCheck: true,
};

/** What the compiler says of everything in a folder, or in parts of it; empty where it has nothing to say. */
export function compile(
  folder: string,
  version: '5.9' | '7',
  include: readonly string[] = ['.'],
): string {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const compiler = version === '7' ? 'typescript-native' : 'typescript';
  const tsc = join(root, `node_modules/${compiler}/bin/tsc`);
  return run(process.execPath, ['--max-old-space-size=6144', tsc, '-p', folder]);
}

/** Runs a file of a folder under Node 22.18 by type stripping; what it printed, errors included. */
export function runOnNode22(folder: string, file: string): string {
  return run(join(root, 'node_modules/node22/bin/node'), [
    '--disable-warning=ExperimentalWarning',
    join(folder, file),
  ]);
}

function run(command: string, parameters: readonly string[]): string {
  try {
    return execFileSync(command, parameters, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return `${stdout}${stderr}`;
  }
}
