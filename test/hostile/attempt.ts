import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { build } from '../../src/main.ts';

/** What came of one build. */
export interface Attempt {
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The message of an exception: a bug of ours, whatever the input was. */
  readonly thrown?: string;
  readonly output: string;
  /** Files of the output by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that appeared anywhere else below the folder of the attempt. */
  readonly strays: readonly string[];
}

/** Builds `integration.yaml` among some inputs in a folder of its own, into `out` beside them. */
export async function attempt(
  folder: string,
  inputs: Readonly<Record<string, string | Uint8Array>>,
): Promise<Attempt> {
  for (const [path, content] of Object.entries(inputs)) {
    mkdirSync(dirname(join(folder, 'in', path)), { recursive: true });
    writeFileSync(join(folder, 'in', path), content);
  }
  const output = join(folder, 'out');
  const result = await builtInto(join(folder, 'in'), output);
  const all = filesBelow(folder);
  return {
    ...result,
    output,
    files: new Map(
      all.flatMap((path) =>
        path.startsWith('out/') && !path.startsWith('out/.integ-gen/')
          ? [[path.slice(4), readFileSync(join(folder, path), 'utf8')]]
          : [],
      ),
    ),
    strays: all.filter(
      (path) => !path.startsWith('out/') && !Object.hasOwn(inputs, path.replace(/^in\//, '')),
    ),
  };
}

async function builtInto(
  cwd: string,
  out: string,
): Promise<Pick<Attempt, 'exitCode' | 'diagnostics' | 'thrown'>> {
  try {
    const report = await build({ files: 'integration.yaml', cwd, out, acceptInfeasible: true });
    const diagnostics = report.integrations.flatMap((integration) => integration.diagnostics);
    return { exitCode: report.exitCode, diagnostics };
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { exitCode: 70, diagnostics: [], thrown };
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}
