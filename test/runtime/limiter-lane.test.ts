import { describe, expect, it } from 'vitest';
import { departureLog } from '../../generators/runtime/files/bucket-window.ts';
import {
  append,
  firstOf,
  forget,
  isBefore,
  isEmpty,
  lane,
  laneWaitMs,
  remove,
  shift,
  type Cancellable,
  type Lane,
} from '../../generators/runtime/files/lane.ts';

function laneOf(count: number, priority = 0): { own: Lane; calls: Cancellable[] } {
  const own = lane({ needs: [], priority, watched: [] });
  const calls = Array.from({ length: count }, (): Cancellable => ({
    request: { operation: 'x', entities: {} },
    isGone: false,
    lane: own,
  }));
  for (const [order, call] of calls.entries())
    append(own, { settle: () => undefined, call, order });
  return { own, calls };
}

const orders = ({ orders: all, head }: Lane): readonly number[] => all.slice(head);

describe('a lane', () => {
  it('gives its calls in their order, and nothing when it is empty', () => {
    const { own, calls } = laneOf(3);
    expect(firstOf(own)).toMatchObject({ order: 0, call: calls[0] });
    shift(own);
    shift(own);
    expect([isEmpty(own), firstOf(own)?.order]).toEqual([false, 2]);
    shift(own);
    expect([isEmpty(own), firstOf(own)]).toEqual([true, undefined]);
    expect(laneWaitMs(own, 0, 0)).toBe(0);
  });

  it('goes before another by priority, then by who came first; an empty one goes last', () => {
    const [early, late] = [laneOf(2).own, laneOf(2).own];
    shift(late);
    expect([isBefore(early, late), isBefore(late, early)]).toEqual([true, false]);
    expect([isBefore(early, early), isBefore(laneOf(1, 1).own, laneOf(1, 1).own)]).toEqual([
      false,
      false,
    ]);
    expect(isBefore(laneOf(1, 1).own, late)).toBe(false);
    expect(isBefore(late, laneOf(1, 1).own)).toBe(true);
    expect(isBefore(laneOf(0).own, late)).toBe(false);
  });

  it('passes over those that are gone, and counts them no more', () => {
    const { own, calls } = laneOf(5);
    for (const call of calls.slice(1, 3)) {
      call.isGone = true;
      forget(own);
    }
    expect(own.gone).toBe(2);
    shift(own);
    expect([own.gone, orders(own)]).toEqual([0, [3, 4]]);
  });

  it('keeps what is done until it is sixty-four and half of all', () => {
    const few = laneOf(100).own;
    for (let turn = 0; turn < 63; turn += 1) shift(few);
    expect([few.calls.length, few.head]).toEqual([100, 63]);
    shift(few);
    expect([few.calls.length, few.head, firstOf(few)?.order]).toEqual([36, 0, 64]);
    const many = laneOf(200).own;
    for (let turn = 0; turn < 99; turn += 1) shift(many);
    expect([many.calls.length, many.head]).toEqual([200, 99]);
    shift(many);
    expect([many.calls.length, many.head, firstOf(many)?.order]).toEqual([100, 0, 100]);
    expect([many.settles.length, many.orders.length]).toEqual([100, 100]);
  });

  it.each([
    [100, 63, false],
    [100, 64, true],
    [200, 99, false],
    [200, 100, true],
  ])('of %i calls of which %i are gone is tidied up: %s', (count, gone, isTidy) => {
    const { own, calls } = laneOf(count);
    for (const call of calls.slice(1, gone + 1)) {
      call.isGone = true;
      forget(own);
    }
    expect([own.calls.length, own.gone]).toEqual(isTidy ? [count - gone, 0] : [count, gone]);
    expect(firstOf(own)?.order).toBe(0);
  });

  it('gives those that are taken out, the gone ones not, and starts anew with the others', () => {
    const { own, calls } = laneOf(6);
    shift(own);
    const [, , third, fourth] = calls;
    if (third !== undefined) third.isGone = true;
    forget(own);
    const removed = remove(own, (call) => call === third || call === fourth);
    expect(removed.map(({ order }) => order)).toEqual([3]);
    expect([own.head, own.gone, orders(own)]).toEqual([0, 0, [1, 4, 5]]);
  });
});

describe('a log of departures', () => {
  it('tells when so much fits in, to the millisecond', () => {
    const log = departureLog(5, 100);
    log.add(2, 0);
    log.add(2, 10);
    expect([log.freeInMs(1, 10), log.freeInMs(2, 10), log.freeInMs(3, 10)]).toEqual([0, 90, 90]);
    expect([log.freeInMs(4, 10), log.freeInMs(6, 10)]).toEqual([100, Infinity]);
    expect([log.used(99), log.used(100), log.used(110)]).toEqual([4, 2, 0]);
  });

  it('takes back what was added, but not what is forgotten or was never there', () => {
    const log = departureLog(5, 100);
    log.remove(1, 5);
    log.add(2, 10);
    log.add(1, 20);
    log.remove(2, 10);
    log.remove(1, 15);
    expect([log.used(20), log.entries(20)]).toEqual([1, [[20, 1]]]);
    expect(log.used(120)).toBe(0);
    log.remove(1, 20);
    expect(log.used(120)).toBe(0);
  });

  it('of many calls is no longer than 256 parts of its window, each counted as of its end', () => {
    const log = departureLog(1000, 2560);
    for (let atMs = 0; atMs < 1000; atMs += 1) log.add(1, atMs);
    expect(log.entries(999).length).toBeLessThanOrEqual(100);
    expect(log.entries(999).slice(0, 2)).toEqual([
      [10, 11],
      [21, 11],
    ]);
    expect(log.freeInMs(1, 999)).toBe(2560 + 10 - 999);
    log.remove(1, 5);
    expect(log.used(999)).toBe(999);
    const exact = departureLog(256, 2560);
    exact.add(1, 0);
    exact.add(1, 1);
    expect(exact.entries(1)).toHaveLength(2);
  });

  it('counts to nothing again whatever fractions were added', () => {
    const log = departureLog(1, 10);
    for (const cost of [0.1, 0.2, 0.3]) log.add(cost, 0);
    expect([log.used(10), log.freeInMs(1, 10)]).toEqual([0, 0]);
  });
});
