import { createHash, hash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { cacheFolder } from './machine-key.ts';

/** What outputs looked like from outside when all of their bytes were last read and found as a build left them. */
export interface SeenOutputs {
  /** Whether the output looks as it did then, so that its bytes need not be read. */
  has(directory: string, look: OutputLook): boolean;
  add(directory: string, look: OutputLook): void;
  /** Keeps what was added for the next run, outside of all outputs. */
  save(): void;
}

/** One look at the files of an output. */
export interface OutputLook {
  readonly stamp: string;
  /** A file was written so shortly before that another write could bear the same time. */
  readonly isFresh: boolean;
}

// As git does for its index (racy git): who looks within the step of a file system's clock may see the time of a later
// write already. FAT has the largest step, 2 s.
const longestClockStepMs = 2000;

const mostOutputs = 20_000;

/**
 * Looks at files without opening them: place, size, inode and the times of the last write and of the last change of
 * anything; nobody can set the latter. Undefined where one is missing or is not a plain file.
 */
export function lookAt(places: readonly string[], claim: string): OutputLook | undefined {
  const sum = createHash('sha256').update(claim);
  const nowMs = Date.now();
  let newestMs = 0;
  let text = '';
  for (const place of places) {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) return undefined;
    const { size, ino, dev, mtimeMs, ctimeMs } = stats;
    newestMs = Math.max(newestMs, mtimeMs, ctimeMs);
    text += `${place}\0${size} ${ino} ${dev} ${mtimeMs} ${ctimeMs}\0`;
  }
  const isFresh = newestMs > nowMs - longestClockStepMs;
  return { stamp: sum.update(text).digest('hex'), isFresh };
}

/** Reads what an earlier run of this user on this machine has seen when it is first asked for. */
export function seenOutputs(): SeenOutputs {
  const place = join(cacheFolder(), 'integ-gen', 'seen');
  let known: Map<string, string> | undefined;
  let hasNews = false;
  const stamps = (): Map<string, string> => (known ??= readStamps(place));
  const keyOf = (directory: string): string => hash('sha256', directory).slice(0, 32);
  return {
    has: (directory, { stamp }) => stamps().get(keyOf(directory)) === stamp,
    add(directory, { stamp, isFresh }) {
      if (isFresh) return;
      const key = keyOf(directory);
      stamps().delete(key);
      stamps().set(key, stamp);
      hasNews = true;
    },
    save() {
      if (hasNews) writeStamps(place, [...stamps()].slice(-mostOutputs));
      hasNews = false;
    },
  };
}

function readStamps(place: string): Map<string, string> {
  try {
    const lines = readFileSync(place, 'utf8').split('\n');
    return new Map(
      lines.flatMap((line) =>
        line.length === 97 ? [[line.slice(0, 32), line.slice(33)] as const] : [],
      ),
    );
  } catch {
    return new Map();
  }
}

// Another run may write at the same time: the last one wins, and what is lost is only a short cut.
function writeStamps(place: string, stamps: readonly (readonly [string, string])[]): void {
  const draft = `${place}.${process.pid}`;
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(draft, stamps.map(([key, stamp]) => `${key} ${stamp}\n`).join(''), {
      mode: 0o600,
    });
    renameSync(draft, place);
  } catch {
    // Nothing can be kept there: the next run reads all bytes again.
  }
}
