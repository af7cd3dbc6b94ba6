import { describe, expect, it } from 'vitest';
import { discard, insert } from '../../generators/runtime/files/ordered.ts';

interface Item {
  readonly at: number;
  readonly name: string;
}

const isBefore = (left: Item, right: Item): boolean => left.at < right.at;

const names = (...items: readonly Item[]): string => {
  const list: Item[] = [];
  for (const item of items) insert(list, item, isBefore);
  return list.map(({ name }) => name).join('');
};

describe('a sorted list', () => {
  it('puts each item behind its equals and before what is greater', () => {
    const [a, b, c, d] = [
      { at: 1, name: 'a' },
      { at: 2, name: 'b' },
      { at: 2, name: 'c' },
      { at: 3, name: 'd' },
    ] as const;
    expect([names(), names(b), names(b, a), names(a, d, b, c), names(d, b, a, c)]).toEqual([
      '',
      'b',
      'ab',
      'abcd',
      'abcd',
    ]);
    expect([names(b, c), names(c, b), names(d, c, b, a)]).toEqual(['bc', 'cb', 'acbd']);
  });

  it('finds the place of an item among a thousand with as many questions as it has bits', () => {
    const list = Array.from({ length: 1000 }, (_, at) => at);
    for (const at of [0, 1, 499, 500, 998, 999]) {
      let questions = 0;
      insert(list, at, (left, right) => {
        questions += 1;
        return left < right;
      });
      expect(questions).toBeLessThanOrEqual(10);
    }
    expect(list).toEqual(list.toSorted((left, right) => left - right));
    expect(list).toHaveLength(1006);
  });

  it('loses the item that is taken out, once, and nothing where it is not there', () => {
    const list = ['a', 'b', 'c', 'b'];
    discard(list, 'b');
    discard(list, 'x');
    expect(list).toEqual(['a', 'c', 'b']);
    discard(list, 'a');
    discard(list, 'b');
    expect(list).toEqual(['c']);
  });
});
