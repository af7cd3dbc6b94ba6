// @ts-nocheck
import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { manifestPath } from './manifest.ts';
import { linkOnTheWay, unsafePath } from './safe-path.ts';

/** Files to write and to remove, by path below the output directory. */
export interface Batch {
  readonly write: readonly { readonly path: string; readonly text: string }[];
  readonly remove: readonly string[];
}

const staging = '.integ-gen/staging';
const previous = '.integ-gen/previous';
const journalPath = '.integ-gen/journal.json';

interface Journal {
  /** Paths that had a file before; their old text lies in `previous`. */
  readonly replaced: readonly string[];
  readonly created: readonly string[];
}

/**
 * Brings a batch to disk, all or nothing. Everything is first written beside its place; then a journal
 * says what is about to be moved, and what fails in between is moved back, now or at the next build.
 */
export async function apply(directory: string, batch: Batch, manifest: string): Promise<void> {
  const write = [...batch.write, { path: manifestPath, text: manifest }];
  for (const { path, text } of write) await put(join(directory, staging, path), text);
  const existing = await whichExist(directory, [...write.map(({ path }) => path), ...batch.remove]);
  const journal: Journal = {
    replaced: existing,
    created: write.map(({ path }) => path).filter((path) => !existing.includes(path)),
  };
  await put(join(directory, journalPath), JSON.stringify(journal));
  try {
    for (const path of existing) await move(join(directory, path), join(directory, previous, path));
    for (const { path } of write) await move(join(directory, staging, path), join(directory, path));
  } catch (error) {
    await recover(directory);
    throw error;
  }
  await rm(join(directory, journalPath));
  await clear(directory);
  for (const path of batch.remove) await removeEmptyFolders(directory, dirname(path));
}

/** A link where a build keeps its own things: what is written or cleared behind it would be somebody else's. */
export async function linkInOwnFolder(directory: string): Promise<string | undefined> {
  return (await linkOnTheWay(directory, journalPath)) ?? linkOnTheWay(directory, manifestPath);
}

/** Puts back what a build that was killed had moved; true where there was something to put back. */
export async function recover(directory: string): Promise<boolean> {
  const journal = await readJournal(directory);
  if (journal === undefined) {
    await clear(directory);
    return false;
  }
  const safe = await safePaths(directory, [...journal.replaced, ...journal.created]);
  const saved = await whichExist(
    join(directory, previous),
    journal.replaced.filter((path) => safe.has(path)),
  );
  for (const path of journal.created) {
    // What cannot be removed is no file of ours and kept ours from its place; the others still go back.
    if (safe.has(path)) await rm(join(directory, path), { force: true }).catch(() => undefined);
  }
  for (const path of saved) await move(join(directory, previous, path), join(directory, path));
  await rm(join(directory, journalPath), { force: true });
  await clear(directory);
  return true;
}

// A journal is a file that anyone can edit: no path in it may lead outside.
async function safePaths(
  directory: string,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const safe = new Set<string>();
  for (const path of paths) {
    if (unsafePath(path) === undefined && (await linkOnTheWay(directory, path)) === undefined)
      safe.add(path);
  }
  return safe;
}

async function readJournal(directory: string): Promise<Journal | undefined> {
  const text = await readFile(join(directory, journalPath), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const parsed = JSON.parse(text) as Partial<Journal>;
    return { replaced: strings(parsed.replaced), created: strings(parsed.created) };
  } catch {
    // The build died while it wrote the journal: nothing had been moved yet.
    await rm(join(directory, journalPath), { force: true });
    return undefined;
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

async function clear(directory: string): Promise<void> {
  await rm(join(directory, staging), { recursive: true, force: true });
  await rm(join(directory, previous), { recursive: true, force: true });
}

async function put(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, text);
}

// Node's own recursive mkdir never ends where a folder that exists takes none with ENOENT, as below /proc.
async function makeFolder(path: string): Promise<void> {
  const why = await refusalOf(path);
  if (why?.code !== 'ENOENT') {
    if (why !== undefined && why.code !== 'EEXIST') throw why;
    return;
  }
  if (dirname(path) !== path) await makeFolder(dirname(path));
  const again = await refusalOf(path);
  if (again !== undefined && again.code !== 'EEXIST') throw again;
}

async function refusalOf(path: string): Promise<NodeJS.ErrnoException | undefined> {
  // What mkdir rejects with is always an error of the system.
  return mkdir(path).then(
    () => undefined,
    (error: unknown) => error as NodeJS.ErrnoException,
  );
}

async function move(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
}

async function whichExist(directory: string, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const text = await readFile(join(directory, path)).catch(() => undefined);
    if (text !== undefined) found.push(path);
  }
  return found;
}

async function removeEmptyFolders(directory: string, folder: string): Promise<void> {
  if (folder === '.') return;
  const entries = await readdir(join(directory, folder)).catch(() => ['missing']);
  if (entries.length > 0) return;
  await rmdir(join(directory, folder));
  await removeEmptyFolders(directory, dirname(folder));
}
