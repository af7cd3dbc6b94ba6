import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { yamlDocument } from '../../src/load/yaml-document.ts';

function codes(content: string | Uint8Array): readonly string[] {
  const { value, diagnostics } = yamlDocument('i.yaml', content);
  expect(value === undefined).toBe(diagnostics.length > 0);
  return diagnostics.map(({ code, at }) => `${code} ${at.line}:${at.column}`);
}

describe('reading YAML', () => {
  it.each([
    ['an open quote, where it opens', 'a: 1\nb: "x\nc: 1', ['yaml/syntax 2:4']],
    ['an open bracket, where it opens', 'a: [1, 2\nb: 3', ['yaml/syntax 1:4']],
    ['a colon inside a value', 'a: b: c\n', ['yaml/syntax 1:4']],
    ['a tab that indents', 'a:\n\tb: 1', ['yaml/syntax 2:1']],
    ['a reserved character', 'a: @x', ['yaml/syntax 1:4']],
    ['what follows the first mistake only once', ' a: 1\nb: 2', ['yaml/syntax 2:1']],
    ['a control character', 'a: 1\nb: \u0007', ['yaml/syntax 2:4']],
    ['an alias and its anchor', 'a: &x 1\nb: *x', ['yaml/alias 1:4', 'yaml/alias 2:4']],
    ['a merge key', 'a: 1\n<<: { b: 1 }', ['yaml/merge-key 2:1']],
    ['tags', 'a: !own 1\nb: x', ['yaml/tag 1:4']],
    ['a tag of YAML itself', 'a: !!str 1', ['yaml/tag 1:4']],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', ['yaml/duplicate-key 3:1']],
    [
      'keys that are no text',
      '1: a\nfalse: b\n? [x]\n: c',
      ['yaml/key-not-text 1:1', 'yaml/key-not-text 2:1', 'yaml/key-not-text 3:3'],
    ],
    ['a second document', 'a: 1\n---\nb: 2', ['yaml/many-documents 2:1']],
    [
      'numbers that cannot be held',
      'a: .nan\nb: -.inf\nc: 1e999\nd: 12345678901234567890',
      ['yaml/number 1:4', 'yaml/number 2:4', 'yaml/number 3:4', 'yaml/number 4:4'],
    ],
    ['an empty file', '', ['yaml/empty 1:1']],
    ['a file of comments', '# nothing\n', ['yaml/empty 1:1']],
    ['a list', '- a', ['yaml/not-a-mapping 1:1']],
    ['one value', 'a', ['yaml/not-a-mapping 1:1']],
    ['more than 64 levels', `a: ${'['.repeat(70)}${']'.repeat(70)}`, ['yaml/too-deep 1:67']],
    ['more than 20,000 entries', `a: [${'b,'.repeat(20_000)}]`, ['yaml/too-many 1:39997']],
    ['more than 1 MiB', `a: ${'x'.repeat(1024 * 1024)}`, ['yaml/too-large 1:1']],
    ['bytes that are not UTF-8', Uint8Array.of(97, 58, 10, 98, 0xff), ['yaml/not-utf-eight 2:2']],
  ])('reports %s', (_, content, expected) => {
    expect(codes(content)).toEqual(expected);
  });

  it('takes exactly as many bytes and levels as it says, and not one more', () => {
    const bytes = (count: number): string => `a: ${'x'.repeat(count - 3)}`;
    expect(codes(bytes(1024 * 1024))).toEqual([]);
    expect(codes(bytes(1024 * 1024 + 1))).toEqual(['yaml/too-large 1:1']);
    // The mapping and what stands in the innermost list are levels too.
    const levels = (count: number): string => `a: ${'['.repeat(count - 1)}${']'.repeat(count - 1)}`;
    expect(codes(levels(64))).toEqual([]);
    expect(codes(levels(65))).toEqual(['yaml/too-deep 1:67']);
  });

  it('reports everything at once, with excerpts', () => {
    const { diagnostics } = yamlDocument('i.yaml', 'a: &x 1\na: 2\nb: !t 3\n');
    expect(diagnostics.map(({ excerpt }) => excerpt)).toEqual(['a: &x 1', 'a: 2', 'b: !t 3']);
  });

  it('does not keep a line with a secret in the excerpt of a mistake', () => {
    const { diagnostics } = yamlDocument('i.yaml', 'auth: { secret: hunter2hunter2\n');
    expect(diagnostics).toHaveLength(1);
    expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
  });

  it.each([
    'secret: *hunter2',
    'secret: &hunter2 KEY',
    'secret: !hunter2 KEY',
    'secret: !hunter2{} KEY',
    'password: 1234567890123456789012',
    '{ secret hunter2, secret hunter2 }',
    '{ password: 1, 1234567890123456789012: 2 }',
  ])('never repeats in a message what may be a secret: %s', (line) => {
    const { diagnostics } = yamlDocument('i.yaml', `${line}\n`);
    expect(diagnostics).not.toHaveLength(0);
    expect(JSON.stringify(diagnostics)).not.toMatch(/hunter2|123456/);
  });

  it.each(['a: *x', 'a: &x 1', 'a: !custom x', 'a: @x', 'a: "\\z"'])(
    'goes on behind a mistake that lies within one value: %s',
    (line) => {
      const found = codes(`${line}\nb: 1\nb: 2\n`);
      expect(found).toHaveLength(2);
      expect(found).toContain('yaml/duplicate-key 3:1');
    },
  );

  it('says nothing of what it read by guessing', () => {
    expect(codes('a: [1, 2\nb: 1\nb: 2\n')).not.toContain('yaml/duplicate-key 3:1');
  });

  it('reads YAML 1.2: `on` is a key, clock times and dates are text', () => {
    const { value } = yamlDocument('i.yaml', 'on: yes\nat: 06:00\nday: 2026-01-02\nshare: 5/15');
    expect({ ...(value?.value as object) }).toEqual({
      on: 'yes',
      at: '06:00',
      day: '2026-01-02',
      share: '5/15',
    });
  });

  it('gives objects no prototype, so that no key means more than itself', () => {
    const read = yamlDocument('i.yaml', '__proto__: { polluted: true }\nconstructor: { a: 1 }');
    expect(Object.getPrototypeOf(read.value?.value)).toBeNull();
    expect(Object.keys(read.value?.value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('accepts a byte order mark and CRLF, and counts lines and columns as without', () => {
    const text = 'a:\n  - b: one\n  - { "c/d": two }\n';
    const unix = yamlDocument('i.yaml', text).value;
    const windows = yamlDocument('i.yaml', `\uFEFF${text.replaceAll('\n', '\r\n')}`).value;
    for (const pointer of ['', '/a', '/a/0/b', '/a/1/c~1d', '/a/1/none']) {
      expect(windows?.place(pointer)).toEqual(unix?.place(pointer));
      expect(windows?.keyPlace(pointer)).toEqual(unix?.keyPlace(pointer));
    }
    expect(unix?.place('/a/1/c~1d')).toEqual({ file: 'i.yaml', line: 3, column: 14, length: 3 });
    expect(unix?.keyPlace('/a/1/c~1d')).toEqual({ file: 'i.yaml', line: 3, column: 7, length: 5 });
  });

  it('answers with the nearest parent where a pointer leads nowhere', () => {
    const { value } = yamlDocument('i.yaml', 'a: 1\nflows:\n  - b: 2\n');
    expect(value?.keyPlace('/flows/0/none')).toMatchObject({ line: 3, column: 5 });
    expect(value?.place('/none')).toMatchObject({ line: 1, column: 1 });
  });

  it('never throws, whatever it is given', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&x ',
      '*x',
      '"',
      "'",
      '!t ',
      '? ',
      '|',
      '>',
      '#',
      '<<',
      '---\n',
      '\t',
      '\r',
      '%',
      '1e9',
      ',',
      '\uFEFF',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (text) => {
          codes(text);
        },
      ),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void codes(bytes)));
  });

  it.each([
    ['deep lists', '['.repeat(50_000)],
    ['lists without an end', '- '.repeat(500_000)],
    ['aliases', `a: &x 1\nb: [${'*x,'.repeat(300_000)}]`],
    ['values behind a value', `a: ${'"" '.repeat(300_000)}`],
    ['mistakes after mistakes', `a: ${'"" '.repeat(19_000)}`],
    [
      'aliases of aliases',
      Array.from({ length: 20 }, (_, level) =>
        level === 0 ? 'a0: &a0 x' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
      ).join('\n'),
    ],
    ['keys that repeat', 'a:\n'.repeat(10_000)],
    ['mistakes on one line', `a: [${'&a b,'.repeat(5_000)}]`],
    ['keys of one flow mapping', `a: {${'b,'.repeat(5_000)}}`],
  ])('says no more than a hundred things of %s', (_, text) => {
    const found = codes(text).length;
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(100);
  });
});
