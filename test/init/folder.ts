import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach } from 'vitest';

import { main } from '../../src/main.ts';
import type { ExitCode } from '../../src/main.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the test, with files by path; `base` is its own name. */
export function folderWith(files: Readonly<Record<string, string>>, base = 'shop'): string {
  const outer = mkdtempSync(join(tmpdir(), 'integ-gen-init-'));
  folders.push(outer);
  const folder = join(outer, base);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** What a run of the command line printed, and its exit code. */
export interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in a folder, without a terminal. */
export async function run(folder: string, ...argv: readonly string[]): Promise<Run> {
  let out = '';
  let err = '';
  const code = await main([...argv, '--cwd', folder], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    terminal: false,
    env: {},
  });
  return { code, out, err };
}

/** The integration.yaml of a folder. */
export function written(folder: string): string {
  return readFileSync(join(folder, 'integration.yaml'), 'utf8');
}

/** A small description of an API: two ways to authenticate, a key for repeats, a webhook. */
export const ledger = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'The Ledger API', version: '1' },
  servers: [{ url: 'https://api.ledger.example/v1' }],
  security: [{ token: [] }, { key: [] }],
  paths: {
    '/entries': {
      get: { operationId: 'listEntries', summary: 'All entries', responses: answers() },
      post: {
        operationId: 'createEntry',
        summary: 'Books an entry',
        parameters: [{ name: 'X-Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        responses: answers(),
      },
    },
    '/entries/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      delete: { operationId: 'deleteEntry', responses: answers() },
    },
  },
  webhooks: { 'entry.booked': { post: { responses: answers() } } },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Ledger-Key' },
    },
  },
});

function answers(): object {
  return { 200: { description: 'done' } };
}
