import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/integ-gen.js', import.meta.url));

const yaml = (name: string, volume: string): string => `integration: ${name}
systems:
  shop: sells
  ledger: { description: books, spec: specs/ledger.json, idempotency: { header: Key }, limits: 10/s }
flows:
  - { from: shop, on: paid, to: ledger, do: createEntry, volume: ${volume}, idempotency_key: id }
`;
const spec = (property: string): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Ledger', version: '1' },
    servers: [{ url: 'https://ledger.example.com' }],
    paths: {
      '/entries': {
        post: {
          operationId: 'createEntry',
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { [property]: { type: 'string' } } },
              },
            },
          },
          responses: { 201: { description: 'made' } },
        },
      },
    },
  });

let folder: string;
let child: ChildProcess;
let printed: string;

const write = (path: string, text: string): void => {
  writeFileSync(join(folder, path), text);
};
const read = (path: string): string => {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    return '';
  }
};
/** Looks until something holds; the limit of the test is the only time that counts. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const lines = (file: string): number =>
  printed.split('\n').filter((line) => line.startsWith(`${file}: `)).length;
const start = (...parameters: readonly string[]): void => {
  child = spawn(process.execPath, [bin, 'build', '--watch', ...parameters], { cwd: folder });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (printed += part.toString()));
};
const ended = (signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });

vi.setConfig({ testTimeout: 600_000 });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'integ-gen-watch-'));
  printed = '';
  mkdirSync(join(folder, 'specs'));
  write('package.json', '{ "type": "module" }\n');
  write('specs/ledger.json', spec('amount'));
  write('integration.yaml', yaml('books', '3000/day'));
});

afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('build --watch', () => {
  const types = 'integrations/books/clients/ledger/types.ts';

  it('follows the file, its spec and saves by renaming, goes on after mistakes, and ends with 0', async () => {
    start('integration.yaml');
    await until(() => printed.includes('Ctrl+C ends'));
    expect(read(types)).toContain('amount');

    write('integration.yaml', yaml('books', '5000/day'));
    await until(() => read('integrations/books/plan.json').includes('5000/day'));

    write('specs/ledger.json', spec('total'));
    await until(() => read(types).includes('total'));

    write('integration.yaml', yaml('books', 'many'));
    await until(() => printed.includes('value/wrong-form'));
    rmSync(join(folder, 'specs/ledger.json'));
    write('integration.yaml', yaml('books', '5000/day'));
    await until(() => printed.includes('spec/unreadable'));

    write('specs/other.json', spec('currency'));
    renameSync(join(folder, 'specs/other.json'), join(folder, 'specs/ledger.json'));
    await until(() => read(types).includes('currency'));

    write('ledger.tmp', yaml('books', '7000/day'));
    renameSync(join(folder, 'ledger.tmp'), join(folder, 'integration.yaml'));
    await until(() => read('integrations/books/plan.json').includes('7000/day'));

    write('.prettierrc', '{ "semi": false }\n');
    await until(() => !read('integrations/books/index.ts').includes(';\n'));
    expect(await ended('SIGINT')).toBe(0);
  });

  it('tells one line a build of the integration that changed, and none because of its own output', async () => {
    mkdirSync(join(folder, 'stock/specs'), { recursive: true });
    write('stock/specs/ledger.json', spec('amount'));
    write('stock/integration.yaml', yaml('stock', '3000/day'));
    start('integration.yaml', 'stock/integration.yaml');
    await until(() => printed.includes('Ctrl+C ends'));
    expect([lines('integration.yaml'), lines('stock/integration.yaml')]).toEqual([1, 1]);

    // What was written before is seen no later than this: two builds more would show as two lines.
    for (const [round, property] of ['total', 'sum'].entries()) {
      write('stock/specs/ledger.json', spec(property));
      await until(() => lines('stock/integration.yaml') === round + 2);
    }
    expect([lines('integration.yaml'), lines('stock/integration.yaml')]).toEqual([1, 3]);
    expect(await ended('SIGTERM')).toBe(0);
    expect([lines('integration.yaml'), lines('stock/integration.yaml')]).toEqual([1, 3]);
  });

  it('refuses to begin with what cannot be meant', async () => {
    start('nothing/*.yaml');
    const exit = await new Promise((resolve) => child.once('exit', resolve));
    expect(exit).toBe(2);
    expect(printed).toContain('No file matches');
  });
});
