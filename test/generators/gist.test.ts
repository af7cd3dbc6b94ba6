import { describe, expect, it } from 'vitest';

import { gist } from '../../generators/clients/gist.ts';

const filler = (characters: number): string => `${'word '.repeat(characters / 5)}end.`;

describe('the gist of a description', () => {
  it.each([
    ['a short text as it is', 'The size, e.g. 4. In kB.', 'The size, e.g. 4. In kB.'],
    ['lines as one', 'The\n  size.', 'The size.'],
    ['the first paragraph only', 'The title:\n\n- `a`\n- `b`', 'The title.'],
    ['no heading', '**Note**\r\n\r\nThe size.', 'The size.'],
    ['no heading with marks', '# Sizes\n\nThe size.', 'The size.'],
    ['nothing of nothing', ' \n ', ''],
  ])('is %s', (_name, text, expected) => {
    expect(gist(text)).toBe(expected);
  });

  it('ends with a sentence, not with an abbreviation', () => {
    expect(gist(`Sizes, e.g. 4. Then ${filler(200)} More.`)).toBe('Sizes, e.g. 4.');
  });

  it('keeps a first sentence that is a little longer, and cuts one that is much longer', () => {
    expect(gist(`${filler(220)} More of it.`)).toBe(filler(220));
    expect(gist(filler(2000))).toMatch(/^(?:word )+…$/);
    expect(gist(filler(2000)).length).toBeLessThan(203);
  });
});
