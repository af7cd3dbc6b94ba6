import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { sha256 } from './hash.ts';
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
  /** What the build was about to put there, by path: a hash of its text. */
  readonly written: Readonly<Record<string, string>>;
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
    written: Object.fromEntries(write.map(({ path, text }) => [path, sha256(text)])),
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

/**
 * Puts back what a build that was killed had moved; true where there was something to put back. Only a place
 * that is empty, or where what that build put still stands, is touched: a journal may be an old one that somebody
 * committed, or a forged one.
 */
export async function recover(directory: string): Promise<boolean> {
  const journal = await readJournal(directory);
  if (journal === undefined) {
    await clear(directory);
    return false;
  }
  const written = new Map(Object.entries(journal.written));
  const paths = new Set([...journal.replaced, ...written.keys()]);
  const safe = await safePaths(directory, [...paths]);
  const ours: string[] = [];
  for (const path of safe)
    if (await isOurs(join(directory, path), written.get(path))) ours.push(path);
  const saved = await whichExist(
    join(directory, previous),
    journal.replaced.filter((path) => ours.includes(path)),
  );
  for (const path of ours) {
    if (journal.replaced.includes(path)) continue;
    // What cannot be removed is no file of ours and kept ours from its place; the others still go back.
    await rm(join(directory, path), { force: true }).catch(() => undefined);
  }
  for (const path of saved) await move(join(directory, previous, path), join(directory, path));
  await rm(join(directory, journalPath), { force: true });
  await clear(directory);
  return true;
}

async function isOurs(path: string, hash: string | undefined): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    isMissing(error) ? undefined : '',
  );
  return text === undefined || sha256(text) === hash;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
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
    return { replaced: strings(parsed.replaced), written: hashes(parsed.written) };
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

function hashes(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, hash]) => typeof hash === 'string'));
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
