import { describe, expect, it } from 'vitest';
import { countFencedLines, countWords } from '../../../generators/architecture/words.ts';

describe('counted words', () => {
  it.each([
    ['plain words count', 'one two, three', 3],
    ['signs alone do not', 'one - & † two', 2],
    ['headings and list items count', '# Head line\n\n- item one\n1. item', 6],
    ['cells count, rulers do not', '| a | b |\n| --- | --- |\n| c d | e |', 5],
    ['fences do not count', 'a\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\nb', 2],
    ['comments and front matter do not count', '---\ntitle: x\n---\n<!-- two words -->\nhere', 1],
    [
      'link texts count, targets and images do not',
      '[the text](https://a.example) ![alt](b.png) end',
      3,
    ],
  ])('%s', (_, text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('counts the lines inside fences', () => {
    expect(countFencedLines('```a\none\ntwo\n```\n\n```b\nthree\n```\n')).toBe(3);
  });
});
