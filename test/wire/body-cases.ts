import { refused } from './parameter-cases.ts';

/** A body, how the description wants it, and what must have arrived. */
export interface BodyCase {
  readonly title: string;
  /** Media types in the order of the description, with their `encoding`. */
  readonly content: Readonly<
    Record<string, { readonly encoding?: Readonly<Record<string, unknown>> }>
  >;
  readonly body: unknown;
  /** The choice of the caller. */
  readonly contentType?: string;
  readonly expected:
    | typeof refused
    | { readonly type: string; readonly text: string }
    | { readonly parts: readonly string[] };
}

const formType = 'application/x-www-form-urlencoded';

function form(
  title: string,
  [encoding, value, text]: readonly [unknown, unknown, string],
): BodyCase {
  const content = { [formType]: encoding === undefined ? {} : { encoding: { f: encoding } } };
  return {
    title: `form: ${title}`,
    content,
    body: { f: value },
    expected: { type: formType, text },
  };
}

function multipart(
  title: string,
  [encoding, value, parts]: readonly [unknown, unknown, readonly string[]],
): BodyCase {
  const content = {
    'multipart/form-data': encoding === undefined ? {} : { encoding: { f: encoding } },
  };
  return { title: `multipart: ${title}`, content, body: { f: value }, expected: { parts } };
}

// OpenAPI 3.1.1 section 4.8.15 (Encoding Object): without style, explode and allowReserved a property is written by
// its content type, which is JSON for an object, that of the items for a list, and text for the rest.
const forms: readonly BodyCase[] = [
  form('text', [undefined, 'a b&c=d+é', 'f=a%20b%26c%3Dd%2B%C3%A9']),
  form('a triple, which is text', [undefined, '%2F', 'f=%252F']),
  form('a list', [undefined, [1, 2], 'f=1&f=2']),
  form('an object', [undefined, { a: 1 }, 'f=%7B%22a%22%3A1%7D']),
  form('a list of objects', [
    undefined,
    [{ a: 1 }, { a: 2 }],
    'f=%7B%22a%22%3A1%7D&f=%7B%22a%22%3A2%7D',
  ]),
  form('an empty list', [undefined, [], '']),
  form('an object as JSON', [
    { contentType: 'application/json' },
    { a: [1] },
    'f=%7B%22a%22%3A%5B1%5D%7D',
  ]),
  form('contentType with style, which wins', [
    { contentType: 'application/json', style: 'deepObject' },
    { a: 1 },
    'f[a]=1',
  ]),
  form('style form', [{ style: 'form' }, { a: 1, b: 2 }, 'a=1&b=2']),
  form('explode: false of a list', [{ explode: false }, ['a,b', 'c'], 'f=a%2Cb,c']),
  form('explode: false of an object', [{ explode: false }, { a: 1, b: 2 }, 'f=a,1,b,2']),
  form('explode: true of an object', [{ explode: true }, { a: 1, b: 2 }, 'a=1&b=2']),
  form('spaceDelimited', [{ style: 'spaceDelimited' }, [1, 2], 'f=1%202']),
  form('pipeDelimited', [{ style: 'pipeDelimited' }, [1, 2], 'f=1%7C2']),
  form('pipeDelimited, exploded', [{ style: 'pipeDelimited', explode: true }, [1, 2], 'f=1&f=2']),
  form('deepObject, as Stripe documents it', [
    { style: 'deepObject', explode: true },
    { a: { b: 1 }, c: [{ d: 2 }], e: ['x'] },
    'f[a][b]=1&f[c][0][d]=2&f[e][]=x',
  ]),
  form('reserved characters that are allowed', [
    { allowReserved: true },
    'a/b?c%2F&d',
    'f=a/b?c%2F%26d',
  ]),
  {
    title: 'form: an object as XML, which we cannot write',
    content: { [formType]: { encoding: { f: { contentType: 'application/xml' } } } },
    body: { f: { a: 1 } },
    expected: refused,
  },
];

const named = (more = ''): string => `Content-Disposition: form-data; name="f"${more}\r\n`;
const jsonPart = (text: string): string =>
  `${named()}Content-Type: application/json\r\n\r\n${text}`;

// RFC 7578: section 4.2 names the part and the file, 4.3 has several files as parts of one name, 4.4 has text as
// the default. Names are written as the HTML Standard does (4.10.22.8): UTF-8, with `"`, CR and LF encoded.
const multiparts: readonly BodyCase[] = [
  multipart('text', [undefined, 'ä\r\n--b', [`${named()}\r\nä\r\n--b`]]),
  multipart('a number and a boolean', [
    undefined,
    [1.5, false],
    [`${named()}\r\n1.5`, `${named()}\r\nfalse`],
  ]),
  multipart('an object', [undefined, { a: 'é' }, [jsonPart('{"a":"é"}')]]),
  multipart('a list of objects', [
    undefined,
    [{ a: 1 }, { a: 2 }],
    [jsonPart('{"a":1}'), jsonPart('{"a":2}')],
  ]),
  multipart('text with a contentType', [
    { contentType: 'text/markdown' },
    '# a',
    [`${named()}Content-Type: text/markdown\r\n\r\n# a`],
  ]),
  multipart('an object with a contentType of JSON', [
    { contentType: 'application/vnd.a+json' },
    { a: 1 },
    [`${named()}Content-Type: application/vnd.a+json\r\n\r\n{"a":1}`],
  ]),
  multipart('a style', [{ style: 'pipeDelimited' }, ['a b', 'c'], [`${named()}\r\na b|c`]]),
  multipart('explode: false', [{ explode: false }, { a: 1, b: 'é' }, [`${named()}\r\na,1,b,é`]]),
  multipart('deepObject', [
    { style: 'deepObject' },
    { a: { b: 1 } },
    ['Content-Disposition: form-data; name="f[a][b]"\r\n\r\n1'],
  ]),
  multipart('a file', [
    undefined,
    new File(['x'], 'a.txt', { type: 'text/plain' }),
    [`${named('; filename="a.txt"')}Content-Type: text/plain\r\n\r\nx`],
  ]),
  multipart('a file without a type', [
    undefined,
    new File(['x'], 'a'),
    [`${named('; filename="a"')}Content-Type: application/octet-stream\r\n\r\nx`],
  ]),
  multipart('several files', [
    undefined,
    [new File(['x'], 'a'), new File(['y'], 'b')],
    [
      `${named('; filename="a"')}Content-Type: application/octet-stream\r\n\r\nx`,
      `${named('; filename="b"')}Content-Type: application/octet-stream\r\n\r\ny`,
    ],
  ]),
  multipart('a file name beyond ASCII', [
    undefined,
    new File(['x'], 'Köln €😀.txt'),
    [`${named('; filename="Köln €😀.txt"')}Content-Type: application/octet-stream\r\n\r\nx`],
  ]),
  multipart('a file name that would end the line', [
    undefined,
    new File(['x'], 'a"\r\nX: b'),
    [`${named('; filename="a%22%0D%0AX: b"')}Content-Type: application/octet-stream\r\n\r\nx`],
  ]),
  multipart('bytes', [
    undefined,
    Uint8Array.of(65, 66),
    [`${named('; filename="blob"')}Content-Type: application/octet-stream\r\n\r\nAB`],
  ]),
  multipart('the contentType of a file', [
    { contentType: 'image/png' },
    new Blob(['x'], { type: 'text/plain' }),
    [`${named('; filename="blob"')}Content-Type: image/png\r\n\r\nx`],
  ]),
  multipart('the type of the file, of several contentTypes', [
    { contentType: 'image/png, image/jpeg' },
    new File(['x'], 'a', { type: 'image/jpeg' }),
    [`${named('; filename="a"')}Content-Type: image/jpeg\r\n\r\nx`],
  ]),
  multipart('the type of the file, of a contentType with a wildcard', [
    { contentType: 'image/*' },
    new File(['x'], 'a', { type: 'image/gif' }),
    [`${named('; filename="a"')}Content-Type: image/gif\r\n\r\nx`],
  ]),
  multipart('nothing', [undefined, null, []]),
  {
    title: 'multipart: an object as XML, which we cannot write',
    content: { 'multipart/form-data': { encoding: { f: { contentType: 'application/xml' } } } },
    body: { f: { a: 1 } },
    expected: refused,
  },
  {
    title: 'multipart: names of fields beyond ASCII and with quotes',
    content: { 'multipart/form-data': {} },
    body: { 'ü"': 1 },
    expected: { parts: ['Content-Disposition: form-data; name="ü%22"\r\n\r\n1'] },
  },
  {
    title: 'multipart/mixed',
    content: { 'multipart/mixed': {} },
    body: { f: { a: 1 } },
    expected: { parts: [jsonPart('{"a":1}')] },
  },
];

const json = { 'application/json': {} };

const others: readonly BodyCase[] = [
  {
    title: 'JSON',
    content: json,
    body: { a: null, b: ['é'] },
    expected: { type: 'application/json', text: '{"a":null,"b":["é"]}' },
  },
  {
    title: 'JSON that is a text',
    content: json,
    body: 'a',
    expected: { type: 'application/json', text: '"a"' },
  },
  {
    title: 'JSON that is null',
    content: json,
    body: null,
    expected: { type: 'application/json', text: 'null' },
  },
  {
    title: 'JSON of its own kind',
    content: { 'application/merge-patch+json': {} },
    body: { a: null },
    expected: { type: 'application/merge-patch+json', text: '{"a":null}' },
  },
  {
    title: 'JSON with a parameter',
    content: { 'application/json; charset=utf-8': {} },
    body: [1],
    expected: { type: 'application/json; charset=utf-8', text: '[1]' },
  },
  {
    title: 'JSON as bytes, which are sent as they are',
    content: json,
    body: new Blob(['[1]']),
    expected: { type: 'application/json', text: '[1]' },
  },
  {
    title: 'text',
    content: { 'text/plain': {} },
    body: 'é',
    expected: { type: 'text/plain', text: 'é' },
  },
  {
    title: 'text of a number',
    content: { 'text/plain': {} },
    body: 1.5,
    expected: { type: 'text/plain', text: '1.5' },
  },
  {
    title: 'XML as text',
    content: { 'application/xml': {} },
    body: '<a/>',
    expected: { type: 'application/xml', text: '<a/>' },
  },
  {
    title: 'XML of an object, which we cannot write',
    content: { 'application/xml': {} },
    body: { a: 1 },
    expected: refused,
  },
  {
    title: 'a table of a list, which we cannot write',
    content: { 'text/csv': {} },
    body: [[1]],
    expected: refused,
  },
  {
    title: 'a binary body',
    content: { 'application/octet-stream': {} },
    body: Uint8Array.of(65),
    expected: { type: 'application/octet-stream', text: 'A' },
  },
  {
    title: 'a binary body of an object, which is none',
    content: { 'application/pdf': {} },
    body: { a: 1 },
    expected: refused,
  },
  {
    title: 'a binary body under a wildcard',
    content: { 'image/*': {} },
    body: new Blob(['A'], { type: 'image/png' }),
    expected: { type: 'image/png', text: 'A' },
  },
  {
    title: 'an empty text',
    content: { 'text/plain': {} },
    body: '',
    expected: { type: 'text/plain', text: '' },
  },
  { title: 'no body', content: json, body: undefined, expected: { type: 'absent', text: '' } },
];

const both = { 'application/json': {}, [formType]: {}, 'image/*': {}, 'text/plain': {} };

const choices: readonly BodyCase[] = [
  {
    title: 'of several media types the first',
    content: both,
    body: { a: 1 },
    expected: { type: 'application/json', text: '{"a":1}' },
  },
  {
    title: 'of several media types the one that is asked for',
    content: both,
    contentType: formType,
    body: { a: 1 },
    expected: { type: formType, text: 'a=1' },
  },
  {
    title: 'of several media types one by another letter case',
    content: both,
    contentType: 'Text/Plain',
    body: 'a',
    expected: { type: 'Text/Plain', text: 'a' },
  },
  {
    title: 'of several media types one with a parameter',
    content: both,
    contentType: 'text/plain; charset=utf-8',
    body: 'a',
    expected: { type: 'text/plain; charset=utf-8', text: 'a' },
  },
  {
    title: 'of several media types the one that a wildcard covers',
    content: both,
    contentType: 'image/gif',
    body: Uint8Array.of(65),
    expected: { type: 'image/gif', text: 'A' },
  },
  {
    title: 'of several media types that of a Blob',
    content: both,
    body: new Blob(['A'], { type: 'image/gif' }),
    expected: { type: 'image/gif', text: 'A' },
  },
  {
    title: 'a media type that is not declared',
    content: both,
    contentType: 'application/xml',
    body: '<a/>',
    expected: refused,
  },
];

/** All cases of request bodies. */
export const bodyCases: readonly BodyCase[] = [...forms, ...multiparts, ...others, ...choices];
