import { describe, expect, it } from 'vitest';
import { clip, code, label, markdown } from '../../../generators/architecture/escape.ts';

describe('text of the user in the document', () => {
  it.each([
    ['a table cell cannot be closed', 'a | b', 'a \\| b'],
    ['a line cannot be broken', 'a\n\n# b\u2028c', 'a # b c'],
    ['a heading cannot be begun', '# a', '\\# a'],
    ['a list cannot be begun', '1. a', '1\\. a'],
    ['a tag stays text', '<img src=x onerror=y>', '&lt;img src=x onerror=y>'],
    ['a comment cannot be opened', '<!-- a', '&lt;!-- a'],
    ['a link stays text', '[a](javascript:b)', '\\[a\\](javascript:b)'],
    ['an address is not linked', 'https://evil.example', 'https\\://evil.example'],
    ['emphasis stays text', '**a** _b_ `c` snake_case', '\\*\\*a\\*\\* \\_b\\_ \\`c\\` snake_case'],
    ['an entity stays text', '&lt; &amp', '&amp;lt; &amp'],
  ])('%s', (_, text, escaped) => {
    expect(markdown(text)).toBe(escaped);
  });

  it('cannot leave a code span', () => {
    expect(code('a` | `b')).toBe("`a' \\| 'b`");
  });

  it('cannot leave a label of a diagram', () => {
    expect(label('x"] --> evil["y%%{init}')).toBe('"x --> evil y init"'.replace('-->', '--'));
    expect(label('<script>')).toBe('"script"');
    expect(label('""')).toBe('"unnamed"');
  });

  it('is cut where it is long', () => {
    expect(clip('one two three', 2)).toBe('one two …');
    expect(clip('one two', 2)).toBe('one two');
    expect(clip('one two; three four five', 4)).toBe('one two');
    expect(clip('one, two three four five', 4)).toBe('one, two three four …');
  });
});
