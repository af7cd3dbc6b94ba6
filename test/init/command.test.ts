import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { folderWith, ledger, run, written } from './folder.ts';

describe('init', () => {
  it('asks nobody where nobody can answer, and says what to do', async () => {
    const folder = folderWith({ 'ledger.json': ledger });
    const { code, out, err } = await run(folder, 'init', 'ledger.json');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('--yes');
    expect(readdirSync(folder)).toEqual(['ledger.json']);
  });

  it('never writes over an integration.yaml', async () => {
    const folder = folderWith({ 'integration.yaml': 'mine\n' });
    const { code, err } = await run(folder, 'init', '--yes');
    expect(code).toBe(3);
    expect(err).toContain('init/exists');
    expect(written(folder)).toBe('mine\n');
  });

  it('counts a folder of that name as one', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'integration.yaml'));
    expect((await run(folder, 'init', '--yes')).err).toContain('init/exists');
  });

  it('says why a file cannot be written', async () => {
    const folder = join(folderWith({}), 'not-there');
    const { code, err } = await run(folder, 'init', '--yes');
    expect(code).toBe(1);
    expect(err).toContain('init/not-writable');
    expect(err).toContain('ENOENT');
  });

  it('reports every spec that cannot be read, and writes nothing', async () => {
    const folder = folderWith({ 'a.json': '{', 'b.graphql': 'type Query { a: Int }' });
    const { code, err } = await run(folder, 'init', '--yes', 'a.json', 'b.graphql', 'c.yaml');
    expect(code).toBe(1);
    expect(err).toContain('spec/broken');
    expect(err).toContain('feature/not-yet');
    expect(err).toContain('spec/unreadable');
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.graphql']);
  });

  it('refuses a spec from which nothing can be built', async () => {
    const empty = JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'E', version: '1' },
      paths: {},
    });
    const broken = JSON.stringify({
      openapi: '3.0.0',
      info: { title: 'B', version: '1' },
      paths: {
        '/a': {
          post: { operationId: 'a', requestBody: { $ref: '#/components/requestBodies/x' } },
        },
      },
    });
    const folder = folderWith({ 'empty.json': empty, 'broken.json': broken });
    expect((await run(folder, 'init', '--yes', 'empty.json')).err).toContain('spec/unusable');
    expect((await run(folder, 'init', '--yes', 'broken.json')).err).toContain(
      'spec/unresolved-reference',
    );
    expect(readdirSync(folder)).not.toContain('integration.yaml');
  });

  it('writes the same bytes for the same input', async () => {
    const first = folderWith({ 'ledger.json': ledger });
    const second = folderWith({ 'ledger.json': ledger });
    await run(first, 'init', '--yes', 'ledger.json');
    await run(second, 'init', '--yes', './ledger.json');
    expect(written(second)).toBe(written(first));
  });

  it('says as JSON what was inferred and from where', async () => {
    const folder = folderWith({
      'ledger.json': ledger,
      'package.json': '{ "name": "@acme/Book Keeping" }',
    });
    const { code, out, err } = await run(folder, 'init', '--yes', '--json', 'ledger.json');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({
      command: 'init',
      exitCode: 0,
      file: 'integration.yaml',
      written: true,
      integration: 'book-keeping',
      systems: ['ours', 'ledger'],
      flows: 1,
      inferred: [
        { key: 'integration', value: 'book-keeping', from: 'package.json' },
        { key: 'systems.ledger', value: 'ledger', from: 'ledger.json#/info/title' },
        {
          key: 'systems.ledger.description',
          value: 'The Ledger API',
          from: 'ledger.json#/info/title',
        },
        {
          key: 'systems.ledger.url',
          value: 'https://api.ledger.example/v1',
          from: 'ledger.json#/servers',
        },
        {
          key: 'systems.ledger.auth',
          value: 'HTTP bearer token',
          from: 'ledger.json#/components/securitySchemes',
        },
      ],
      install: true,
      next: ['npm install --save-dev integ-gen', 'npx integ-gen build integration.yaml'],
      diagnostics: [],
    });
  });

  it('is silent with --quiet', async () => {
    const folder = folderWith({});
    expect(await run(folder, 'init', '--yes', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('finds the specs beside it and one level down, and nothing further', async () => {
    const folder = folderWith({
      'specs/ledger.yaml':
        'openapi: 3.0.0\ninfo: { title: Ledger }\npaths: { /a: { post: { responses: {} } } }\n',
      'specs/deep/other.yaml': 'openapi: 3.0.0\n',
      'node_modules/x.yaml': 'openapi: 3.0.0\n',
      'notes.yaml': 'about: openapi\n',
      'package.json': '{}',
    });
    const { out } = await run(folder, 'init', '--yes', '--json');
    expect(JSON.parse(out)).toMatchObject({ systems: ['ours', 'ledger'] });
    expect(written(folder)).toContain('spec: ./specs/ledger.yaml');
  });

  it('takes none where so many are found that nobody can say which are meant', async () => {
    const folder = folderWith({ 'a.json': ledger, 'b.json': ledger, 'c.json': ledger });
    const { out } = await run(folder, 'init', '--yes', '--json');
    expect(JSON.parse(out)).toMatchObject({ systems: ['ours', 'theirs'] });
  });

  it('points editors at the schema where the package is installed', async () => {
    const schema = 'node_modules/integ-gen/schemas/integration.schema.json';
    const folder = folderWith({ [schema]: '{}', 'packages/shop/package.json': '{}' });
    const inner = join(folder, 'packages/shop');
    const { out } = await run(inner, 'init', '--yes');
    expect(written(inner).split('\n')[0]).toBe(`# yaml-language-server: $schema=../../${schema}`);
    expect(out).not.toContain('npm install');
  });

  it('lets no text of a spec leave its place', async () => {
    const title = 'Evil\u2028 # "x"\nflows: []\n\u001b[31m\u202e{{a}}: !!js/function & *b `c` \'';
    const spec = JSON.stringify({
      openapi: '3.0.0',
      info: { title, version: '1' },
      paths: {
        '/a': {
          post: { operationId: 'create: [x] # y', responses: { 200: { description: 'd' } } },
        },
      },
    });
    const folder = folderWith({});
    const name = 'ev il #: {spec}.json';
    writeFileSync(join(folder, name), spec);
    expect((await run(folder, 'init', '--yes', name)).code).toBe(0);
    expect(written(folder)).not.toMatch(/[\u2028\u001b\u202e]/);
    const checked = await run(folder, 'build', 'integration.yaml', '--dry-run');
    expect(checked.code).toBe(0);
    expect(written(folder).match(/^flows:/gm)).toHaveLength(1);
  });

  it('keeps what looks like a secret out of the file', async () => {
    const key = ['sk', 'live', 'abcdef123456'].join('_');
    const spec = JSON.parse(ledger) as { info: { title: string } };
    spec.info.title = `Ledger ${key}`;
    const folder = folderWith({ 'ledger.json': JSON.stringify(spec) });
    const { code, out } = await run(folder, 'init', '--yes', 'ledger.json');
    expect(code).toBe(0);
    expect(out + written(folder)).not.toContain(key);
    expect(written(folder)).toContain('description: api.ledger.example');
  });
});
