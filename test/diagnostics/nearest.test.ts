import { describe, expect, it } from 'vitest';

import { nearest } from '../../src/diagnostics/nearest.ts';

describe('the nearest known name', () => {
  it.each([
    ['createEntri', ['addNote', 'createEntry', 'listEntries'], 'createEntry'],
    ['latncy', ['data', 'latency', 'peak'], 'latency'],
    ['sytems', ['slo', 'systems'], 'systems'],
    ['itemSize', ['item_size', 'items'], 'item_size'],
    ['teh', ['then', 'the', 'tin'], 'the'],
  ])('%s among %j is %s', (name, known, expected) => {
    expect(nearest(name, known, 1)).toEqual([expected]);
  });

  it('is nothing where no name resembles the wrong one', () => {
    expect(nearest('colour', ['latency', 'volume'], 3)).toEqual([]);
  });

  it('gives so many at most, the nearest first and equals by name', () => {
    expect(nearest('item', ['itemz', 'items', 'item'], 2)).toEqual(['item', 'items']);
    expect(nearest('cat', ['hat', 'bat', 'rat', 'mat'], 3)).toEqual(['bat', 'hat', 'mat']);
  });
});
