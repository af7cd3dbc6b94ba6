import { describe, expect, it } from 'vitest';
import {
  countIn,
  totalOf,
  type RollingCount,
} from '../../generators/runtime/files/rolling-count.ts';

const counted = (...atMs: readonly number[]): RollingCount => {
  const count: RollingCount = { windowMs: 2000 };
  for (const each of atMs) countIn(count, each);
  return count;
};

describe('a rolling count', () => {
  it('is nothing before anything happened, and then all of it', () => {
    expect(totalOf(counted(), 0)).toBe(0);
    expect(totalOf(counted(0), 0)).toBe(1);
    expect(totalOf(counted(0, 50, 100, 199, 1999), 1999)).toBe(5);
  });

  it('keeps one cell for what happens in the same twentieth of the window', () => {
    expect(counted(0, 50, 99).cells).toEqual([0, 3]);
    expect(counted(99, 100, 150, 300).cells).toEqual([0, 1, 1, 2, 3, 1]);
  });

  it('forgets cell by cell what is a window old, not what is newer', () => {
    const count = counted(99, 100, 100, 250);
    expect(totalOf(count, 1999)).toBe(4);
    expect(totalOf(count, 2000)).toBe(3);
    expect(count.cells).toEqual([1, 2, 2, 1]);
    expect(totalOf(count, 2100)).toBe(1);
    expect(totalOf(count, 2200)).toBe(0);
    expect(count.cells).toBeUndefined();
  });

  it('takes no more room however long it counts', () => {
    const count = counted();
    for (let atMs = 0; atMs < 20_000; atMs += 10) countIn(count, atMs);
    expect(count.cells).toHaveLength(40);
    expect(totalOf(count, 19_990)).toBe(200);
    countIn(count, 90_000);
    expect(count.cells).toEqual([900, 1]);
  });

  it('keeps what happened at a moment whose number is small', () => {
    // The numbers of cells and what they hold lie in one list.
    const count = counted(0, 0, 0);
    expect(totalOf(count, 2000)).toBe(0);
    for (let calls = 0; calls < 50; calls += 1) countIn(count, 2000);
    expect(totalOf(count, 3900)).toBe(50);
    expect(totalOf(count, 4000)).toBe(0);
  });
});
