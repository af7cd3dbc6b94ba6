import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import {
  code,
  isName,
  joinLines,
  literal,
  name,
  noCode,
  propertyKey,
} from '../../src/emit/code.ts';
import type { Printable } from '../../src/emit/code.ts';

/** What a printed literal means to JavaScript. */
function evaluated(value: Printable): unknown {
  return (0, eval)(`(${literal(value).text})`);
}

describe('code', () => {
  it('puts code in as it is and everything else as a literal', () => {
    const inner = code`call(${'it'})`;
    expect(code`const ${name('x')} = [${inner}, ${1}, ${true}, ${null}];`.text).toBe(
      `const x = [call('it'), 1, true, null];`,
    );
  });

  it('removes the indentation of the template and keeps that of the line for what is put in', () => {
    const lines = joinLines([code`a: 1,`, code`b: 2,`]);
    const text = code`const x = {
        ${lines}
      };`.text;
    expect(text).toBe('const x = {\n  a: 1,\n  b: 2,\n};');
  });

  it('leaves out a line that holds nothing but an empty piece', () => {
    const text = code`{
        ${noCode}
        a: 1,
      }`.text;
    expect(text).toBe('{\n  a: 1,\n}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %s',
    (value) => {
      expect(() => literal(value)).toThrow('not a finite number');
    },
  );

  it.each([
    ["it's", `"it's"`],
    ['say "it"', `'say "it"'`],
    [`'"`, `'\\'"'`],
    ['</script>', `'\\u003c/script>'`],
    ['\u2028\u2029', `'\\u2028\\u2029'`],
    ['\u202e', `'\\u202e'`],
    ['\ud800', `'\\ud800'`],
    ['\0\n\r\\', `'\\u0000\\n\\r\\\\'`],
    ['${x}`', "'${x}`'"],
  ])('prints %j as a literal that cannot be left', (text, printed) => {
    expect(literal(text).text).toBe(printed);
  });

  it('prints every text as a literal that means the text, in visible characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(evaluated(text)).toBe(text);
        expect(literal(text).text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|<\//u);
      }),
    );
  });

  it('prints lists and objects that mean the same, whatever their keys are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(fc.string())), (value) => {
        expect(evaluated(value)).toEqual({ ...value });
      }),
    );
  });

  it('makes __proto__ a property of its own', () => {
    const value = evaluated(JSON.parse('{"__proto__":1}') as Printable);
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(propertyKey('__proto__').text).toBe("['__proto__']");
  });
});

describe('name', () => {
  it.each([
    '',
    'a b',
    '1a',
    'a-b',
    'class',
    'await',
    '__proto__',
    'constructor',
    'é',
    'a\n',
    'eval',
    'x'.repeat(129),
  ])('refuses %j', (text) => {
    expect(() => name(text)).toThrow('not a usable identifier');
  });

  it('takes only what the language takes as the name of a constant', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!isName(text)) return;
        const { diagnostics = [] } = ts.transpileModule(`export const ${text} = 1;`, {
          reportDiagnostics: true,
        });
        expect(diagnostics).toEqual([]);
      }),
    );
  });
});
