// @ts-nocheck
import { posix } from 'node:path';

/** The files that paths and globs name, relative to the working directory, sorted, each once; and the globs that name none. */
export async function findFiles(
  patterns: readonly string[],
  cwd: string,
): Promise<{ readonly files: readonly string[]; readonly unmatched: readonly string[] }> {
  const found = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const slashed = posix.normalize(pattern.replaceAll('\\', '/'));
    // A plain path stays as it is: that it does not exist is told with its name.
    if (!/[*?{}[\]!]/.test(slashed)) {
      found.add(slashed);
      continue;
    }
    const { glob } = await import('tinyglobby');
    const matches = await glob(slashed, { cwd, ignore: ['**/node_modules/**'], dot: false });
    if (matches.length === 0) unmatched.push(pattern);
    for (const match of matches) found.add(match);
  }
  return { files: [...found].sort(), unmatched };
}
