import { refused, type ParameterCase } from './parameter-cases.ts';

const header = { in: 'header' } as const;
const cookie = { in: 'cookie' } as const;
const anyJson = { content: { 'application/json': { schema: {} } } };

/** Values of headers. */
export const inHeaders: readonly ParameterCase[] = [
  // RFC 9110 section 5.5 has no encoding of its own: bytes above ASCII are opaque, and we send Latin-1.
  {
    title: 'reserved characters and triples, as they stand',
    parameter: header,
    value: '%2F a&b;c="d"',
    expected: '%2F a&b;c="d"',
  },
  { title: 'letters of Latin-1', parameter: header, value: 'Köln', expected: 'Köln' },
  { title: 'what is beyond Latin-1', parameter: header, value: 'Łódź', expected: refused },
  {
    title: 'a line break, which would start another header',
    parameter: header,
    value: 'a\r\nX-Other: b',
    expected: refused,
  },
  { title: 'a zero', parameter: header, value: 'a\0', expected: refused },
  { title: 'an empty list', parameter: header, value: [], expected: 'absent' },
  {
    title: 'an empty object',
    parameter: { ...header, explode: true },
    value: {},
    expected: 'absent',
  },
  // RFC 8259 section 7: any character can be written as \u and its UTF-16 unit.
  {
    title: 'JSON beyond ASCII',
    parameter: { ...header, ...anyJson },
    value: { a: 'ö€😀\u007f' },
    expected: '{"a":"\\u00f6\\u20ac\\ud83d\\ude00\\u007f"}',
  },
  {
    title: 'JSON with line breaks',
    parameter: { ...header, ...anyJson },
    value: ['a\r\nb'],
    expected: '["a\\r\\nb"]',
  },
];

/** Values of cookies. */
export const inCookies: readonly ParameterCase[] = [
  // RFC 6265 section 4.1.1 has no spaces, quotes, commas, semicolons and backslashes in a value; `form` encodes more.
  {
    title: 'reserved characters',
    parameter: cookie,
    value: 'a;b, "c\\=',
    expected: 'v=a%3Bb%2C%20%22c%5C%3D',
  },
  { title: 'a triple, which is text', parameter: cookie, value: '%2F', expected: 'v=%252F' },
  { title: 'text beyond ASCII, as UTF-8', parameter: cookie, value: 'ö', expected: 'v=%C3%B6' },
  { title: 'a line break', parameter: cookie, value: 'a\r\nb', expected: 'v=a%0D%0Ab' },
  { title: 'an empty list', parameter: cookie, value: [], expected: 'absent' },
  {
    title: 'JSON',
    parameter: { ...cookie, ...anyJson },
    value: { a: 1 },
    expected: 'v=%7B%22a%22%3A1%7D',
  },
];
