import { refused, type ParameterCase } from './parameter-cases.ts';

const path = { in: 'path' } as const;
const query = { in: 'query' } as const;
const anyJson = { content: { 'application/json': { schema: {} } } };

// RFC 3986 section 2.3: only letters, digits, `-`, `.`, `_` and `~` need no encoding anywhere.
const reserved = ":/?#[]@!$&'()*+,;=";
const reservedEncoded = '%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D';

const inPaths: readonly ParameterCase[] = [
  { title: 'what would end the segment', parameter: path, value: 'a/b?c', expected: 'a%2Fb%3Fc' },
  { title: 'all reserved characters', parameter: path, value: reserved, expected: reservedEncoded },
  { title: 'the unreserved characters', parameter: path, value: 'aZ0-._~', expected: 'aZ0-._~' },
  { title: 'a triple, which is text', parameter: path, value: '%2F', expected: '%252F' },
  { title: 'an encoded dot, which is text', parameter: path, value: '%2e', expected: '%252e' },
  {
    title: 'text beyond ASCII, as UTF-8',
    parameter: path,
    value: 'Köln €😀',
    expected: 'K%C3%B6ln%20%E2%82%AC%F0%9F%98%80',
  },
  {
    title: 'characters that parsers take away or turn',
    parameter: path,
    value: 'a\\b\t\r\n',
    expected: 'a%5Cb%09%0D%0A',
  },
  { title: 'three dots', parameter: path, value: '...', expected: '...' },
  { title: 'one dot, which leads elsewhere', parameter: path, value: '.', expected: refused },
  { title: 'two dots, which lead elsewhere', parameter: path, value: '..', expected: refused },
  {
    title: 'half a surrogate pair, which is no text',
    parameter: path,
    value: '\ud800',
    expected: refused,
  },
  {
    title: 'a list whose item has a comma',
    parameter: path,
    value: ['a,b', 'c'],
    expected: 'a%2Cb,c',
  },
  // RFC 6570 section 2.3: a list without members is undefined, and a path has all its values.
  { title: 'an empty list', parameter: path, value: [], expected: refused },
  { title: 'an empty object', parameter: path, value: {}, expected: refused },
  {
    title: 'an empty list in style label',
    parameter: { ...path, style: 'label' },
    value: [],
    expected: refused,
  },
  {
    title: 'an empty list in style matrix',
    parameter: { ...path, style: 'matrix' },
    value: [],
    expected: refused,
  },
  {
    title: 'an empty object in style matrix, exploded',
    parameter: { ...path, style: 'matrix', explode: true },
    value: {},
    expected: refused,
  },
  { title: 'a list of nothing', parameter: path, value: [null], expected: refused },
  {
    title: 'an empty text by content',
    parameter: { ...path, content: { 'text/plain': { schema: {} } } },
    value: '',
    expected: refused,
  },
  {
    title: 'reserved characters in style matrix',
    parameter: { ...path, style: 'matrix' },
    value: 'a;b=c',
    expected: ';v=a%3Bb%3Dc',
  },
  {
    title: 'reserved characters in style label',
    parameter: { ...path, style: 'label', explode: true },
    value: ['a/b', 'c.d'],
    expected: '.a%2Fb.c.d',
  },
  {
    title: 'JSON',
    parameter: { ...path, ...anyJson },
    value: { a: 'b/c' },
    expected: '%7B%22a%22%3A%22b%2Fc%22%7D',
  },
];

const reservedAllowed = { ...query, allowReserved: true };

const inQueries: readonly ParameterCase[] = [
  {
    title: 'all reserved characters',
    parameter: query,
    value: reserved,
    expected: `v=${reservedEncoded}`,
  },
  {
    title: 'a triple, which is text',
    parameter: query,
    value: '100% %2F',
    expected: 'v=100%25%20%252F',
  },
  {
    title: 'text beyond ASCII, as UTF-8',
    parameter: query,
    value: 'Köln €',
    expected: 'v=K%C3%B6ln%20%E2%82%AC',
  },
  {
    title: 'a name with brackets and spaces',
    parameter: { ...query, name: 'filter[ä b]' },
    value: 1,
    expected: 'filter%5B%C3%A4%20b%5D=1',
  },
  {
    title: 'a moment, as ISO 8601',
    parameter: query,
    value: new Date(0),
    expected: 'v=1970-01-01T00%3A00%3A00.000Z',
  },
  {
    title: 'a list whose item has a comma',
    parameter: { ...query, explode: false },
    value: ['a,b', 'c'],
    expected: 'v=a%2Cb,c',
  },
  {
    title: 'a list with an empty text',
    parameter: { ...query, explode: false },
    value: ['', 'a'],
    expected: 'v=,a',
  },
  {
    title: 'a list with nothing in between',
    parameter: query,
    value: ['a', null, 'b'],
    expected: 'v=a&v=b',
  },
  { title: 'an empty list', parameter: query, value: [], expected: '' },
  {
    title: 'an empty list, not exploded',
    parameter: { ...query, explode: false },
    value: [],
    expected: '',
  },
  { title: 'an empty object', parameter: query, value: {}, expected: '' },
  {
    title: 'an empty object, not exploded',
    parameter: { ...query, explode: false },
    value: {},
    expected: '',
  },
  {
    title: 'half a surrogate pair, which is no text',
    parameter: query,
    value: '\udc00',
    expected: refused,
  },
  {
    title: 'JSON',
    parameter: { ...query, ...anyJson },
    value: { a: 'é&=', b: [1, null] },
    expected: 'v=%7B%22a%22%3A%22%C3%A9%26%3D%22%2C%22b%22%3A%5B1%2Cnull%5D%7D',
  },
  {
    title: 'JSON that is a text',
    parameter: { ...query, ...anyJson },
    value: 'a',
    expected: 'v=%22a%22',
  },
  {
    title: 'JSON that is an empty list',
    parameter: { ...query, ...anyJson },
    value: [],
    expected: 'v=%5B%5D',
  },
  {
    title: 'plain text by content',
    parameter: { ...query, content: { 'text/plain': { schema: {} } } },
    value: 'a b',
    expected: 'v=a%20b',
  },
  // OpenAPI 3.1.1 section 4.8.12.2.2: reserved characters and triples pass, any other `%` does not. What would end
  // the value (`&`, `#`), be another character (`+`) or is no part of a query (`[`, `]`) is left to the application
  // there, and we are it. The apostrophe is what the URL Standard makes of it in a query.
  {
    title: 'reserved characters that are allowed',
    parameter: reservedAllowed,
    value: reserved,
    expected: 'v=:/?%23%5B%5D@!$%26%27()*%2B,;=',
  },
  {
    title: 'triples where reserved characters are allowed',
    parameter: reservedAllowed,
    value: '%2F%2f%25%C3%A9',
    expected: 'v=%2F%2f%25%C3%A9',
  },
  {
    title: 'a lone % where reserved characters are allowed',
    parameter: reservedAllowed,
    value: '100% %zz %2',
    expected: 'v=100%25%20%25zz%20%252',
  },
  {
    title: 'text beyond ASCII where reserved characters are allowed',
    parameter: reservedAllowed,
    value: 'ü/"<\\',
    expected: 'v=%C3%BC/%22%3C%5C',
  },
  {
    title: 'a list of reserved characters that are allowed',
    parameter: { ...reservedAllowed, explode: false },
    value: ['a/b', '%2C'],
    expected: 'v=a/b,%2C',
  },
];

const deep = { ...query, style: 'deepObject', explode: true };

const inDeepObjects: readonly ParameterCase[] = [
  {
    title: 'an object in an object',
    parameter: deep,
    value: { a: { b: { c: 1 } } },
    expected: 'v%5Ba%5D%5Bb%5D%5Bc%5D=1',
  },
  {
    title: 'a list in an object',
    parameter: deep,
    value: { a: ['x', 'y'] },
    expected: 'v%5Ba%5D%5B%5D=x&v%5Ba%5D%5B%5D=y',
  },
  {
    title: 'a list of objects',
    parameter: deep,
    value: { items: [{ price: 'p', n: 2 }, { price: 'q' }] },
    expected:
      'v%5Bitems%5D%5B0%5D%5Bprice%5D=p&v%5Bitems%5D%5B0%5D%5Bn%5D=2&v%5Bitems%5D%5B1%5D%5Bprice%5D=q',
  },
  {
    title: 'a list of lists',
    parameter: deep,
    value: [[1, 2], [3]],
    expected: 'v%5B0%5D%5B%5D=1&v%5B0%5D%5B%5D=2&v%5B1%5D%5B%5D=3',
  },
  {
    title: 'keys and values with what means something',
    parameter: deep,
    value: { 'a[b]&': '[=&]' },
    expected: 'v%5Ba%5Bb%5D%26%5D=%5B%3D%26%5D',
  },
  {
    title: 'nothing within',
    parameter: deep,
    value: { a: null, b: {}, c: [], d: { e: undefined }, f: '' },
    expected: 'v%5Bf%5D=',
  },
  { title: 'an empty object', parameter: deep, value: {}, expected: '' },
  {
    title: 'a key of the language',
    parameter: deep,
    value: JSON.parse('{"__proto__":"a"}'),
    expected: 'v%5B__proto__%5D=a',
  },
];

/** Values of paths and queries. */
export const inUrls: readonly ParameterCase[] = [...inPaths, ...inQueries, ...inDeepObjects];
