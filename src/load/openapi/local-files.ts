import { createHash } from 'node:crypto';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, relative, sep } from 'node:path';

import type { InputHash, Json } from '../../model/document.ts';
import { parseText } from './parse-text.ts';
import { survey } from './survey.ts';

/** The largest file that is read, bytes; the largest published description has 20 MB. */
const maxBytes = 100 * 1024 * 1024;

/** A file that a description refers to: its content, or why there is none. */
export type LoadedFile =
  | { readonly value: Json; readonly why?: undefined; readonly refersToFiles: boolean }
  | { readonly why: string };

/** The text of a file, or why it cannot be had. */
type FileText = { readonly text: string; readonly why?: undefined } | { readonly why: string };

/** The files of one description: each is read once, and remembered with its checksum. */
export interface LocalFiles {
  readonly inputs: readonly InputHash[];
  readText(path: string): Promise<FileText>;
  /** Reads and parses a file that lies below `root`. */
  read(path: string, root: string): Promise<LoadedFile>;
}

/** Opens nothing yet; names in `inputs` are relative to `baseDirectory`. */
export function localFiles(baseDirectory: string): LocalFiles {
  const inputs: InputHash[] = [];
  const readText = async (path: string): Promise<FileText> => {
    const found = await textOf(path);
    if (found.why === undefined) {
      inputs.push({ file: posixRelative(baseDirectory, path), sha256: checksum(found.text) });
    }
    return found;
  };
  const read = async (path: string, root: string): Promise<LoadedFile> => {
    if (!(await isBelow(path, root))) return { why: 'it lies outside the project' };
    const found = await readText(path);
    if (found.why !== undefined) return found;
    const parsed = await parseText(found.text, path);
    if (parsed.broken !== undefined) {
      const { line, column, why } = parsed.broken;
      return { why: `line ${line}, column ${column}: ${why}` };
    }
    const { tooLarge, refersToFiles } = survey(parsed.value);
    if (tooLarge) return { why: 'it is too large or nested too deeply' };
    return { value: parsed.value, refersToFiles };
  };
  return { inputs, readText, read };
}

/** A path relative to a folder, with forward slashes. */
export function posixRelative(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
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

async function textOf(path: string): Promise<FileText> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { why: found.isDirectory() ? 'it is a folder' : 'it is no file' };
    if (found.size > maxBytes) return { why: 'it is larger than 100 MiB' };
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'there is no such file' };
    return { why: `it cannot be opened (${code ?? 'unknown reason'})` };
  }
}

function checksum(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
