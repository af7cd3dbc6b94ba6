// @ts-nocheck
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/** Why a path of the output must not be written, or undefined where it may. A fault here is a bug of an emitter. */
export function unsafePath(path: string): string | undefined {
  if (path.length > 200) return 'is longer than 200 characters';
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'has an empty, "." or ".." part';
    if (!/^[A-Za-z0-9._-]+$/.test(part)) return 'has a character that is not safe in a file name';
    if (part.endsWith('.') || reservedOnWindows.test(part))
      return 'has a name that Windows reserves';
  }
  return undefined;
}

/** The first part of the path below the directory that is a symbolic link; through one, a file could land elsewhere. */
export async function linkOnTheWay(directory: string, path: string): Promise<string | undefined> {
  let place = directory;
  let walked = '';
  for (const part of path.split('/')) {
    place = join(place, part);
    walked = walked === '' ? part : `${walked}/${part}`;
    const stats = await lstat(place).catch(() => undefined);
    if (stats === undefined) return undefined;
    if (stats.isSymbolicLink()) return walked;
  }
  return undefined;
}
