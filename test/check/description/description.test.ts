import { describe, expect, it } from 'vitest';

import { describeApi } from '../../../src/check/description.ts';
import type { DescribedApi } from '../../../src/check/description.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { JsonObject } from '../../../src/model/document.ts';

const at = { file: 'integration.yaml', line: 9, column: 7 };

async function described(
  root: object,
  ...names: readonly string[]
): Promise<{ value: DescribedApi; diagnostics: readonly Diagnostic[] }> {
  const whole = { openapi: '3.0.3', info: { title: 'Stock', version: '1' }, paths: {}, ...root };
  const spec = {
    reference: 'stock.yaml',
    file: 'stock.yaml',
    version: '3.0.3',
    inputs: [],
    root: JSON.parse(JSON.stringify(whole)) as JsonObject,
    at,
  };
  const wanted = { names: names.map((name) => ({ name, at })), all: names.length === 0 };
  const { value, diagnostics } = await describeApi(spec, wanted);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join());
  return { value, diagnostics };
}

const ok = { 200: { description: 'ok' } };
const codes = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ code }) => code);

describe('finding operations', () => {
  const paths = {
    '/items': {
      get: { operationId: 'listItems', responses: ok },
      post: { operationId: 'createItem', responses: ok },
    },
    '/items/{item}': {
      get: {
        parameters: [{ name: 'item', in: 'path', required: true, schema: { type: 'string' } }],
        responses: ok,
      },
    },
  };

  it.each([
    ['listItems', 'listItems'],
    ['GET /items', 'listItems'],
    ['post /items', 'createItem'],
    ['GET /items/{item}', 'getItemsItem'],
    ['GET /items/{id}', 'getItemsItem'],
    ['getItemsItem', 'getItemsItem'],
  ])('%s means %s', async (name, id) => {
    const { value, diagnostics } = await described({ paths }, name);
    expect(diagnostics).toEqual([]);
    expect(value.find(name)?.id).toBe(id);
    expect(value.api.operations.map((operation) => operation.id)).toEqual([id]);
    expect(value.api.operationCount).toBe(3);
  });

  it.each([
    ['createItm', '"createItem"'],
    ['GET /itens', '"GET /items"'],
  ])('%s is unknown, and the nearest is named', async (name, near) => {
    const { diagnostics } = await described({ paths }, name);
    expect(codes(diagnostics)).toEqual(['spec/unknown-operation']);
    expect(diagnostics[0]?.fix).toContain(near);
    expect(diagnostics[0]?.at).toEqual(at);
  });

  it('keeps two operations of one name apart, and asks which is meant', async () => {
    const twice = {
      '/a': { get: { operationId: 'x', responses: ok } },
      '/b': { get: { operationId: 'x', responses: ok } },
    };
    const all = await described({ paths: twice });
    expect(all.value.api.operations.map(({ id }) => id)).toEqual(['x', 'x_2']);
    const one = await described({ paths: twice }, 'x');
    expect(codes(one.diagnostics)).toEqual(['spec/ambiguous-operation']);
    const second = await described({ paths: twice }, 'GET /b');
    expect(second.value.find('GET /b')?.id).toBe('x_2');
  });

  it('follows the order of the description, not that of the names', async () => {
    const { value } = await described({ paths }, 'createItem', 'listItems');
    expect(value.api.operations.map(({ id }) => id)).toEqual(['listItems', 'createItem']);
  });
});

describe('what is left of a description', () => {
  const body = (schema: object): object => ({
    '/a': {
      get: {
        operationId: 'a',
        responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
      },
      post: { operationId: 'other', responses: { 200: { $ref: '#/components/responses/Gone' } } },
    },
  });

  it('holds only what the used operations reach', async () => {
    const schemas = {
      A: { properties: { b: { $ref: '#/components/schemas/B' } } },
      B: { type: 'string' },
      Unused: { $ref: '#/components/schemas/Gone' },
    };
    const { value, diagnostics } = await described(
      { paths: body({ $ref: '#/components/schemas/A' }), components: { schemas } },
      'a',
    );
    expect(diagnostics).toEqual([]);
    expect(value.api.document['components']).toEqual({
      schemas: { A: schemas.A, B: schemas.B },
    });
    expect(value.api.document['paths']).not.toHaveProperty(['/a', 'post']);
  });

  it('turns references into other places into components', async () => {
    const paths = {
      ...body({
        type: 'object',
        properties: { list: { type: 'array', items: { type: 'string' } } },
      }),
      '/b': {
        get: {
          operationId: 'b',
          responses: {
            200: {
              description: 'ok',
              content: {
                'application/json': {
                  schema: {
                    $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/properties/list',
                  },
                },
              },
            },
          },
        },
      },
    };
    const { value } = await described({ paths }, 'b');
    expect(value.api.document['components']).toEqual({
      schemas: { a_get_200_application_json_list: { type: 'array', items: { type: 'string' } } },
    });
  });

  it('leaves extensions and examples behind, but not properties of those names', async () => {
    const schema = {
      type: 'object',
      'x-go-type': 'Item',
      example: { $ref: 'https://stock.example' },
      properties: { example: { type: 'string' }, 'x-y': { type: 'string' } },
    };
    const { value } = await described({ paths: body(schema) }, 'a');
    expect(JSON.stringify(value.api.document)).not.toMatch(/x-go-type|stock\.example/);
    expect(JSON.stringify(value.api.document)).toContain('"example":{"type":"string"},"x-y"');
  });

  it('follows the mapping of a discriminator and drops what is not there', async () => {
    const schemas = {
      Pet: {
        type: 'object',
        properties: { kind: { type: 'string' } },
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: 'Cat', dog: '#/components/schemas/Dog', cow: 'Cow' },
        },
      },
      Cat: { type: 'object' },
      Dog: { type: 'object' },
    };
    const { value, diagnostics } = await described(
      { paths: body({ $ref: '#/components/schemas/Pet' }), components: { schemas } },
      'a',
    );
    expect(value.api.document['components']).toMatchObject({
      schemas: {
        Pet: {
          discriminator: {
            mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
          },
        },
        Cat: {},
        Dog: {},
      },
    });
    expect(codes(diagnostics)).toEqual(['spec/invalid']);
  });

  it('keeps hostile names harmless', async () => {
    const text = '{"__proto__":{"type":"string"},"constructor":{"type":"string"}}';
    const schema = { type: 'object', properties: JSON.parse(text) as object };
    const { value } = await described({ paths: body(schema) }, 'a');
    expect(JSON.stringify(value.api.document)).toContain(text);
    expect(Object.getPrototypeOf(value.api.document)).toBeNull();
  });

  it('cuts schemas that are nothing but themselves, and leaves recursion through a property', async () => {
    const schemas = {
      Loop: { oneOf: [{ $ref: '#/components/schemas/Back' }, { type: 'string' }] },
      Back: { allOf: [{ $ref: '#/components/schemas/Loop' }, { type: 'object' }] },
      Tree: { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } },
    };
    const schema = {
      type: 'object',
      properties: {
        loop: { $ref: '#/components/schemas/Loop' },
        tree: { $ref: '#/components/schemas/Tree' },
      },
    };
    const { value, diagnostics } = await described(
      { paths: body(schema), components: { schemas } },
      'a',
    );
    expect(value.api.document['components']).toEqual({
      schemas: { ...schemas, Back: { allOf: [{}, { type: 'object' }] } },
    });
    expect(codes(diagnostics)).toEqual(['spec/circular-schema']);
    expect(diagnostics[0]?.message).toContain('(Loop → Back → Loop)');
  });

  it('says in own words what departs from the standard, once for each cause', async () => {
    const responses = { 200: {}, 400: {} };
    const { diagnostics } = await described({
      paths: { '/a': { get: { operationId: 'a', responses } } },
    });
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'spec/invalid: stock.yaml departs from the OpenAPI standard at /paths/~1a/get/responses/200: it lacks "description" (the same at 1 other places).',
    ]);
  });

  it.each([
    [
      'a range',
      { X: { schema: { type: 'string', maxLength: -1 } } },
      'it does not have the form that OpenAPI demands',
    ],
    ['a type', { X: { schema: { type: 'string' }, required: 'yes' } }, 'it is no boolean'],
    ['a word', { X: { schema: { type: 'sting' } } }, 'it has a value that OpenAPI does not allow'],
    ['a name', { X: { schema: {}, colour: 1 } }, 'it has "colour", which OpenAPI does not know'],
  ])('never uses the words of ajv: %s', async (_, headers, words) => {
    const responses = { 200: { description: 'ok', headers } };
    const paths = { '/a': { get: { operationId: 'a', responses } } };
    const { diagnostics } = await described({ paths });
    expect(codes(diagnostics)).toEqual(['spec/invalid']);
    expect(diagnostics[0]?.message).toContain(words);
    expect(diagnostics[0]?.message).not.toMatch(/\bmust\b|\bNOT\b/);
  });

  it('refuses a description without paths', async () => {
    await expect(described({ paths: 'none' })).rejects.toThrow('there are no operations at /paths');
  });
});
