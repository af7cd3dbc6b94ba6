// @ts-nocheck
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, sep } from 'node:path';

import type { Fetched } from '../remote/fetch-text.ts';
import { isAddress } from '../remote/remote-files.ts';

/** The largest file that is read, bytes; the largest published description has 35 MB. */
const maxBytes = 100 * 1024 * 1024;

/** A place as it is shown: an address as it is, a path relative to a folder, with forward slashes. */
export function shownPlace(folder: string, place: string): string {
  return isAddress(place) ? place : relative(folder, place).split(sep).join('/');
}

/** The nearest folder upward that holds a package.json or .git; the folder itself where there is none. */
export async function projectRoot(folder: string): Promise<string> {
  for (let current = folder; ; current = dirname(current)) {
    if (await exists(join(current, 'package.json'))) return current;
    if (await exists(join(current, '.git'))) return current;
    if (current === parse(current).root) return folder;
  }
}

/** Whether a path, after all links, lies in a folder; a path that does not exist is judged by its words. */
export async function isBelow(path: string, folder: string): Promise<boolean> {
  const inside = relative(await realOrSame(folder), await realOrSame(path));
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

async function realOrSame(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realOrSame(parent), path.slice(parent.length));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** The text of a file, or why it cannot be had. */
export async function textOf(path: string): Promise<Fetched> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { why: found.isDirectory() ? 'it is a folder' : 'it is no file' };
    if (found.size > maxBytes) return { why: 'it is larger than 100 MiB' };
    // Decoded as a whole: in pieces a large file takes three times as long.
    return { text: (await readFile(path)).toString('utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'there is no such file' };
    return { why: `it cannot be opened (${code ?? 'unknown reason'})` };
  }
}
