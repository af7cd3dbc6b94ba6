// @ts-nocheck
import { existsSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How long files must stay as they are before a change counts as complete: an editor saves in several steps. */
const quietMs = 100;
/** How often is looked without being told: some file systems (network, containers) tell nothing. */
const lookMs = 2_000;

/** What tells one state of a file from the next, by absolute path. */
export type Fingerprints = ReadonlyMap<string, string>;

/** The present state of files; one that is not there has a state too, and one written since `sinceMs` counts as changed. */
export async function fingerprints(
  paths: readonly string[],
  sinceMs = Infinity,
): Promise<Fingerprints> {
  const found = await Promise.all(
    paths.map(async (path) => [path, await stateOf(path, sinceMs)] as const),
  );
  return new Map(found);
}

/** What differs from what was seen, and the state of all files once they have come to rest. */
export interface Change {
  readonly changed: readonly string[];
  readonly now: Fingerprints;
}

/** Waits until files are no longer as they were seen; nothing where the signal ended the wait. */
export async function changedFiles(
  seen: Fingerprints,
  signal: AbortSignal,
): Promise<Change | undefined> {
  const paths = [...seen.keys()];
  while (!signal.aborted) {
    // Opened before the look, so that nothing falls between the two.
    const watching = watchFolders(paths, signal);
    const now = await atRest(paths, signal);
    const changed = difference(seen, now);
    if (changed.length === 0) await watching.told;
    watching.close();
    if (changed.length > 0) return { changed, now };
  }
  return undefined;
}

async function atRest(paths: readonly string[], signal: AbortSignal): Promise<Fingerprints> {
  let before = await fingerprints(paths);
  while (!signal.aborted) {
    await pause(quietMs, signal);
    const now = await fingerprints(paths);
    if (difference(before, now).length === 0) return now;
    before = now;
  }
  return before;
}

function difference(before: Fingerprints, now: Fingerprints): string[] {
  return [...now].filter(([path, state]) => before.get(path) !== state).map(([path]) => path);
}

// The folders and not the files: a save by renaming puts another file in the place of the one that was watched.
function watchFolders(
  paths: readonly string[],
  signal: AbortSignal,
): { readonly told: Promise<void>; readonly close: () => void } {
  const wake = new AbortController();
  const tell = (): void => {
    wake.abort();
  };
  const folders = new Set(paths.map((path) => existingFolder(dirname(path))));
  const watchers = [...folders].flatMap((folder) => openWatcher(folder, tell));
  return {
    told: pause(lookMs, AbortSignal.any([wake.signal, signal])),
    close: () => {
      for (const watcher of watchers) watcher.close();
    },
  };
}

function openWatcher(folder: string, tell: () => void): readonly FSWatcher[] {
  try {
    return [watch(folder, tell).on('error', tell)];
  } catch {
    // No watcher is to be had (the folder went, or the system has no more): the next look finds the change.
    return [];
  }
}

function existingFolder(folder: string): string {
  const parent = dirname(folder);
  return parent === folder || existsSync(folder) ? folder : existingFolder(parent);
}

async function stateOf(path: string, sinceMs: number): Promise<string> {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    const isNew = Number(mtimeNs / 1_000_000n) >= sinceMs;
    return isNew ? 'written since' : `${mtimeNs} ${size} ${ino}`;
  } catch {
    return 'absent';
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
