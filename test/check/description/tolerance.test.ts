import { describe, expect, it } from 'vitest';

import { describeApi } from '../../../src/check/description.ts';
import type { JsonObject, SpecDocument } from '../../../src/model/document.ts';
import type { ApiDescription } from '../../../src/model/operation.ts';

const at = { file: 'integration.yaml', line: 9, column: 7 };
const ok = { 200: { description: 'ok' } };

async function described(
  root: object,
  names: readonly string[] = [],
  dangling: SpecDocument['dangling'] = new Map(),
): Promise<{ api: ApiDescription | undefined; said: readonly string[] }> {
  const whole = { openapi: '3.0.3', info: { title: 'Stock', version: '1' }, paths: {}, ...root };
  const spec = {
    reference: 'stock.yaml',
    file: 'stock.yaml',
    version: '3.0.3',
    inputs: [],
    root: JSON.parse(JSON.stringify(whole)) as JsonObject,
    dangling,
    at,
  };
  const wanted = { names: names.map((name) => ({ name, at })), all: names.length === 0 };
  const { value, diagnostics } = await describeApi(spec, wanted);
  return {
    api: value?.api,
    said: diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`),
  };
}

const answering = (schema: object): object => ({
  '/a': {
    get: {
      operationId: 'a',
      responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
    },
  },
});

describe('references that lead nowhere', () => {
  it('make a schema unknown, with one warning for each reference', async () => {
    const schema = {
      type: 'object',
      properties: {
        one: { $ref: '#/components/schemas/Gone' },
        two: { $ref: '#/components/schemas/Gone' },
        three: { $ref: '#/components/schemas/Lost' },
      },
    };
    const { api, said } = await described({ paths: answering(schema) });
    expect(api?.document).toHaveProperty(
      ['paths', '/a', 'get', 'responses', '200', 'content', 'application/json', 'schema'],
      { type: 'object', properties: { one: {}, two: {}, three: {} } },
    );
    expect(said).toEqual([
      'warning spec/dangling-reference stock.yaml refers to "#/components/schemas/Gone" at /paths/~1a/get/responses/200/content/application~1json/schema/properties/one, and the document has nothing there; the part is taken as unknown.',
      'warning spec/dangling-reference stock.yaml refers to "#/components/schemas/Lost" at /paths/~1a/get/responses/200/content/application~1json/schema/properties/three, and the document has nothing there; the part is taken as unknown.',
    ]);
  });

  it('are counted where there are too many to read', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`p${index}`, { $ref: `#/components/x/${index}` }]),
    );
    const { said } = await described({ paths: answering({ type: 'object', properties }) });
    expect(said).toHaveLength(25);
    expect(said.at(-1)).toContain('(so are 5 others that are not shown)');
  });

  it('that only lead to one another are named as a round', async () => {
    const schemas = {
      A: { $ref: '#/components/schemas/B' },
      B: { $ref: '#/components/schemas/A' },
    };
    const { said } = await described({
      paths: answering({ $ref: '#/components/schemas/A' }),
      components: { schemas },
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('warning spec/dangling-reference');
    expect(said[0]).toContain(
      'it leads back to itself (#/components/schemas/A → #/components/schemas/B → #/components/schemas/A)',
    );
  });

  it('that put a list of properties into itself end, and are named', async () => {
    const order = { type: 'object', properties: { $ref: '#/components/schemas' } };
    const { api, said } = await described({
      paths: answering({ $ref: '#/components/schemas/Order' }),
      components: { schemas: { Order: order } },
    });
    expect(said).toEqual([expect.stringContaining('and it leads back to itself')]);
    expect(api?.document).toHaveProperty(
      ['components', 'schemas', 'Order', 'properties', 'Order', 'properties'],
      {},
    );
  });

  it('leave an answer that may hold anything, and a header that may too', async () => {
    const responses = {
      200: { description: 'ok', headers: { 'X-Left': { $ref: '#/components/headers/Gone' } } },
      404: { $ref: '#/components/responses/Gone' },
    };
    const { api, said } = await described({
      paths: { '/a': { get: { operationId: 'a', responses } } },
    });
    expect(api?.operations[0]?.responses).toMatchObject([
      { status: '200', headers: ['X-Left'] },
      { status: '404', mediaTypes: ['*/*'] },
    ]);
    expect(said.map((text) => text.split(' ')[1])).toEqual([
      'spec/dangling-reference',
      'spec/dangling-reference',
    ]);
  });

  it('are an error where they may not be followed, in a schema too', async () => {
    const why = 'it lies outside the project';
    const dangling = new Map([['../secret.yaml', { kind: 'refused', why } as const]]);
    const { said } = await described(
      { paths: answering({ $ref: '../secret.yaml' }) },
      ['a'],
      dangling,
    );
    expect(said).toEqual([expect.stringContaining('error spec/unresolved-reference')]);
    expect(said[0]).toContain(why);
  });

  it('do not matter where nothing uses them', async () => {
    const schemas = { Unused: { $ref: 'other.yaml' } };
    expect((await described({ paths: answering({}), components: { schemas } })).said).toEqual([]);
  });
});

describe('operations that cannot be called', () => {
  const lacking = (part: object): object => ({
    paths: {
      '/a': { post: { operationId: 'a', responses: ok, ...part } },
      '/b': { get: { operationId: 'b', responses: ok } },
    },
  });

  it.each([
    ['a parameter', { parameters: [{ $ref: '#/components/parameters/gone' }] }],
    ['a body', { requestBody: { $ref: '#/components/requestBodies/gone' } }],
  ])('because %s is missing are left out of all, and an error by name', async (_, part) => {
    const all = await described(lacking(part));
    expect(all.api?.operations.map(({ id }) => id)).toEqual(['b']);
    expect(all.said).toEqual([
      expect.stringMatching(/^warning spec\/left-out POST \/a of stock.yaml is left out/),
    ]);
    const named = await described(lacking(part), ['a']);
    expect(named.said).toEqual([expect.stringMatching(/^error spec\/unresolved-reference/)]);
    expect((await described(lacking(part), ['b'])).said).toEqual([]);
  });

  it('are an error where nothing else is left', async () => {
    const paths = { '/a': { $ref: '#/components/pathItems/gone' } };
    const { said } = await described({ paths });
    expect(said).toEqual([expect.stringMatching(/^error spec\/unresolved-reference/)]);
  });

  it.each([
    ['no object', { '/a': { post: 'nothing' } }, 'POST /a'],
    ['a missing path item', { '/a': { $ref: '#/x-gone' } }, '/a'],
    ['a path without slash', { items: { get: { responses: ok } } }, 'items'],
  ])('because of %s are left out with a warning', async (_, broken, name) => {
    const paths = { ...broken, '/b': { get: { operationId: 'b', responses: ok } } };
    const all = await described({ paths });
    expect(all.api?.operations.map(({ id }) => id)).toEqual(['b']);
    expect(all.said).toEqual([expect.stringContaining(`${name} of stock.yaml is left out`)]);
    expect(all.said[0]?.split(' ')[1]).toBe('spec/left-out');
    expect((await described({ paths }, ['b'])).said).toEqual([]);
  });

  it('because their paths lead to one another are an error that names the round', async () => {
    const paths = {
      '/a': { $ref: '#/paths/~1b' },
      '/b': { $ref: '#/paths/~1a' },
      '/c': { get: { operationId: 'c', responses: ok } },
    };
    const { said } = await described({ paths });
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('error spec/unresolved-reference');
    expect(said[0]).toContain('(#/paths/~1b → #/paths/~1a → #/paths/~1b)');
    expect((await described({ paths }, ['c'])).said).toEqual([]);
  });

  it('are named with what is broken where a name is not found', async () => {
    const paths = { '/a': { $ref: '#/x-gone' }, '/b': { get: { responses: ok } } };
    const { said } = await described({ paths }, ['GET /a']);
    expect(said.map((text) => text.split(' ')[1])).toEqual([
      'spec/unknown-operation',
      'spec/unresolved-reference',
    ]);
  });
});

describe('what is odd and can be used', () => {
  it('two operations of one operationId are both kept, and it is said', async () => {
    const paths = {
      '/a': { get: { operationId: 'x', responses: ok } },
      '/b': { get: { operationId: 'x', responses: ok } },
    };
    const { api, said } = await described({ paths });
    expect(api?.operations.map(({ id }) => id)).toEqual(['x', 'x_2']);
    expect(said).toEqual([expect.stringContaining('so it is called "x_2"')]);
  });

  it('of two parameters of one name in a list the second is used, and it is said', async () => {
    const parameter = (type: string): object => ({
      name: 'id',
      in: 'path',
      required: true,
      schema: { type },
    });
    const paths = {
      '/a/{id}': {
        get: {
          operationId: 'a',
          parameters: [parameter('string'), parameter('integer')],
          responses: ok,
        },
      },
    };
    const { api, said } = await described({ paths });
    expect(JSON.stringify(api?.document)).toContain('"schema":{"type":"integer"}');
    expect(said).toEqual([expect.stringContaining('describes the parameter "id" again')]);
  });

  it('schemas that add to one another further than recursion bears are no problem', async () => {
    const count = 30_000;
    const schemas = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        { allOf: [{ $ref: `#/components/schemas/S${(index + 1) % count}` }] },
      ]),
    );
    const { said } = await described({
      paths: answering({ $ref: '#/components/schemas/S0' }),
      components: { schemas },
    });
    expect(said).toEqual([expect.stringContaining('warning spec/circular-schema')]);
    expect(said[0]).toContain('(S0 → S1 → S2 → S3 → … → S0)');
  });
});
