import { describe, expect, it } from 'vitest';
import type {
  CallInput,
  OperationDefinition,
  ParameterDefinition,
} from '../../generators/runtime/files/operation.ts';
import { setFields } from '../../generators/runtime/files/parameters.ts';
import { baseOf, requestUrl } from '../../generators/runtime/files/url.ts';
import { prepareRequest } from '../../generators/runtime/files/prepared-request.ts';
import { operation, parameter, testClient } from './settings.ts';
import { virtualHost } from './virtual-host.ts';

const text = 'blue';
const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function headersOf(described: OperationDefinition, input: CallInput): Record<string, string> {
  const headers = {};
  setFields(headers, described, input);
  return headers;
}

function urlOf(baseUrl: string, described: OperationDefinition, input: CallInput): URL {
  return new URL(requestUrl(baseOf(baseUrl), described, input));
}

function wire(differs: Partial<ParameterDefinition>, value: unknown, path = '/x'): string {
  const described = operation({ path, parameters: [parameter(differs)] });
  const place = differs.in ?? 'query';
  const input: CallInput = {
    [place === 'path' || place === 'query' ? place : `${place}s`]: {
      [differs.name ?? 'color']: value,
    },
  };
  if (place === 'header') return headersOf(described, input)['color'] ?? 'absent';
  if (place === 'cookie') return headersOf(described, input)['cookie'] ?? 'absent';
  return urlOf('https://api.test', described, input).href.slice('https://api.test'.length);
}

// The table "Style Examples" of OpenAPI 3.1, section 4.8.12, with the empty text where it can be sent.
describe('a path parameter', () => {
  it.each([
    { style: 'simple', explode: false, value: text, expected: '/x/blue' },
    { style: 'simple', explode: false, value: list, expected: '/x/blue,black,brown' },
    { style: 'simple', explode: false, value: object, expected: '/x/R,100,G,200,B,150' },
    { style: 'simple', explode: true, value: text, expected: '/x/blue' },
    { style: 'simple', explode: true, value: list, expected: '/x/blue,black,brown' },
    { style: 'simple', explode: true, value: object, expected: '/x/R=100,G=200,B=150' },
    { style: 'label', explode: false, value: text, expected: '/x/.blue' },
    { style: 'label', explode: false, value: list, expected: '/x/.blue,black,brown' },
    { style: 'label', explode: false, value: object, expected: '/x/.R,100,G,200,B,150' },
    { style: 'label', explode: true, value: text, expected: '/x/.blue' },
    { style: 'label', explode: true, value: list, expected: '/x/.blue.black.brown' },
    { style: 'label', explode: true, value: object, expected: '/x/.R=100.G=200.B=150' },
    { style: 'matrix', explode: false, value: '', expected: '/x/;color' },
    { style: 'matrix', explode: false, value: text, expected: '/x/;color=blue' },
    { style: 'matrix', explode: false, value: list, expected: '/x/;color=blue,black,brown' },
    { style: 'matrix', explode: false, value: object, expected: '/x/;color=R,100,G,200,B,150' },
    { style: 'matrix', explode: true, value: '', expected: '/x/;color' },
    { style: 'matrix', explode: true, value: text, expected: '/x/;color=blue' },
    {
      style: 'matrix',
      explode: true,
      value: list,
      expected: '/x/;color=blue;color=black;color=brown',
    },
    { style: 'matrix', explode: true, value: object, expected: '/x/;R=100;G=200;B=150' },
  ] as const)(
    'in style $style, explode $explode, is $expected',
    ({ style, explode, value, expected }) => {
      expect(wire({ in: 'path', style, explode }, value, '/x/{color}')).toBe(expected);
    },
  );

  it.each([
    { value: 'a/b?c', expected: '/x/a%2Fb%3Fc' },
    { value: '../../admin', expected: '/x/..%2F..%2Fadmin' },
    { value: 'a b&c=d#e', expected: '/x/a%20b%26c%3Dd%23e' },
    { value: '%2e%2e', expected: '/x/%252e%252e' },
    { value: "é!'()*", expected: '/x/%C3%A9%21%27%28%29%2A' },
    { value: 42, expected: '/x/42' },
    { value: new Date(Date.UTC(2026, 0, 2)), expected: '/x/2026-01-02T00%3A00%3A00.000Z' },
  ])('is percent-encoded: $expected', ({ value, expected }) => {
    expect(wire({ in: 'path', style: 'simple', explode: false }, value, '/x/{color}')).toBe(
      expected,
    );
  });

  it.each(['.', '..', '', undefined, null])('that is %j is refused', (value) => {
    expect(() => wire({ in: 'path', style: 'simple' }, value, '/x/{color}')).toThrow(
      expect.objectContaining({ kind: 'invalid_request' }) as Error,
    );
  });

  it('that makes a segment of two dots with its neighbour is refused', () => {
    expect(() => wire({ in: 'path', style: 'simple' }, '.', '/x/.{color}/y')).toThrow(
      /another path/,
    );
  });
});

describe('a query parameter', () => {
  it.each([
    { style: 'form', explode: false, value: '', expected: '/x?color=' },
    { style: 'form', explode: false, value: text, expected: '/x?color=blue' },
    { style: 'form', explode: false, value: list, expected: '/x?color=blue,black,brown' },
    { style: 'form', explode: false, value: object, expected: '/x?color=R,100,G,200,B,150' },
    { style: 'form', explode: true, value: '', expected: '/x?color=' },
    { style: 'form', explode: true, value: text, expected: '/x?color=blue' },
    {
      style: 'form',
      explode: true,
      value: list,
      expected: '/x?color=blue&color=black&color=brown',
    },
    { style: 'form', explode: true, value: object, expected: '/x?R=100&G=200&B=150' },
    {
      style: 'spaceDelimited',
      explode: false,
      value: list,
      expected: '/x?color=blue%20black%20brown',
    },
    {
      style: 'spaceDelimited',
      explode: false,
      value: object,
      expected: '/x?color=R%20100%20G%20200%20B%20150',
    },
    {
      style: 'spaceDelimited',
      explode: true,
      value: list,
      expected: '/x?color=blue&color=black&color=brown',
    },
    {
      style: 'pipeDelimited',
      explode: false,
      value: list,
      expected: '/x?color=blue%7Cblack%7Cbrown',
    },
    {
      style: 'pipeDelimited',
      explode: false,
      value: object,
      expected: '/x?color=R%7C100%7CG%7C200%7CB%7C150',
    },
    {
      style: 'pipeDelimited',
      explode: true,
      value: list,
      expected: '/x?color=blue&color=black&color=brown',
    },
    {
      style: 'deepObject',
      explode: true,
      value: object,
      expected: '/x?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
    },
    { style: 'deepObject', explode: true, value: text, expected: '/x?color=blue' },
    {
      style: 'deepObject',
      explode: true,
      value: list,
      expected: '/x?color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown',
    },
    {
      style: 'deepObject',
      explode: true,
      value: { a: { b: [{ c: 1 }] } },
      expected: '/x?color%5Ba%5D%5Bb%5D%5B0%5D%5Bc%5D=1',
    },
  ] as const)(
    'in style $style, explode $explode, is $expected',
    ({ style, explode, value, expected }) => {
      expect(wire({ style, explode }, value)).toBe(expected);
    },
  );

  it.each([
    { name: 'undefined', value: undefined, expected: '/x' },
    { name: 'null', value: null, expected: '/x' },
    { name: 'an empty list', value: [], expected: '/x' },
    {
      name: 'nothing in a list',
      value: ['a', null, undefined, 'b'],
      expected: '/x?color=a&color=b',
    },
    { name: 'false and zero', value: [false, 0], expected: '/x?color=false&color=0' },
  ])('of $name gives $expected', ({ value, expected }) => {
    expect(wire({}, value)).toBe(expected);
  });

  it('cannot add another parameter or end the query', () => {
    expect(wire({}, 'a&admin=1#x+y')).toBe('/x?color=a%26admin%3D1%23x%2By');
  });

  it('with reserved characters allowed keeps those that are harmless', () => {
    expect(wire({ allowReserved: true }, 'a/b:c,d&e#f')).toBe('/x?color=a/b:c,d%26e%23f');
  });

  it('with a content type is written as JSON', () => {
    expect(wire({ contentType: 'application/json' }, { a: [1] })).toBe(
      '/x?color=%7B%22a%22%3A%5B1%5D%7D',
    );
  });

  it('that is nested where no style can say it is JSON and not [object Object]', () => {
    expect(wire({}, [{ a: 1 }])).toBe('/x?color=%7B%22a%22%3A1%7D');
  });

  it('that is required and missing is refused', () => {
    expect(() => wire({ required: true }, undefined)).toThrow(/"color" is required/);
  });

  it('is not read from the prototype of the input', () => {
    expect(wire({ name: 'toString' }, undefined)).toBe('/x');
  });
});

describe('a header parameter', () => {
  it.each([
    { explode: false, value: text, expected: 'blue' },
    { explode: false, value: list, expected: 'blue,black,brown' },
    { explode: false, value: object, expected: 'R,100,G,200,B,150' },
    { explode: true, value: list, expected: 'blue,black,brown' },
    { explode: true, value: object, expected: 'R=100,G=200,B=150' },
    { explode: false, value: 'a b/c', expected: 'a b/c' },
    { explode: false, value: '', expected: '' },
  ] as const)('with explode $explode is $expected', ({ explode, value, expected }) => {
    expect(wire({ in: 'header', style: 'simple', explode }, value)).toBe(expected);
  });

  it.each(['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'snow ☃'])('with %j is refused', (value) => {
    expect(() => wire({ in: 'header', style: 'simple' }, value)).toThrow(/cannot hold/);
  });

  it.each(['Authorization', 'Accept', 'Content-Type'])(
    'named %s is left to its own mechanism',
    (name) => {
      const described = operation({
        parameters: [parameter({ name, in: 'header', style: 'simple', required: true })],
      });
      expect(headersOf(described, { headers: { [name]: 'x' } })).toEqual({});
    },
  );
});

describe('a cookie parameter', () => {
  it.each([
    { explode: false, value: text, expected: 'color=blue' },
    { explode: false, value: list, expected: 'color=blue,black,brown' },
    { explode: false, value: object, expected: 'color=R,100,G,200,B,150' },
    { explode: true, value: 'a; admin=1', expected: 'color=a%3B%20admin%3D1' },
  ])('with explode $explode is $expected', ({ explode, value, expected }) => {
    expect(wire({ in: 'cookie', explode }, value)).toBe(expected);
  });
});

describe('the address', () => {
  it('keeps the path of the base address', () => {
    expect(urlOf('https://api.test/v2/', operation(), {}).href).toBe('https://api.test/v2/thing');
  });

  it('is the operation’s own server where it has one', () => {
    expect(
      prepareRequest(testClient(virtualHost()), operation({ server: 'https://files.test' }), {})
        .origin,
    ).toBe('https://files.test');
  });
});
