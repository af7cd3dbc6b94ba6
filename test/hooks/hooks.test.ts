import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';

import { gitRepository } from './git-repository.ts';
import type { Ended, GitRepository } from './git-repository.ts';

const root = new URL('../..', import.meta.url).pathname;
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly files?: string;
  readonly pass_filenames: boolean;
}

const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];

/** The line that the framework runs: entry and arguments, without file names. */
function lineOf(id: string): string {
  const hook = hooks.find((one) => one.id === id);
  if (hook === undefined || hook.pass_filenames) throw new Error(`No hook ${id} as expected.`);
  return [hook.entry, ...hook.args.map((word) => `'${word}'`)].join(' ');
}

/** The fenced block of README.md that begins with a comment. */
function block(title: string): string {
  const found = new RegExp(`\`\`\`\\w+\\n# ${title}[^\\n]*\\n(?<text>[\\s\\S]*?)\`\`\``).exec(
    readme,
  );
  if (found?.groups?.['text'] === undefined) throw new Error(`README.md has no ${title}.`);
  return found.groups['text'];
}

const lefthook = parse(block('lefthook\\.yml')) as {
  'pre-commit': { commands: { 'integ-gen': { run: string } } };
};
const workflow = parse(block('\\.github/workflows/integrations\\.yaml')) as {
  jobs: { integrations: { steps: readonly { run?: string }[] } };
};
// What two tools run by the same line is tried once.
const builds = byLine([
  ['.pre-commit-hooks.yaml', lineOf('integ-gen-build')],
  ['the lefthook line', lefthook['pre-commit'].commands['integ-gen'].run],
  ['the husky line', block('\\.husky/pre-commit').trim()],
]);
const checks: readonly (readonly [string, string])[] = [
  ['.pre-commit-hooks.yaml', lineOf('integ-gen-check')],
  ['the CI line', workflow.jobs.integrations.steps.at(-1)?.run ?? ''],
];

function byLine(
  named: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const names = new Map<string, string>();
  for (const [name, line] of named)
    names.set(line, [names.get(line) ?? [], name].flat().join(', '));
  return [...names].map(([line, name]) => [name, line]);
}

const spec = (type: string): string =>
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
                schema: { type: 'object', properties: { amount: { type } } },
              },
            },
          },
          responses: { 201: { description: 'made' } },
        },
      },
    },
  });
const yaml = (name: string, volume: string): string => `integration: ${name}
systems:
  shop: sells
  ledger:
    { description: keeps the books, spec: ledger.json, limits: 10/s, idempotency: { header: Key } }
flows:
  - { from: shop, on: paid, to: ledger, do: createEntry, volume: ${volume}, idempotency_key: id }
`;

let repository: GitRepository;
const commit = (message: string): Ended =>
  repository.git('commit', '--quiet', '--message', message);
const addAll = (): Ended => repository.git('add', '--all');

/** Gives each test of a group a repository with two integrations that were not built yet. */
function withRepository(): void {
  beforeEach(() => {
    repository = gitRepository();
    for (const name of ['books', 'stock']) {
      repository.write(`${name}/integration.yaml`, yaml(name, '3000/day'));
      repository.write(`${name}/ledger.json`, spec('string'));
    }
  });
  afterEach(() => {
    repository.remove();
  });
}

// Each step starts processes of its own, so a busy machine takes its time.
vi.setConfig({ testTimeout: 600_000 });

describe.each(builds)('a hook that builds: %s', (_, line) => {
  withRepository();
  beforeEach(() => {
    repository.hook(line);
  });

  it('regenerates and fails until what it wrote is added, then lets the commit pass', () => {
    addAll();
    const first = commit('two integrations');
    expect(first.exit).toBe(1);
    expect(first.printed).toContain('output/not-staged');
    expect(first.printed).toContain('git add books/integration.yaml');
    addAll();
    expect(commit('two integrations')).toEqual({ exit: 0, printed: expect.any(String) as string });
    expect(repository.git('show', '--stat', 'HEAD').printed).toContain('ARCHITECTURE.md');

    repository.write('stock/ledger.json', spec('integer'));
    addAll();
    const changed = commit('another type');
    expect(changed.exit).toBe(1);
    expect(changed.printed).toContain('git add stock/');
    expect(changed.printed).not.toContain('git add books/');
    addAll();
    expect(commit('another type').exit).toBe(0);
    expect(repository.git('status', '--porcelain').printed).toBe('');
  });
});

describe.each(checks)('a step that checks: %s', (_, line) => {
  withRepository();

  it('fails with 3 for missing, stale and edited output, and passes for what build wrote', () => {
    const check = (): number | null =>
      repository.shell(`PATH="node_modules/.bin:$PATH"; ${line}`).exit;
    expect(check()).toBe(3);
    repository.shell("node_modules/.bin/integ-gen build '**/integration.yaml'");
    expect(check()).toBe(0);
    repository.write('stock/ledger.json', spec('integer'));
    expect(check()).toBe(3);
    repository.shell("node_modules/.bin/integ-gen build '**/integration.yaml'");
    repository.write('books/integrations/books/index.ts', '// mine\n');
    expect(check()).toBe(3);
  });
});

describe('build --staged', () => {
  withRepository();
  beforeEach(() => {
    repository.hook(lineOf('integ-gen-build'));
  });

  it('lets a commit pass that has nothing to do with work in progress', () => {
    addAll();
    commit('builds');
    addAll();
    commit('all');
    repository.write('books/integration.yaml', yaml('books', '9000/day'));
    repository.shell('node_modules/.bin/integ-gen build books/integration.yaml');
    repository.write('NOTES.md', 'a note\n');
    repository.git('add', 'NOTES.md');
    expect(commit('a note').exit).toBe(0);
    repository.git('add', 'books/integration.yaml');
    expect(commit('half of the change').exit).toBe(1);
  });

  it('fails where the integration has a mistake, and where generated code was edited by hand', () => {
    addAll();
    commit('builds');
    addAll();
    commit('all');
    repository.write('books/integrations/books/index.ts', '// mine\n');
    addAll();
    expect(commit('an edit').printed).toContain('output/edited');
    repository.git('reset', '--hard', '--quiet');
    repository.write('books/integration.yaml', yaml('books', 'many'));
    addAll();
    const { exit, printed } = commit('a mistake');
    expect(exit).toBe(1);
    expect(printed).toContain('value/wrong-form');
  });

  it('says that it needs a repository, with the exit code of a wrong use', () => {
    repository.shell('rm -rf .git');
    const { exit, printed } = repository.shell(
      'node_modules/.bin/integ-gen build --staged books/integration.yaml',
    );
    expect(exit).toBe(2);
    expect(printed).toContain('--staged needs git');
  });

  it('asks the index that git names, also for a commit of named files', () => {
    addAll();
    repository.shell("node_modules/.bin/integ-gen build '**/integration.yaml'");
    addAll();
    commit('all');
    repository.write('books/integration.yaml', yaml('books', '9000/day'));
    const { exit, printed } = repository.git('commit', '-q', '-m', 'x', 'books/integration.yaml');
    expect(exit).toBe(1);
    expect(printed).toContain('output/not-staged');
    expect(repository.git('commit', '-q', '-m', 'x', 'books').exit).toBe(0);
  });
});

describe('the files that wake the hook of pre-commit', () => {
  const pattern = new RegExp(hooks.find(({ id }) => id === 'integ-gen-build')?.files ?? '^$');

  it.each([
    ['integration.yaml', true],
    ['team/integration.yml', true],
    ['specs/ledger.openapi.json', true],
    ['.prettierrc', true],
    ['prettier.config.mjs', true],
    ['.editorconfig', true],
    ['src/index.ts', false],
    ['README.md', false],
  ])('%s: %s', (path, wakes) => {
    expect(pattern.test(path)).toBe(wakes);
  });
});
