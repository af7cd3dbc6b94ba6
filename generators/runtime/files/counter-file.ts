// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CounterStore } from './counter.ts';

/** Counters as files of one folder, each replaced as a whole. */
export function fileCounters(directory: string): CounterStore {
  const pathOf = (key: string): string => join(directory, `${fileName(key)}.json`);
  return {
    async read(key) {
      try {
        return await readFile(pathOf(key), 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async write(key, text) {
      await mkdir(directory, { recursive: true });
      const path = pathOf(key);
      const temporary = `${path}.${randomUUID()}`;
      const file = await open(temporary, 'w');
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
      await synced(directory);
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

/** Readable, and different for different keys whatever they hold. */
function fileName(key: string): string {
  const readable = key.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 40);
  return `${readable}-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
