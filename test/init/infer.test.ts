import { describe, expect, it } from 'vitest';

import { defaults } from '../../src/decide/defaults.ts';
import { callName } from '../../src/init/infer/call-name.ts';
import { freeId, kebab, systemId } from '../../src/init/infer/ids.ts';
import { loginsOf } from '../../src/init/infer/login.ts';
import { plainLine } from '../../src/init/infer/plain-line.ts';
import { specReference } from '../../src/init/infer/spec-reference.ts';
import type { JsonObject } from '../../src/model/document.ts';

describe('the id of a system', () => {
  it.each([
    ['Stripe API', 'api.stripe.com', 'x.json', 'stripe'],
    ['Swagger Petstore - OpenAPI 3.0', '', 'x.json', 'petstore'],
    [
      "GitHub's official OpenAPI spec + Octokit extension now",
      'api.github.com',
      'x.json',
      'github',
    ],
    ['', 'api.example.co.uk', 'x.json', 'example'],
    ['', '127.0.0.1', 'specs/My Ledger.yaml', 'my-ledger'],
    ['API', '', './1.json', 'api-1'],
    ['日本', '', '日本.json', 'api'],
    ['Con', '', 'x.json', 'api-con'],
  ])('of title "%s", host "%s" and file "%s" is %s', (...[title, host, file, id]) => {
    expect(systemId({ title, host, file })).toBe(id);
  });

  it('gets a number where it is taken', () => {
    const taken = new Set(['shop']);
    expect([freeId('shop', taken), freeId('shop', taken)]).toEqual(['shop-2', 'shop-3']);
  });

  it('is kebab-case and never longer than 30 characters', () => {
    expect(kebab('Über Straße')).toBe('uber-stra-e');
    expect(kebab('a'.repeat(1000))).toHaveLength(30);
    expect(kebab('word '.repeat(1000)).length).toBeLessThanOrEqual(30);
  });
});

describe('ways of authentication', () => {
  const root = (schemes: JsonObject, security: JsonObject['x']): JsonObject => ({
    components: { securitySchemes: schemes },
    security: security ?? [],
  });
  it.each([
    [
      { a: { type: 'http', scheme: 'bearer' } },
      [{ a: [] }],
      [[{ type: 'bearer', secret: 'SHOP_TOKEN' }]],
    ],
    [
      { a: { type: 'apiKey', in: 'header', name: 'X-Shop-Key' } },
      [{ a: [] }],
      [[{ type: 'api_key', in: 'header', name: 'X-Shop-Key', secret: 'SHOP_KEY' }]],
    ],
    [
      {
        a: { type: 'apiKey', in: 'query', name: 'key' },
        b: { type: 'apiKey', in: 'query', name: 'token' },
      },
      [{ a: [], b: [] }],
      [
        [
          { type: 'api_key', in: 'query', name: 'key', secret: 'SHOP_API_KEY' },
          { type: 'api_key', in: 'query', name: 'token', secret: 'SHOP_API_KEY_2' },
        ],
      ],
    ],
    [
      {
        o: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://x.example' } } },
        b: { type: 'http', scheme: 'basic' },
      },
      [{ o: ['read', 'write'] }, { b: [] }],
      [
        [{ type: 'basic', secret: 'SHOP_CREDENTIALS' }],
        [
          {
            type: 'oauth2',
            grant: 'client_credentials',
            client_id: 'SHOP_CLIENT_ID',
            client_secret: 'SHOP_CLIENT_SECRET',
          },
        ],
      ],
    ],
    [{ d: { type: 'http', scheme: 'digest' } }, [{ d: [] }], []],
    [{}, [{ missing: [] }], []],
    [{ a: { type: 'http', scheme: 'bearer' } }, [{}], []],
  ])('%j with %j are %j', (schemes, security, expected) => {
    const found = loginsOf(root(schemes, security), {}, 'shop');
    expect(found.map(({ credentials }) => credentials)).toEqual(expected);
  });
});

describe('text of a description', () => {
  it.each([
    ['a\nb\u0000c\u202ed\u2028e', 'a b c d e'],
    ['  x  ', 'x'],
    ['x'.repeat(200), `${'x'.repeat(99)}…`],
  ])('%j becomes the line %j', (text, line) => {
    expect(plainLine(text)).toBe(line);
  });

  it('names a function of ours', () => {
    expect(callName('GetV1Customers')).toBe('getV1Customers');
    expect(callName('repos/list-for-org')).toBe('reposListForOrg');
    expect(callName('日本')).toBe('request');
    expect(callName('1x')).toBe('request1x');
  });

  it('is never in the way of a path', () => {
    expect(specReference('/a/b', 'specs/x.yaml')).toBe('./specs/x.yaml');
    expect(specReference('/a/b', '/a/c/x.yaml')).toBe('../c/x.yaml');
    expect(specReference('/a/b', 'https://x.example/a.json')).toBe('https://x.example/a.json');
  });
});

it('names in its comments the defaults that the plan takes', () => {
  expect(defaults).toMatchObject({ volumePerDay: 30_000, peakFactor: 5, latencyTarget: 30 });
});
