import { describe, expect, it } from 'vitest';

import { describeApi } from '../../../src/check/description.ts';
import type { JsonObject } from '../../../src/model/document.ts';
import type { ApiDescription, Operation } from '../../../src/model/operation.ts';

const ok = { 200: { description: 'ok' } };

async function describeAll(root: object): Promise<ApiDescription> {
  const whole = { openapi: '3.0.3', info: { title: 'Stock', version: '1' }, paths: {}, ...root };
  const document = JSON.parse(JSON.stringify(whole)) as JsonObject;
  const spec = {
    reference: 's.yaml',
    file: 's.yaml',
    version: '3.0.3',
    inputs: [],
    root: document,
  };
  const { value } = await describeApi(spec, { names: [], all: true });
  if (value === undefined) throw new Error('nothing was described');
  return value.api;
}

async function operationOf(operation: object, root: object = {}): Promise<Operation> {
  const paths = { '/a/{id}': { post: { responses: ok, ...operation } } };
  const [first] = (await describeAll({ paths, ...root })).operations;
  if (first === undefined) throw new Error('there is no operation');
  return first;
}

describe('parameters', () => {
  it.each([
    [{ in: 'query' }, { style: 'form', explode: true, allowReserved: false }],
    [
      { in: 'query', explode: false },
      { style: 'form', explode: false },
    ],
    [
      { in: 'query', style: 'deepObject' },
      { style: 'deepObject', explode: false },
    ],
    [{ in: 'query', allowReserved: true }, { allowReserved: true }],
    [{ in: 'header' }, { style: 'simple', explode: false }],
    [{ in: 'cookie' }, { style: 'form', explode: true }],
    [
      { in: 'header', style: 'form' },
      { style: 'simple', explode: false },
    ],
  ])('%j is read as %j', async (written, read) => {
    const parameter = { name: 'p', schema: { type: 'string' }, ...written };
    const { parameters } = await operationOf({ parameters: [parameter] });
    expect(parameters.find(({ name }) => name === 'p')).toMatchObject(read);
  });

  it('those of the path hold too, and those of the operation count before them', async () => {
    const schema = { type: 'string' };
    const paths = {
      '/a/{id}': {
        parameters: [
          { name: 'id', in: 'path', required: true, schema },
          { name: 'q', in: 'query', schema },
        ],
        get: { parameters: [{ name: 'q', in: 'query', required: true, schema }], responses: ok },
      },
    };
    const [operation] = (await describeAll({ paths })).operations;
    expect(operation?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['id', true],
      ['q', true],
    ]);
  });

  it('a parameter of the path that is not described is made up, a header of HTTP itself is left out', async () => {
    const accept = { name: 'Accept', in: 'header', required: true, schema: { type: 'string' } };
    const { parameters } = await operationOf({ parameters: [accept] });
    expect(parameters.map(({ name, required }) => [name, required])).toEqual([['id', true]]);
  });

  it('knows the media type of a parameter with content', async () => {
    const filter = { name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } };
    const { parameters } = await operationOf({ parameters: [filter] });
    expect(parameters[0]).toMatchObject({ name: 'filter', contentType: 'application/json' });
  });
});

describe('bodies and answers', () => {
  it('knows how each property of a form is written', async () => {
    const encoding = {
      metadata: { style: 'deepObject', explode: true },
      file: { contentType: 'image/png' },
    };
    const content = {
      'application/x-www-form-urlencoded': { schema: { type: 'object' }, encoding },
    };
    const { requestBody } = await operationOf({ requestBody: { required: true, content } });
    expect(requestBody).toEqual({
      required: true,
      contents: [{ mediaType: 'application/x-www-form-urlencoded', encoding }],
    });
  });

  it('reads statuses, media types and headers, through references too', async () => {
    const responses = {
      200: { $ref: '#/components/responses/Found' },
      '4xx': { description: 'wrong' },
      default: { description: '' },
      'x-note': {},
    };
    const components = {
      responses: {
        Found: {
          description: 'found',
          headers: { 'x-rate-limit': { schema: { type: 'integer' } } },
          content: { 'application/json': { schema: {} }, 'text/csv': {} },
        },
      },
    };
    expect((await operationOf({ responses }, { components })).responses).toEqual([
      {
        status: '200',
        description: 'found',
        mediaTypes: ['application/json', 'text/csv'],
        headers: ['x-rate-limit'],
      },
      { status: '4XX', description: 'wrong', mediaTypes: [], headers: [] },
      { status: 'default', mediaTypes: [], headers: [] },
    ]);
  });
});

describe('security', () => {
  const components = {
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      user: { type: 'http', scheme: 'Basic' },
      token: { type: 'http', scheme: 'bearer' },
      signed: { type: 'http', scheme: 'Digest' },
      oauth: {
        type: 'oauth2',
        flows: {
          clientCredentials: {
            tokenUrl: 'https://id.example/token',
            scopes: { read: '', write: '' },
          },
        },
      },
    },
  };

  it.each([
    ['that of the description', {}, [[{ scheme: 'key', scopes: [] }]]],
    [
      'its own instead',
      { security: [{ oauth: ['read'] }] },
      [[{ scheme: 'oauth', scopes: ['read'] }]],
    ],
    ['none', { security: [] }, []],
    ['nothing at all as the one choice', { security: [{}] }, []],
    ['one or none', { security: [{}, { token: [] }] }, [[], [{ scheme: 'token', scopes: [] }]]],
    [
      'two together',
      { security: [{ key: [], user: [] }] },
      [
        [
          { scheme: 'key', scopes: [] },
          { scheme: 'user', scopes: [] },
        ],
      ],
    ],
    [
      'only what is described',
      { security: [{ gone: [] }, { key: [] }] },
      [[{ scheme: 'key', scopes: [] }]],
    ],
  ])('an operation has %s', async (_what, operation, expected) => {
    const read = await operationOf(operation, { components, security: [{ key: [] }] });
    expect(read.security).toEqual(expected);
  });

  it('reads the schemes that are used', async () => {
    const security = [{ oauth: ['read'] }, { signed: [] }, { user: [] }];
    const paths = { '/a': { get: { responses: ok, security } } };
    expect((await describeAll({ paths, components })).securitySchemes).toEqual([
      {
        id: 'oauth',
        type: 'oauth2',
        flows: [
          {
            grant: 'clientCredentials',
            tokenUrl: 'https://id.example/token',
            scopes: ['read', 'write'],
          },
        ],
      },
      { id: 'signed', type: 'http', scheme: 'digest' },
      { id: 'user', type: 'basic' },
    ]);
  });
});

describe('the address', () => {
  it.each([
    [[{ url: 'https://a.example/v1/' }], 'https://a.example/v1'],
    [
      [{ url: 'https://{region}.example', variables: { region: { default: 'eu' } } }],
      'https://eu.example',
    ],
    [[{ url: '//a.example' }], 'https://a.example'],
    [[{ url: '/v1' }], undefined],
    [[{ url: 'javascript:alert(1)' }, { url: 'http://b.example' }], 'http://b.example'],
    [[{ url: 'https://user:secret@a.example' }], undefined],
    [[{ url: 'https://{unknown}.example' }], undefined],
  ])('of %j is %s', async (servers, address) => {
    expect((await describeAll({ servers })).server).toBe(address);
  });

  it('is kept for an operation where it differs', async () => {
    const servers = [{ url: 'https://a.example' }];
    const { server } = await operationOf(
      { servers: [{ url: 'https://files.example' }] },
      { servers },
    );
    expect(server).toBe('https://files.example');
    expect((await operationOf({ servers }, { servers })).server).toBeUndefined();
  });
});
