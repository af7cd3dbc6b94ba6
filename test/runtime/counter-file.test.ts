import type * as fs from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { fileCounters } from '../../generators/runtime/files/counter-file.ts';

const steps = vi.hoisted((): string[] => []);

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    open: async (path: string, flags: string) => {
      const file = await real.open(path, flags);
      const sync = file.sync.bind(file);
      const what = (await file.stat()).isDirectory() ? 'folder' : 'file';
      file.sync = () => {
        steps.push(`sync ${what}`);
        return sync();
      };
      return file;
    },
    rename: (from: string, to: string) => {
      steps.push('rename');
      return real.rename(from, to);
    },
  };
});

it('a count in a file, and its name, are on the disk before its call leaves', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'counters-'));
  try {
    await fileCounters(folder).write('shop/hour', 'one');
    expect(steps).toEqual(['sync file', 'rename', 'sync folder']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
