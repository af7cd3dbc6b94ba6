// @ts-nocheck
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { EmittedFile } from '../emit/emitter.ts';
import { notExported } from './exported.ts';
import { sha256 } from './hash.ts';
import { manifestPath, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { linkOnTheWay, unsafePath } from './safe-path.ts';

/** What a build would do to an output directory. */
export interface Changes {
  readonly created: readonly FileChange[];
  readonly updated: readonly FileChange[];
  /** Unedited files that are no longer generated. */
  readonly removed: readonly FileChange[];
  readonly unchanged: readonly string[];
  /** Files of the user's that exist and stay as they are. */
  readonly kept: readonly string[];
  /** Files of the user's that do not export what generated files import from them. */
  readonly incomplete: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Files that would be overwritten although they hold what no build wrote. */
  readonly edited: readonly FileChange[];
  /** Edited files that are no longer generated; they stay. */
  readonly orphaned: readonly string[];
  /** Paths that lead through a symbolic link or onto something that is no file. */
  readonly blocked: readonly { readonly path: string; readonly why: string }[];
}

export interface FileChange {
  readonly path: string;
  /** The text on disk; empty where there is no file. */
  readonly before: string;
  /** The text that would stand there; empty for a removal. */
  readonly after: string;
  /** No build wrote the file that stands there. */
  readonly foreign?: boolean;
}

type Writable<T> = {
  -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key];
};

/** Compares what was emitted with what is on disk; writes nothing. */
export async function compare(directory: string, files: readonly EmittedFile[]): Promise<Changes> {
  const manifest = await readManifest(directory);
  const changes = noChanges();
  for (const file of files) {
    const unsafe = unsafePath(file.path);
    if (unsafe !== undefined)
      throw new Error(`An emitter made the path ${file.path}, which ${unsafe}.`);
    await compareFile(directory, { file, manifest }, changes);
  }
  await compareStale(directory, { files, manifest }, changes);
  return changes;
}

/** Nothing to do. */
export function noChanges(): Writable<Changes> {
  return {
    created: [],
    updated: [],
    removed: [],
    unchanged: [],
    kept: [],
    incomplete: [],
    edited: [],
    orphaned: [],
    blocked: [],
  };
}

async function compareFile(
  directory: string,
  { file, manifest }: { file: EmittedFile; manifest: Manifest | undefined },
  changes: Writable<Changes>,
): Promise<void> {
  const why = await blockedBy(directory, file.path);
  if (why !== undefined) {
    changes.blocked.push({ path: file.path, why });
    return;
  }
  const before = await textOf(directory, file.path);
  if (before === undefined) {
    changes.created.push({ path: file.path, before: '', after: file.text });
  } else if (file.owner === 'user') {
    changes.kept.push(file.path);
    const names = notExported(file.exports ?? [], before);
    if (names.length > 0) changes.incomplete.push({ path: file.path, names });
  } else if (sha256(before) === sha256(file.text)) {
    changes.unchanged.push(file.path);
  } else {
    const written = manifest?.files.find(({ path }) => path === file.path);
    const change = { path: file.path, before, after: file.text };
    if (written?.sha256 === sha256(before)) changes.updated.push(change);
    else changes.edited.push({ ...change, foreign: written === undefined });
  }
}

async function compareStale(
  directory: string,
  { files, manifest }: { files: readonly EmittedFile[]; manifest: Manifest | undefined },
  changes: Writable<Changes>,
): Promise<void> {
  const emitted = new Set(files.map(({ path }) => path));
  for (const { path, sha256: written, owner } of manifest?.files ?? []) {
    // The manifest is a file on disk that anyone can edit: its paths are checked like any other.
    if (emitted.has(path) || owner === 'user' || path === manifestPath) continue;
    if (unsafePath(path) !== undefined || (await blockedBy(directory, path)) !== undefined)
      continue;
    const before = await textOf(directory, path);
    if (before === undefined) continue;
    if (sha256(before) === written) changes.removed.push({ path, before, after: '' });
    else changes.orphaned.push(path);
  }
}

async function blockedBy(directory: string, path: string): Promise<string | undefined> {
  const link = await linkOnTheWay(directory, path);
  if (link !== undefined) return `${link} is a symbolic link`;
  const stats = await lstat(join(directory, path)).catch(() => undefined);
  if (stats !== undefined && !stats.isFile()) return 'something that is not a file stands there';
  const parts = path.split('/').slice(0, -1);
  for (let length = 1; length <= parts.length; length += 1) {
    const parent = await lstat(join(directory, ...parts.slice(0, length))).catch(() => undefined);
    if (parent !== undefined && !parent.isDirectory()) {
      return `${parts.slice(0, length).join('/')} is not a folder`;
    }
  }
  return undefined;
}

async function textOf(directory: string, path: string): Promise<string | undefined> {
  return readFile(join(directory, path), 'utf8').catch(() => undefined);
}
