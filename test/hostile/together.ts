import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import type { Attempt } from './attempt.ts';

/**
 * Gives many outputs one runtime, so that a program may hold them all; each was compared with the
 * runtime that is copied before.
 */
export function shareRuntime(folder: string, outputs: readonly Attempt[]): void {
  const runtime = new URL('../../generators/runtime/files', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  for (const { output } of outputs) {
    rmSync(join(output, 'runtime'), { recursive: true, force: true });
    symlinkSync(runtime, join(output, 'runtime'));
  }
}

/** Imports every module of some outputs in one process; what it says of itself afterwards. */
export function importAll(folder: string, outputs: readonly Attempt[]): string {
  const program = join(folder, 'import-all.ts');
  const modules = outputs.flatMap(({ output, files }) =>
    [...files.keys()]
      .filter((path) => path.endsWith('.ts') && !path.startsWith('runtime/'))
      .map((path) => `./${relative(folder, join(output, path))}`),
  );
  writeFileSync(
    program,
    `${modules.map((path) => `await import(${JSON.stringify(path)});`).join('\n')}
console.log(${modules.length}, 'PWN' in globalThis, 'polluted' in {}, Object.keys(Object.prototype).length);
`,
  );
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  }).trim();
}
