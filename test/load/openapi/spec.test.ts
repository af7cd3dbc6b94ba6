import { symlinkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { loadSpec } from '../../../src/load/spec.ts';
import { codesOf, loadFrom, place } from './spec-folder.ts';

const minimal = { openapi: '3.0.3', info: { title: 'Stock', version: '1' }, paths: {} };

describe('reading one file', () => {
  it('reads JSON, with a byte order mark too', async () => {
    const loaded = await loadFrom(
      { 'stock.json': `\u{FEFF}${JSON.stringify(minimal)}` },
      'stock.json',
    );
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.value).toMatchObject({ version: '3.0.3', file: 'stock.json', at: place });
  });

  it('reads YAML without dates, and takes the last of two equal keys', async () => {
    const text =
      'openapi: 3.1.0\ninfo: { title: a, version: 2020-01-01 }\ninfo: { title: b, version: 2021-02-03 }\npaths: {}\n';
    const loaded = await loadFrom({ 'stock.yaml': text }, 'stock.yaml');
    expect(loaded.value?.root['info']).toEqual({ title: 'b', version: '2021-02-03' });
  });

  it('gives CRLF the same checksum as LF', async () => {
    const text = 'openapi: 3.0.0\ninfo: { title: a, version: "1" }\npaths: {}\n';
    const unix = await loadFrom({ 'a.yaml': text }, 'a.yaml');
    const windows = await loadFrom({ 'a.yaml': text.replaceAll('\n', '\r\n') }, 'a.yaml');
    expect(windows.value?.inputs).toEqual(unix.value?.inputs);
    expect(unix.value?.inputs[0]).toMatchObject({ file: 'a.yaml' });
  });

  it('turns OpenAPI 2.0 into 3.0 and remembers what it was', async () => {
    const old = {
      swagger: '2.0',
      info: { title: 'Stock', version: '1' },
      host: 'stock.example',
      basePath: '/v2',
      schemes: ['https'],
      paths: {
        '/items': {
          post: {
            consumes: ['application/json'],
            parameters: [{ in: 'body', name: 'item', schema: { $ref: '#/definitions/Item' } }],
            responses: { 201: { description: 'made' } },
          },
        },
      },
      definitions: { Item: { type: 'object' } },
    };
    const { value } = await loadFrom({ 'old.json': JSON.stringify(old) }, 'old.json');
    expect(value?.version).toBe('2.0');
    expect(value?.root).toMatchObject({
      openapi: '3.0.0',
      servers: [{ url: 'https://stock.example/v2' }],
      components: { schemas: { Item: { type: 'object' } } },
    });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a missing file', {}, 'none.yaml', 'spec/unreadable'],
    ['a folder', { 'specs/a.yaml': '' }, 'specs', 'spec/unreadable'],
    ['an empty file', { 'a.yaml': '\n' }, 'a.yaml', 'spec/broken'],
    ['a custom tag', { 'a.yaml': 'openapi: !!js/function "x"\n' }, 'a.yaml', 'spec/broken'],
    ['an FTP address', {}, 'ftp://stock.example/a.yaml', 'spec/unreadable'],
    ['an address', {}, 'https://stock.example/a.yaml', 'spec/host-not-allowed'],
    ['a GraphQL schema', { 'a.graphql': 'type Query { a: Int }' }, 'a.graphql', 'feature/not-yet'],
    ['a GraphQL text', { 'a.txt': 'schema {\n query: Q\n}\n' }, 'a.txt', 'feature/not-yet'],
    ['an introspection', { 'a.json': '{"data":{"__schema":{}}}' }, 'a.json', 'feature/not-yet'],
    ['AsyncAPI', { 'a.yaml': 'asyncapi: 3.0.0\n' }, 'a.yaml', 'feature/not-yet'],
    ['Swagger 1.2', { 'a.yaml': 'swaggerVersion: "1.2"\n' }, 'a.yaml', 'spec/unsupported'],
    ['OpenAPI 4', { 'a.yaml': 'openapi: 4.0.0\n' }, 'a.yaml', 'spec/unsupported'],
    ['HTML', { 'a.yaml': '<!doctype html>' }, 'a.yaml', 'spec/unsupported'],
    ['another document', { 'a.yaml': 'name: x\n' }, 'a.yaml', 'spec/unsupported'],
  ])('%s is refused at the place of the spec', async (...[, files, reference, code]) => {
    const loaded = await loadFrom(files, reference);
    expect(loaded.value).toBeUndefined();
    expect(codesOf(loaded)).toEqual([code]);
    expect(loaded.diagnostics[0]?.at).toEqual(place);
  });

  it.each([
    ['a.json', '{\n  "openapi": "3.0.0",\n  "info": }\n', 'line 3, column 11'],
    ['a.json', '{"openapi": "3.0.0"', 'line 1, column 20'],
    ['a.yaml', 'openapi: 3.0.0\ninfo: { title: a\npaths: {}\n', 'line 3'],
  ])('%s names the line and column where it is broken', async (file, text, where) => {
    const loaded = await loadFrom({ [file]: text }, file);
    expect(loaded.diagnostics[0]?.message).toContain(where);
  });

  it('refuses aliases that make a small file huge', async () => {
    const levels = Array.from({ length: 30 }, (_, index) =>
      index === 0 ? 'a0: &a0 [1,1]' : `a${index}: &a${index} [*a${index - 1},*a${index - 1}]`,
    );
    const text = ['openapi: 3.0.0', 'paths: {}', ...levels].join('\n');
    expect(codesOf(await loadFrom({ 'a.yaml': text }, 'a.yaml'))).toEqual(['spec/unreadable']);
  });

  it('refuses a document that is nested without end', async () => {
    const text = `{"openapi":"3.0.0","paths":${'['.repeat(9000)}${']'.repeat(9000)}}`;
    expect(codesOf(await loadFrom({ 'a.json': text }, 'a.json'))).toEqual(['spec/unreadable']);
  });
});

describe('a spec in several files', () => {
  const main = `
openapi: 3.0.3
info: { title: Stock, version: '1' }
paths:
  /items: { $ref: paths/items.yaml }
components:
  schemas:
    Item: { type: string }
`;
  const items = `
get:
  operationId: listItems
  parameters: [{ $ref: '../shared.json#/limit' }]
  responses:
    '200':
      description: found
      content:
        application/json:
          schema: { type: array, items: { $ref: '../schemas/Item.yaml' } }
`;
  const files = {
    'api.yaml': main,
    'paths/items.yaml': items,
    'shared.json': JSON.stringify({
      limit: { name: 'limit', in: 'query', schema: { type: 'integer' } },
    }),
    'schemas/Item.yaml':
      "type: object\nproperties: { parent: { $ref: 'Item.yaml' }, box: { $ref: 'Box.yaml#/Box' }, old: { $ref: '../api.yaml#/components/schemas/Item' } }\n",
    'schemas/Box.yaml':
      "Box: { properties: { items: { type: array, items: { $ref: './Item.yaml' } } } }\n",
  };

  it('becomes one document, with what is in other files among the components', async () => {
    const { value, diagnostics } = await loadFrom(files, 'api.yaml');
    expect(diagnostics).toEqual([]);
    expect(value?.dangling?.size).toBe(0);
    expect(value?.root).toMatchObject({
      paths: { '/items': { $ref: '#/components/pathItems/items' } },
      components: {
        pathItems: { items: { get: { parameters: [{ $ref: '#/components/parameters/limit' }] } } },
        schemas: {
          Item: { type: 'string' },
          Item_2: {
            properties: {
              parent: { $ref: '#/components/schemas/Item_2' },
              box: { $ref: '#/components/schemas/Box' },
              old: { $ref: '#/components/schemas/Item' },
            },
          },
          Box: { properties: { items: { items: { $ref: '#/components/schemas/Item_2' } } } },
        },
      },
    });
  });

  it('lists the checksum of every file', async () => {
    const { value } = await loadFrom(files, 'api.yaml');
    expect(value?.inputs.map(({ file }) => file)).toEqual([
      'api.yaml',
      'paths/items.yaml',
      'shared.json',
      'schemas/Item.yaml',
      'schemas/Box.yaml',
    ]);
  });

  it('puts what stands in other files inline where the standard has no place for it', async () => {
    const text = "openapi: 3.0.0\npaths: { /a: { get: { $ref: 'get.yaml' } } }\n";
    const { value } = await loadFrom(
      { 'a.yaml': text, 'get.yaml': 'operationId: getA\n' },
      'a.yaml',
    );
    expect(value?.root).toMatchObject({ paths: { '/a': { get: { operationId: 'getA' } } } });
  });

  it('follows files of a 2.0 document before it becomes 3.0', async () => {
    const text =
      "swagger: '2.0'\ninfo: { title: a, version: '1' }\npaths:\n  /a: { $ref: a.yaml }\n";
    const item = "get: { responses: { '200': { description: ok, schema: { $ref: 'b.yaml' } } } }\n";
    const { value } = await loadFrom(
      { 's.yaml': text, 'a.yaml': item, 'b.yaml': 'type: string\n' },
      's.yaml',
    );
    expect(value?.root).toMatchObject({ components: { schemas: { b: { type: 'string' } } } });
  });

  it.each([
    ['a missing file', './none.yaml#/A', 'none.yaml#/A', 'no such file'],
    ['a missing part', 'b.yaml#/Missing', 'b.yaml#/Missing', 'nothing there'],
    ['a file outside', '../../../../../../etc/hostname', '', 'outside the project'],
    [
      'an address',
      'https://stock.example/b.yaml',
      'https://stock.example/b.yaml',
      'nothing is fetched',
    ],
  ])('leaves a reference to %s and says why', async (...[, reference, label, why]) => {
    const text = JSON.stringify({
      ...minimal,
      components: { schemas: { A: { $ref: reference } } },
    });
    const { value, diagnostics } = await loadFrom(
      { 'a.json': text, 'b.yaml': 'B: {}\n' },
      'a.json',
    );
    expect(diagnostics).toEqual([]);
    const [[left, reason] = ['', undefined]] = value?.dangling ?? [];
    expect(left).toContain(label);
    expect(reason?.why).toContain(why);
  });

  it('does not follow a link that leads out of the project', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    const inside = mkdtempSync(join(tmpdir(), 'inside-'));
    writeFileSync(join(outside, 'secret.yaml'), 'type: string\n');
    writeFileSync(join(inside, 'package.json'), '{}');
    symlinkSync(join(outside, 'secret.yaml'), join(inside, 'link.yaml'));
    const text = { ...minimal, components: { schemas: { A: { $ref: 'link.yaml' } } } };
    writeFileSync(join(inside, 'a.json'), JSON.stringify(text));
    const { value } = await loadSpec({ baseDirectory: inside, reference: 'a.json', at: place });
    rmSync(outside, { recursive: true });
    rmSync(inside, { recursive: true });
    expect([...(value?.dangling ?? [])]).toEqual([
      ['link.yaml', { kind: 'refused', why: 'it lies outside the project' }],
    ]);
    expect(value?.inputs).toHaveLength(1);
  });
});
