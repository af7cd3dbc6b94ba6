// @ts-nocheck
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Some files as the next commit would take them. */
export interface GitIndex {
  /** Differs from the last commit in the index. */
  isStaged(path: string): boolean;
  /** Differs on disk from what the index holds, or is new to git and not ignored. */
  isUnstaged(path: string): boolean;
}

/** What git says of these absolute paths; undefined without git or outside a repository. */
export async function gitIndex(paths: readonly string[]): Promise<GitIndex | undefined> {
  const real = new Map(
    await Promise.all(paths.map(async (path) => [path, await realPath(path)] as const)),
  );
  // In the directory of the process: that is what the paths in git's own variables start from inside a hook.
  const top = await git(['rev-parse', '--show-toplevel']);
  if (top === undefined) return undefined;
  const root = top.replace(/\r?\n$/, '');
  const groups = commandLines([...new Set(real.values())]);
  const staged = await listed(groups, ['diff', '--cached', '--name-only', '--no-renames', '-z']);
  const unstaged = await listed(groups, [
    ...['ls-files', '--modified', '--deleted', '--others', '--exclude-standard'],
    ...['--full-name', '-z'],
  ]);
  if (staged === undefined || unstaged === undefined) return undefined;
  const [inIndex, onDisk] = [pathsIn(staged, root), pathsIn(unstaged, root)];
  return {
    isStaged: (path) => inIndex.has(real.get(path) ?? path),
    isUnstaged: (path) => onDisk.has(real.get(path) ?? path),
  };
}

// Windows takes command lines of 32,767 characters, others of a megabyte or two: many integrations have longer lists.
const longestCommandLine = 30_000;

function commandLines(paths: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let length = longestCommandLine;
  for (const path of paths) {
    length += path.length + 1;
    if (length > longestCommandLine) {
      groups.push([]);
      length = path.length + 1;
    }
    groups.at(-1)?.push(path);
  }
  return groups;
}

async function listed(
  groups: readonly (readonly string[])[],
  parameters: readonly string[],
): Promise<string | undefined> {
  let all = '';
  for (const paths of groups) {
    const part = await git([...parameters, '--', ...paths]);
    if (part === undefined) return undefined;
    all += part;
  }
  return all;
}

function pathsIn(names: string, root: string): ReadonlySet<string> {
  return new Set(
    names
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => join(root, name)),
  );
}

// The folder after all links, but not the file: git keeps a link as what it is.
async function realPath(path: string): Promise<string> {
  try {
    return join(await realpath(dirname(path)), basename(path));
  } catch {
    return dirname(path) === path ? path : join(await realPath(dirname(path)), basename(path));
  }
}

function git(parameters: readonly string[]): Promise<string | undefined> {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return new Promise((resolve) => {
    execFile('git', ['--literal-pathspecs', ...parameters], options, (error, text) => {
      resolve(error === null ? text : undefined);
    });
  });
}
