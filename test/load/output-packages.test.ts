import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

import { outputPackages } from '../../src/load/output-packages.ts';

const root = mkdtempSync(join(tmpdir(), 'integ-gen-packages-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const both = '{ "dependencies": { "undici": "8", "@opentelemetry/api": "1", "left-pad": "1" } }';

it.each<{
  readonly it: string;
  readonly files: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly wanted?: readonly string[];
}>([
  {
    it: 'the nearest package.json counts',
    files: { 'a/package.json': both },
    folder: 'a/out/x',
    wanted: ['@opentelemetry/api', 'undici'],
  },
  {
    it: 'and not one above it',
    files: { 'b/package.json': both, 'b/c/package.json': '{ "type": "module" }' },
    folder: 'b/c/out',
  },
  {
    it: 'nor one above the repository',
    files: { 'd/package.json': both, 'd/e/.git/HEAD': '' },
    folder: 'd/e/out',
  },
  {
    it: 'what only development needs does not count',
    files: { 'f/package.json': '{ "devDependencies": { "undici": "8" } }' },
    folder: 'f',
  },
  {
    it: 'what whoever installs it must have does',
    files: { 'g/package.json': '{ "peerDependencies": { "@opentelemetry/api": "1" } }' },
    folder: 'g',
    wanted: ['@opentelemetry/api'],
  },
  {
    it: 'a list of another kind is none',
    files: { 'h/package.json': '{ "dependencies": ["undici"] }' },
    folder: 'h',
  },
  {
    it: 'a broken one names nothing',
    files: { 'i/package.json': '{ "dependencies"' },
    folder: 'i',
  },
  { it: 'nor does one that is null', files: { 'j/package.json': 'null' }, folder: 'j' },
])('$it', ({ files, folder, wanted = [] }) => {
  for (const [path, text] of Object.entries(files)) put(path, text);
  expect(outputPackages(join(root, folder))).toEqual(wanted);
});
