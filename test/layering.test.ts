import { posix, relative } from 'node:path';

import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** What each folder may import of ours, besides itself; a folder that is not here may not exist. */
const table: Readonly<Record<string, readonly string[]>> = {
  'src/diagnostics': [],
  'src/model': [],
  'src/load': ['src/diagnostics', 'src/model'],
  // The schema is what may be written, as data.
  'src/check': ['src/catalogue', 'src/diagnostics', 'src/limits', 'src/model', 'schemas'],
  // Descriptions are read as `check` reads them; nothing else of a stage is known to whoever drafts.
  'src/init': [
    'src/check/description',
    'src/check/description.ts',
    'src/check/units',
    'src/diagnostics',
    'src/limits',
    'src/load',
    'src/model',
  ],
  // Reads a document that is loaded already.
  'src/limits': ['src/model'],
  'src/plan': ['src/model'],
  'src/decide': ['src/diagnostics', 'src/model', 'src/plan'],
  'src/emit': ['src/plan'],
  'src/write': ['src/diagnostics', 'src/emit'],
  'src/reuse': ['src/diagnostics', 'src/emit', 'src/load', 'src/write'],
  'src/catalogue': ['src/model'],
  'src/simulate': ['src/plan', 'generators/runtime/files'],
  'src/cli': ['src/diagnostics', 'src/plan'],
  // Wires the stages: the one place that sees both the stages and the emitters.
  'src/commands': ['src', 'generators/index.ts'],
  'src/main.ts': ['src/cli', 'src/commands', 'src/diagnostics'],
  'generators/index.ts': ['generators', 'src/emit'],
  'generators/runtime/files': [],
};
/** Files of the runtime that only an output with the package gets; no other file imports them. */
const adapters: Readonly<Record<string, readonly string[]>> = {
  'client-authentication.ts': ['openid-client'],
  'mutual-tls.ts': ['undici'],
  'oauth-client.ts': ['openid-client'],
  'oauth-consent.ts': ['openid-client'],
  'opentelemetry.ts': ['@opentelemetry/api'],
  'undici-fetch.ts': ['undici'],
};
const anyGenerator: readonly string[] = ['src/emit', 'src/plan'];

const files = new Project({ tsConfigFilePath: `${root}tsconfig.json` })
  .getSourceFiles()
  .map((file) => ({ file, path: relative(root, file.getFilePath()) }))
  .filter(({ path }) => path.startsWith('src/') || path.startsWith('generators/'));

/** What differs from run to run or reaches out of the process; a method of that name is something else. */
const outside =
  /(?<![.\w])(?:fetch|setTimeout|setInterval|setImmediate)\(|new Date\(\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\bglobalThis\.|\bprocess\.\w|\brandomUUID\b|\bgetRandomValues\b/;

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function folderOf(path: string): string {
  if (path.startsWith('generators/runtime/files/')) return 'generators/runtime/files';
  if (path === 'src/main.ts' || path === 'generators/index.ts') return path;
  return path.split('/').slice(0, 2).join('/');
}

function mayImport(from: string, to: string): boolean {
  if (folderOf(from) === folderOf(to)) return true;
  const allowed = table[folderOf(from)] ?? (from.startsWith('generators/') ? anyGenerator : []);
  return allowed.some((folder) => to === folder || to.startsWith(`${folder}/`));
}

describe('the import table', () => {
  it('holds for every import of src and generators', () => {
    const wrong = files.flatMap(({ file, path }) =>
      [...file.getImportDeclarations(), ...file.getExportDeclarations()]
        .map((declaration) => declaration.getModuleSpecifierSourceFile()?.getFilePath())
        .filter((target): target is NonNullable<typeof target> => target !== undefined)
        .map((target) => relative(root, target))
        .filter((target) => !target.includes('node_modules') && !mayImport(path, target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('holds for dynamic imports too', () => {
    const wrong = files.flatMap(({ file, path }) =>
      [...file.getFullText().matchAll(/\bimport\('(?<target>\.[^']+)'\)/g)]
        .map((match) =>
          relative(root, new URL(match.groups?.['target'] ?? '', `file://${root}${path}`).pathname),
        )
        .filter((target) => !mayImport(path, target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('knows every folder', () => {
    const unknown = [...new Set(files.map(({ path }) => folderOf(path)))].filter(
      (folder) => !(folder in table) && !folder.startsWith('generators/'),
    );
    expect(unknown).toEqual([]);
  });

  it('keeps the runtime free of packages, the process and timers of its own', () => {
    const runtime = files.filter(({ path }) => path.startsWith('generators/runtime/files/'));
    const packages = runtime.flatMap(({ file, path }) =>
      file
        .getImportDeclarations()
        .map((declaration) => declaration.getModuleSpecifierValue())
        .filter((name) => !name.startsWith('./') && !name.startsWith('node:'))
        .filter((name) => !(adapters[posix.basename(path)]?.includes(name) ?? false))
        .map((name) => `${path} imports ${name}`),
    );
    const reaching = runtime
      // The port and the adapters: a store whose temporary files must differ between processes, the environment, a transport.
      .filter(
        ({ path }) =>
          !/\/(?:host|node-host|counter-file|env-secrets|file-secrets|mutual-tls)\.ts$/.test(path),
      )
      .filter(({ file }) => outside.test(withoutComments(file.getFullText())))
      .map(({ path }) => path);
    expect(packages).toEqual([]);
    expect(reaching).toEqual([]);
    expect(runtime.length).toBeGreaterThan(0);
  });

  it('keeps network, clock, chance and environment away from all between load and write', () => {
    const pure = /^(?:src\/(?:diagnostics|model|limits|check|decide|plan|emit)|generators)\//;
    const wrong = files
      .filter(({ path }) => pure.test(path) && !path.startsWith('generators/runtime/files/'))
      .filter(({ file }) => outside.test(withoutComments(file.getFullText())))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('lets only load, write, reuse, cli and the assets of emitters read or write files', () => {
    const allowed =
      /^src\/(?:load|write|reuse|cli)\/|^src\/main\.ts$|^src\/emit\/asset\.ts$|^generators\/runtime\/files\//;
    const wrong = files
      .filter(({ path }) => !allowed.test(path))
      .filter(({ file }) =>
        /from 'node:(?:fs|fs\/promises|http|https|net|child_process)'/.test(file.getFullText()),
      )
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
