import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where suites that could not run leave word of it. */
export const notRunFolder = new URL('../../.vitest/not-run', import.meta.url).pathname;

/** Before the run: forgets the last one. After it, as its last lines: what did not run, and why. */
export default function setup(): () => void {
  rmSync(notRunFolder, { recursive: true, force: true });
  return () => {
    for (const line of linesOf(notRunFolder)) console.error(line);
  };
}

function linesOf(folder: string): readonly string[] {
  try {
    const files = readdirSync(folder).sort();
    return files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  } catch {
    // No suite left word.
    return [];
  }
}
