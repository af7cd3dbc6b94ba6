// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Host } from './host.ts';
import type { TokenStore } from './token-store.ts';

/** Milliseconds between two looks at a lock that somebody else holds. */
const lookMs = 25;

/**
 * Tokens as files of one folder on a local disk, readable by their owner alone, for all processes of
 * this machine. A lock ends with the process that holds it, so a crash leaves none behind.
 */
export function fileTokens(directory: string, host: Pick<Host, 'sleep' | 'random'>): TokenStore {
  const pathOf = (key: string, ending: string): string =>
    join(directory, `${fileName(key)}${ending}`);
  return {
    async load(key) {
      try {
        return await readFile(pathOf(key, '.tokens'), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async save(key, text) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = pathOf(key, '.tokens');
      const temporary = `${path}.${Math.floor(host.random() * 2 ** 48).toString(36)}`;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await synced(directory);
    },
    async exclusive(key, work) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const release = await lock(pathOf(key, '.lock'), host);
      try {
        return await work(new AbortController().signal);
      } finally {
        release();
      }
    },
  };
}

/** Until then a crash of the machine could bring back the name of the old file. */
async function synced(directory: string): Promise<void> {
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A transaction that writes nothing: the operating system lets go of it whatever becomes of the process. */
async function lock(path: string, host: Pick<Host, 'sleep' | 'random'>): Promise<() => void> {
  const database = new DatabaseSync(path);
  for (;;) {
    try {
      database.exec('BEGIN IMMEDIATE');
      return () => {
        database.close();
      };
    } catch (error) {
      // 5: somebody else holds it.
      if (!(error instanceof Error) || !('errcode' in error) || error.errcode !== 5) {
        database.close();
        throw error;
      }
      await host.sleep(lookMs * (0.5 + host.random()));
    }
  }
}

/** Readable, and different for different keys whatever they hold. */
function fileName(key: string): string {
  const readable = key.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}
