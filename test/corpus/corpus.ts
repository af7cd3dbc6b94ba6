import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { compile, makeFolder } from '../output-folder.ts';
import { buildSpec } from './build-spec.ts';
import type { SpecResult } from './build-spec.ts';
import { findSpecs } from './find-specs.ts';

/** So many bytes of output are checked by one run of a compiler, which keeps it below 4 GB. */
const bytesARun = 60_000_000;

const [argument, ...rest] = process.argv.slice(2);
if (argument === undefined || rest.length > 0 || !existsSync(argument)) {
  process.stderr.write('usage: npm run corpus -- DIR\n');
  process.exit(2);
}
const corpus = resolve(argument);
const specs = statSync(corpus).isDirectory() ? findSpecs(corpus) : [''];
if (specs.length === 0) {
  process.stderr.write(`error: ${argument} holds no API description.\n`);
  process.exit(2);
}
process.exitCode = await run();

async function run(): Promise<number> {
  const { folder, remove } = makeFolder();
  try {
    const results = new Map<string, SpecResult>();
    for (const [index, spec] of specs.entries()) {
      const result = await buildSpec(join(corpus, spec), `spec-${index + 1}`, folder);
      results.set(spec, result);
      process.stdout.write(`${lineOf(spec, result)}\n`);
    }
    for (const version of ['5.9', '7'] as const) typeCheck({ folder, version, results });
    return summary(results);
  } finally {
    remove();
  }
}

function lineOf(spec: string, result: SpecResult): string {
  switch (result.kind) {
    case 'built':
      return `built    ${spec} (${result.seconds.toFixed(1)} s, ${result.warnings} warnings)`;
    case 'refused':
      return `refused  ${spec}: ${result.code}: ${result.message}`;
    case 'failed':
      return `FAILED   ${spec}: ${result.why}`;
  }
}

/** Turns into failures what a compiler does not accept. */
function typeCheck(of: {
  readonly folder: string;
  readonly version: '5.9' | '7';
  readonly results: Map<string, SpecResult>;
}): void {
  const { folder, version, results } = of;
  for (const names of runsOf(folder)) {
    const said = compile(
      folder,
      version,
      names.map((name) => `outputs/${name}`),
    );
    if (said === '') continue;
    const named = byOutput(said.split('\n'));
    if (named.size === 0) throw new Error(`TypeScript ${version} ended with:\n${said}`);
    for (const [name, lines] of named) {
      const spec = specs[Number(name.slice('spec-'.length)) - 1] ?? '';
      const why = `TypeScript ${version}: ${lines.length} errors, first: ${lines[0] ?? ''}`;
      results.set(spec, { kind: 'failed', why });
      process.stdout.write(`${lineOf(spec, { kind: 'failed', why })}\n`);
    }
  }
}

function byOutput(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const name = /outputs\/(?<name>spec-\d+)\//.exec(line)?.groups?.['name'];
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), line]);
  }
  return found;
}

/** Names of outputs, as many together as one run of a compiler bears. */
function runsOf(folder: string): readonly (readonly string[])[] {
  const outputs = join(folder, 'outputs');
  if (!existsSync(outputs)) return [];
  const runs: string[][] = [[]];
  let bytes = 0;
  for (const name of readdirSync(outputs).sort()) {
    const own = sizeOf(join(outputs, name));
    if (bytes > 0 && bytes + own > bytesARun) {
      runs.push([]);
      bytes = 0;
    }
    runs.at(-1)?.push(name);
    bytes += own;
  }
  return runs;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}

function summary(results: ReadonlyMap<string, SpecResult>): number {
  const count = (kind: SpecResult['kind']): number =>
    [...results.values()].filter((result) => result.kind === kind).length;
  const refused = [...results].filter(([, { kind }]) => kind === 'refused');
  const failed = [...results].filter(([, { kind }]) => kind === 'failed');
  const lines = [...refused, ...failed].map(
    ([spec, result]) => lineOf(spec, result).split('\n')[0],
  );
  process.stdout.write(
    `\n${[...lines, `${count('built')} built, ${count('refused')} refused, ${count('failed')} failed of ${results.size}`].join('\n')}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}
