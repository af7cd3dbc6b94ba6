import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { makeFolder } from '../output-folder.ts';
import { attempt } from './attempt.ts';
import type { Attempt } from './attempt.ts';

const { folder, remove } = makeFolder();
let count = 0;

/** Builds a description, as a value or as bytes, with all its operations. */
function buildOf(spec: unknown, file = 'spec.json'): Promise<Attempt> {
  count += 1;
  const flow = {
    from: 'ours',
    changes: 'things',
    to: 'api',
    do: 'POST /things',
    duplicate: 'harmless',
  };
  const integration = {
    integration: 'documents',
    systems: {
      ours: { description: 'ours', owned: true },
      api: { description: 'theirs', spec: `./${file}`, operations: 'all' },
    },
    flows: [flow],
  };
  const content =
    typeof spec === 'string' || spec instanceof Uint8Array ? spec : JSON.stringify(spec);
  return attempt(join(folder, String(count)), {
    'integration.yaml': JSON.stringify(integration),
    [file]: content,
  });
}

const good = {
  openapi: '3.0.3',
  info: { title: 'Things', version: '1' },
  servers: [{ url: 'https://things.example', variables: { region: { default: 'eu' } } }],
  tags: [{ name: 'things' }],
  security: [{ key: [] }],
  paths: {
    '/things': {
      summary: 'things',
      parameters: [{ name: 'trace', in: 'header', schema: { type: 'string' } }],
      post: {
        operationId: 'addThing',
        parameters: [
          { name: 'kind', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Thing' },
              encoding: { name: { style: 'form', explode: true } },
            },
          },
        },
        responses: {
          200: {
            description: 'a thing',
            headers: { etag: { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
        },
        callbacks: {
          done: {
            '{$request.query.kind}': { post: { responses: { 200: { description: 'ok' } } } },
          },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Thing: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', enum: ['a', 'b'] },
          other: { $ref: '#/components/schemas/Thing' },
        },
        allOf: [{ type: 'object' }],
        discriminator: { propertyName: 'name', mapping: { a: '#/components/schemas/Thing' } },
      },
    },
  },
};

/** Every place in a value, as keys from its root. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
  ];
}

function withValue(value: unknown, path: readonly string[], other: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === key ? withValue(item, rest, other) : item,
    );
  }
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [key]: withValue(object[key], rest, other) };
}

const kinds = [null, -1.5, 'text', [], { x: {} }];
const places = placesIn(good).filter((path) => path.length > 0);

afterAll(remove);

describe('a description with another kind of value in one place', () => {
  it.each(places.map((path) => [`/${path.join('/')}`, path] as const))(
    'is built or refused with a diagnostic: %s',
    async (_name, path) => {
      for (const kind of kinds) {
        const { exitCode, thrown, diagnostics, strays } = await buildOf(
          withValue(good, path, kind),
        );
        expect([thrown, strays], JSON.stringify(kind)).toEqual([undefined, []]);
        expect([0, 1], JSON.stringify(kind)).toContain(exitCode);
        if (exitCode === 1) expect(diagnostics[0]?.fix).not.toBe('');
      }
    },
  );

  it('is built where nothing is changed', async () => {
    expect((await buildOf(good)).exitCode).toBe(0);
  });
});

const text = JSON.stringify(good);
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('a document that is no description', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'spec.json'],
    ['white space', ' \n\t', 'spec.yaml'],
    ['a trailing comma', `${text.slice(0, -1)},}`, 'spec.json'],
    ['half a document', text.slice(0, text.length / 2), 'spec.json'],
    ['UTF-16', utf16, 'spec.json'],
    ['bytes of no text', new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28]), 'spec.json'],
    ['lists without an end', '['.repeat(200_000), 'spec.json'],
    ['objects without an end', '{"a":'.repeat(200_000), 'spec.json'],
    ['a list', '[]', 'spec.json'],
    ['a number', '1e999', 'spec.json'],
    ['Swagger 1.2', '{"swaggerVersion":"1.2"}', 'spec.json'],
    ['a tag of a language', 'openapi: !!js/function "function(){}"', 'spec.yaml'],
    ['aliases that multiply', aliases(), 'spec.yaml'],
  ])('is refused with the reason: %s', async (_name, content, file) => {
    const { exitCode, thrown, diagnostics, files } = await buildOf(content, file);
    expect([thrown, exitCode, files.size]).toEqual([undefined, 1, 0]);
    expect(diagnostics[0]?.code).toMatch(/^spec\//);
  });

  it('is read in spite of a byte order mark', async () => {
    expect((await buildOf(`\uFEFF${text}`)).exitCode).toBe(0);
  });
});

// Each level names the one before nine times: nine to the ninth values if it were expanded.
function aliases(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const before = level === 0 ? '"lol"' : `*l${level - 1}`;
    return `l${level}: &l${level} [${Array.from({ length: 9 }, () => before).join(',')}]`;
  });
  return `openapi: 3.0.3\n${levels.join('\n')}\ninfo: *l8\npaths: {}\n`;
}
