import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { compile, makeFolder } from '../output-folder.ts';
import { schemasOf, typesOf } from './types-of.ts';
import { claims, zoo } from './zoo.ts';

describe('the types of a description with every form', () => {
  const { folder, remove } = makeFolder();
  beforeAll(() => {
    writeFileSync(join(folder, 'types.ts'), typesOf(zoo));
    writeFileSync(join(folder, 'claims.ts'), claims);
  });
  afterAll(remove);

  it.each(['5.9', '7'] as const)('are what they claim under TypeScript %s', (version) => {
    expect(compile(folder, version)).toBe('');
  });
});

describe('the types of a schema', () => {
  const text = { type: 'string' } as const;
  const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

  it('let a file stand where the description says binary, and are text in an answer', () => {
    const File = { type: 'object', properties: { content: { ...text, format: 'binary' } } };
    const types = typesOf(schemasOf({ File }, { sent: true }));
    expect(types).toContain('content?: Blob | ArrayBuffer | ArrayBufferView;');
    expect(types).toContain('content?: string;');
  });

  it('tell title, description, format and default, and what is deprecated', () => {
    const size = { type: 'integer', title: 'Size', description: 'How much.', format: 'int32' };
    const properties = { size: { ...size, default: 3, deprecated: true } };
    expect(typesOf(schemasOf({ Box: { type: 'object', properties } }))).toContain(
      ['Size', 'How much.', 'Format: int32.', 'Default: 3.', '@deprecated']
        .map((line) => `   * ${line}\n`)
        .join(''),
    );
  });

  it('know an object of which nothing is said', () => {
    expect(typesOf(schemasOf({ X: { type: 'object' } }))).toContain(
      'export type X = Record<string, unknown>;',
    );
  });

  it('reach what only the further places of a list name', () => {
    const schemas = {
      Pair: { type: 'array', items: [text], additionalItems: ref('Rest') },
      Rest: text,
    };
    const { paths, ...others } = schemasOf(schemas);
    const pair = Object.fromEntries(Object.entries(paths).filter(([path]) => path === '/Pair'));
    expect(typesOf({ ...others, paths: pair })).toContain('export type Rest = string;');
  });

  it('leave the description as it is', () => {
    const before = JSON.stringify(zoo);
    typesOf(zoo);
    expect(JSON.stringify(zoo)).toBe(before);
  });

  it('do not depend on the order of the schemas but for their own order', () => {
    const schemas = { 'a-b': text, a_b: text, AB: text };
    const turned = Object.fromEntries(Object.entries(schemas).reverse());
    const sorted = (types: string): readonly string[] => types.split('\n').sort();
    expect(sorted(typesOf(schemasOf(schemas)))).toEqual(sorted(typesOf(schemasOf(turned))));
  });

  it.each(['http://169.254.169.254/', 'file:///etc/passwd', '//host/x', '#/paths/x', 'other.yaml'])(
    'refuse the reference %s, which would be a bug of ours',
    ($ref) => {
      expect(() => typesOf(schemasOf({ X: { type: 'array', items: { $ref } } }))).toThrow(
        'was not made local',
      );
    },
  );
});
