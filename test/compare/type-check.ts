import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('../..', import.meta.url).pathname;

/** What is generated from one description, weighed. */
export interface Weight {
  readonly errors: number;
  /** The message of the first error; empty where there is none. */
  readonly firstError: string;
  /** Whether a file asks the compiler not to look. */
  readonly unchecked: boolean;
  readonly bytes: number;
}

/** Compiles an output with TypeScript 5.9, `strict` and `skipLibCheck`, as a bundler resolves imports. */
export function weigh(out: string): Weight {
  const files = filesOf(out).filter((path) => path.endsWith('.ts'));
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const unchecked = files.some((path) => readFileSync(path, 'utf8').includes('@ts-nocheck'));
  // `skipLibCheck` looks into no declaration file, so what was generated as one is checked as a module.
  const copies = files.filter((path) => path.endsWith('.d.ts'));
  for (const path of copies) copyFileSync(path, asModule(path));
  const errors = compile(out);
  for (const path of copies) rmSync(asModule(path));
  return { errors: errors.length, firstError: errors[0] ?? '', unchecked, bytes };
}

const asModule = (path: string): string => path.replace(/\.d\.ts$/, '.ts');

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}

function compile(out: string): readonly string[] {
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = join(out, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const flags = ['--max-old-space-size=6144', tsc, '-p', project, '--pretty', 'false'];
  const { stdout, status } = spawnSync(process.execPath, flags, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  rmSync(project);
  const errors = stdout.split('\n').filter((line) => /\berror TS\d+/.test(line));
  if (status !== 0 && errors.length === 0) throw new Error(`tsc ended with ${status}: ${stdout}`);
  return errors;
}
