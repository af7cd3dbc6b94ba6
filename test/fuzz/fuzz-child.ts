// Builds the cases of a run from a number on, one after the other, and tells its parent what came of each.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

import { attempt } from '../hostile/attempt.ts';
import type { Attempt } from '../hostile/attempt.ts';
import { cpuLimit } from './cpu-limit.ts';
import { fuzzCase } from './fuzz-case.ts';
import type { CaseResult } from './run-cases.ts';

const [seed = 0, first = 0, count = 0] = process.argv.slice(2, 5).map(Number);
const folder = process.argv[5] ?? '';
/** Checksums of files that parse: most cases change few of them. */
const good = new Set<string>();

const begin = cpuLimit();

// What is loaded once is no part of the time of the first case.
await attempt(join(folder, 'case'), fuzzCase(seed, first).inputs);
for (let index = first; index < count; index += 1) {
  rmSync(join(folder, 'case'), { recursive: true, force: true });
  const { kind, inputs } = fuzzCase(seed, index);
  begin();
  tell({ index });
  const result = await attempt(join(folder, 'case'), inputs);
  tell({ index, kind, exitCode: result.exitCode, faults: faultsOf(result) });
}
process.disconnect();

function tell(message: CaseResult | { readonly index: number }): void {
  process.send?.(message);
}

function faultsOf(result: Attempt): readonly string[] {
  const { exitCode, diagnostics, thrown, files, strays } = result;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const beside = readdirSync(folder).filter((name) => name !== 'case');
  return [
    ...(thrown === undefined ? [] : [thrown]),
    ...([0, 1, 2, 3, 70].includes(exitCode) ? [] : [`exit code ${exitCode}`]),
    ...(exitCode === 0 && files.size === 0 ? ['nothing was written'] : []),
    ...(exitCode !== 0 && errors.length === 0 && thrown === undefined
      ? [`exit code ${exitCode} without a diagnostic`]
      : []),
    ...(exitCode !== 0 && files.size > 0 ? ['an output in spite of errors'] : []),
    ...[...strays, ...beside].map((path) => `a file outside the output: ${path}`),
    ...('polluted' in {} || Object.hasOwn(globalThis, 'PWN') ? ['something was run'] : []),
    ...[...files].flatMap(([path, text]) =>
      syntaxFaults(path, text).map((fault) => `${path}: ${fault}`),
    ),
  ];
}

function syntaxFaults(path: string, text: string): readonly string[] {
  if (path.startsWith('runtime/')) {
    const copied = new URL(`../../generators/${path.replace('/', '/files/')}`, import.meta.url);
    return text === readFileSync(copied, 'utf8') ? [] : ['it was changed'];
  }
  if (!path.endsWith('.ts')) return [];
  const checksum = createHash('sha256').update(text).digest('hex');
  if (good.has(checksum)) return [];
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  if (diagnostics.length === 0) good.add(checksum);
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
