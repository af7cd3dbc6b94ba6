import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { docComment, safeLine } from '../../src/emit/doc-comment.ts';

describe('a doc comment', () => {
  it.each([
    ['one line', '/** one line */'],
    ['two\nlines', '/**\n * two\n * lines\n */'],
    ['a */ b', '/** a *\\/ b */'],
    ['@ts-nocheck', '/** \\@ts-nocheck */'],
    ['x\n  @deprecated', '/**\n * x\n * \\@deprecated\n */'],
    ['a\u202eb\u200bc', '/** abc */'],
    ['', ''],
    ['\n\n', ''],
    ['a\n\n\n\nb', '/**\n * a\n *\n * b\n */'],
  ])('prints %j safely', (text, printed) => {
    expect(docComment(text).text).toBe(printed);
  });

  it('marks what is deprecated, with or without words', () => {
    expect(docComment('Old.', { deprecated: true }).text).toBe('/**\n * Old.\n * @deprecated\n */');
    expect(docComment('', { deprecated: true }).text).toBe('/** @deprecated */');
  });

  it('breaks long lines between words', () => {
    const lines = docComment('word '.repeat(60), { columns: 40 }).text.split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(43);
  });

  it('is nothing but a comment, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, more) => {
        const { text: printed } = docComment([text, more, '*/', '/', '*', text]);
        const file = ts.createSourceFile('x.ts', printed, ts.ScriptTarget.Latest);
        expect(file.statements).toHaveLength(0);
        expect(printed).not.toMatch(/[\u2028\u2029\u202e]/);
      }),
    );
  });
});

describe('a line of a comment', () => {
  it('stays one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeLine(text)).not.toMatch(/[\n\r\u2028\u2029\v\f]/);
      }),
    );
  });
});
