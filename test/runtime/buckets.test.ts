import { describe, expect, it } from 'vitest';
import { calendarBucket } from '../../generators/runtime/files/bucket-calendar.ts';
import { lineBucket } from '../../generators/runtime/files/bucket-line.ts';
import { refilledBucket } from '../../generators/runtime/files/bucket-refill.ts';
import { slotsBucket } from '../../generators/runtime/files/bucket-slots.ts';
import { spacedBucket, windowBucket } from '../../generators/runtime/files/bucket-window.ts';
import { memoryMs, waitMs, type Bucket } from '../../generators/runtime/files/bucket.ts';
import type { LimitData } from '../../generators/runtime/files/settings.ts';
import { virtualHost } from './virtual-host.ts';

const startAt = (unknownUntilMs = 0) => ({ host: virtualHost(), unknownUntilMs });

describe('slots', () => {
  it('are full until a call ends or gives back, whatever it costs', () => {
    const slots = slotsBucket({ max: 3 });
    expect([slots.capacity, slots.isIdle(0), slots.waitMs(3, 0), slots.waitMs(4, 0)]).toEqual([
      3,
      true,
      0,
      Infinity,
    ]);
    const two = slots.take(2, 7);
    expect(two).toEqual({ cost: 2, atMs: 7 });
    expect([slots.waitMs(1, 7), slots.waitMs(2, 7), slots.isIdle(7)]).toEqual([0, Infinity, false]);
    slots.end?.(two);
    expect([slots.waitMs(3, 7), slots.isIdle(7)]).toEqual([0, true]);
    slots.giveBack(slots.take(3, 8));
    expect([slots.waitMs(3, 8), slots.isIdle(8)]).toEqual([0, true]);
  });
});

describe('the speed of a line', () => {
  it('keeps the next bytes waiting for as long as the last ones take', () => {
    const line = lineBucket({ bytesPerSecond: 2000 });
    expect([line.capacity, line.waitMs(1, 0), line.isIdle(0)]).toEqual([Infinity, 0, true]);
    expect(line.take(100, 10)).toEqual({ cost: 100, atMs: 10 });
    expect([line.waitMs(1, 10), line.waitMs(1, 40), line.waitMs(1, 70)]).toEqual([50, 20, 0]);
    expect([line.isIdle(59), line.isIdle(60)]).toEqual([false, true]);
    line.take(100, 30);
    expect(line.waitMs(1, 30)).toBe(80);
  });

  it('lets pass what sends nothing, and what was not sent takes no time', () => {
    const line = lineBucket({ bytesPerSecond: 2000 });
    const taken = line.take(40, 0);
    expect([line.waitMs(0, 0), line.waitMs(0.5, 0)]).toEqual([0, 20]);
    line.take(100, 0);
    line.giveBack(taken);
    expect(line.waitMs(1, 0)).toBe(50);
  });
});

describe('a token bucket', () => {
  const settings = { capacity: 10, refillPerSecond: 2 };

  it('starts empty when nobody knows who called before, and fills no further than its capacity', () => {
    const bucket = refilledBucket(settings, startAt(100));
    expect([bucket.capacity, bucket.waitMs(1, 100), bucket.waitMs(4, 100)]).toEqual([
      10, 500, 2000,
    ]);
    // Before that moment it does not know of any.
    expect([bucket.left?.(0), bucket.left?.(1100), bucket.left?.(9100)]).toEqual([0, 2, 10]);
    expect([bucket.waitMs(2, 1100), bucket.isIdle(5099), bucket.isIdle(5100)]).toEqual([
      0,
      false,
      true,
    ]);
  });

  it('loses what is taken or charged, and gets back what was not sent', () => {
    const bucket = refilledBucket(settings, startAt());
    const taken = bucket.take(4, 5000);
    expect(taken).toEqual({ cost: 4, atMs: 5000 });
    expect(bucket.left?.(5000)).toBe(6);
    bucket.charge?.(5, 5500);
    expect(bucket.left?.(5500)).toBe(2);
    bucket.giveBack(taken);
    expect(bucket.left?.(5500)).toBe(6);
    expect(bucket.waitMs(7, 5500)).toBe(500);
  });

  it('is in another process as full as it was, and fuller by the time between', async () => {
    const start = startAt();
    const bucket = refilledBucket(settings, start);
    bucket.take(9, 5000);
    const rows = bucket.save?.(5500);
    expect(rows).toEqual([[2, start.host.wallClock()]]);
    await start.host.advance(1000);
    const other = refilledBucket(settings, start);
    other.restore?.(rows, 50_000);
    expect(other.left?.(50_000)).toBe(4);
    // The clock was put back: no time has passed as far as anybody knows.
    start.host.stepWallClock(-5000);
    other.restore?.(rows, 50_000);
    expect(other.left?.(50_000)).toBe(2);
  });

  it('is full where nobody has ever called', () => {
    const bucket = refilledBucket(settings, startAt());
    bucket.restore?.(undefined, 100);
    expect(bucket.left?.(100)).toBe(10);
    bucket.restore?.([], 100);
    expect(bucket.left?.(100)).toBe(10);
    bucket.restore?.([[3]], 100);
    expect(bucket.left?.(100)).toBe(3);
  });
});

/** Moments at which calls of a cost leave when each goes as soon as it may. */
function departures(bucket: Bucket, costs: readonly number[], fromMs = 0): number[] {
  let nowMs = fromMs;
  return costs.map((cost) => {
    nowMs += bucket.waitMs(cost, nowMs);
    bucket.take(cost, nowMs);
    return nowMs;
  });
}

describe('a window', () => {
  it('waits a whole one before it knows what left earlier', () => {
    const bucket = windowBucket({ max: 2, windowMs: 100 }, startAt(5));
    expect([bucket.capacity, bucket.waitMs(1, 5), bucket.waitMs(1, 105)]).toEqual([2, 100, 0]);
    expect([bucket.isIdle(104), bucket.isIdle(105)]).toEqual([false, true]);
  });

  it('lets so many leave in any span of its length', () => {
    const bucket = windowBucket({ max: 3, windowMs: 100 }, startAt(-100));
    expect(departures(bucket, [1, 2, 1, 2, 3])).toEqual([0, 0, 100, 100, 200]);
    expect([bucket.left?.(200), bucket.left?.(299), bucket.isIdle(299)]).toEqual([0, 0, false]);
    expect([bucket.left?.(300), bucket.isIdle(300)]).toEqual([3, true]);
  });

  it('keeps departures apart by their cost, and makes up for timers that ring late by less than 20 ms', () => {
    const spaced = (): Bucket =>
      windowBucket({ max: 100, windowMs: 10_000, spacingMs: 50 }, startAt(-10_000));
    expect(departures(spaced(), [1, 2, 1])).toEqual([0, 50, 150]);
    const bucket = spaced();
    bucket.take(1, 0);
    bucket.take(1, 69);
    expect(bucket.waitMs(1, 69)).toBe(31);
    const later = spaced();
    later.take(1, 0);
    later.take(1, 70);
    expect(later.waitMs(1, 70)).toBe(50);
    expect([later.isIdle(70), later.isIdle(10_070)]).toEqual([false, true]);
  });

  it('counts a call that leaves later than it was taken as of then, and no call as of earlier', () => {
    const bucket = windowBucket({ max: 1, windowMs: 100 }, startAt(-100));
    const taken = bucket.take(1, 0);
    bucket.leave?.(taken, 0);
    expect(bucket.waitMs(1, 0)).toBe(100);
    bucket.leave?.(taken, 30);
    expect([taken.atMs, bucket.waitMs(1, 30), bucket.left?.(30)]).toEqual([30, 100, 0]);
    bucket.leave?.(taken, 10);
    expect([taken.atMs, bucket.waitMs(1, 30)]).toEqual([30, 100]);
  });

  it('frees what was not sent; only after the latest departure the next may leave sooner', () => {
    const bucket = windowBucket({ max: 3, windowMs: 1000, spacingMs: 100 }, startAt(-1000));
    const first = bucket.take(1, 0);
    const second = bucket.take(1, 100);
    bucket.giveBack(first);
    expect([bucket.left?.(100), bucket.waitMs(1, 100)]).toEqual([2, 100]);
    bucket.giveBack(second);
    expect([bucket.left?.(100), bucket.waitMs(1, 100)]).toEqual([3, 0]);
  });

  it('counts what somebody else used', () => {
    const bucket = windowBucket({ max: 3, windowMs: 100 }, startAt(-100));
    bucket.charge?.(2, 10);
    expect([bucket.left?.(10), bucket.waitMs(1, 10), bucket.waitMs(2, 10)]).toEqual([1, 0, 100]);
  });

  it('is in another process as it was, and waits for nothing there', async () => {
    const start = startAt(-100);
    const bucket = windowBucket({ max: 3, windowMs: 100 }, start);
    bucket.take(1, 10.5);
    bucket.take(2, 20);
    const wallMs = start.host.wallClock();
    const rows = bucket.save?.(50);
    expect(rows).toEqual([
      [wallMs - 39, 1],
      [wallMs - 30, 2],
    ]);
    await start.host.advance(60);
    const other = windowBucket({ max: 3, windowMs: 100 }, { ...start, unknownUntilMs: 7000 });
    other.restore?.([...(rows ?? [])].reverse(), 7000);
    // 99 and 90 ms ago.
    expect([other.waitMs(1, 7000), other.waitMs(2, 7000), other.left?.(7000)]).toEqual([1, 10, 0]);
    expect([other.left?.(7001), other.left?.(7010)]).toEqual([1, 3]);
    const fresh = windowBucket({ max: 3, windowMs: 100 }, { ...start, unknownUntilMs: 7000 });
    fresh.restore?.(undefined, 7000);
    expect([fresh.waitMs(3, 7000), fresh.isIdle(7000)]).toEqual([0, true]);
  });

  it('counts what was written before the clock was put back as of now', () => {
    const start = startAt(-100);
    const bucket = windowBucket({ max: 1, windowMs: 100 }, start);
    bucket.restore?.([[start.host.wallClock() + 500, 1]], 7000);
    expect([bucket.waitMs(1, 7000), bucket.left?.(7100)]).toEqual([100, 1]);
    bucket.restore?.([[]], 9000);
    expect(bucket.waitMs(1, 9000)).toBe(0);
  });
});

describe('calls one at a time', () => {
  it('are so far apart, the first so far from whatever was before', () => {
    const bucket = spacedBucket({ spacingMs: 50 }, startAt());
    expect([bucket.capacity, departures(bucket, [1, 1, 1])]).toEqual([1, [50, 100, 150]]);
  });
});

describe('a calendar quota', () => {
  const hourMs = 3_600_000;
  const settings = { max: 3, windowMs: hourMs, settleMs: 1000, resets: 'clock' } as const;
  /** At half past eleven, so that the next period begins at 1_800_000 ms. */
  const halfPast = () => {
    const host = virtualHost({ wallClockMs: Date.UTC(2026, 0, 15, 11, 30) });
    return { host, bucket: calendarBucket(settings, { host, unknownUntilMs: 0 }) };
  };

  it('is used up until the clock has surely reached the next period', () => {
    const { bucket } = halfPast();
    expect([bucket.capacity, bucket.isIdle(0), bucket.left?.(0)]).toEqual([3, true, 3]);
    expect(bucket.take(2, 0)).toMatchObject({ cost: 2, atMs: 0 });
    expect([bucket.waitMs(1, 0), bucket.waitMs(2, 0), bucket.left?.(0), bucket.isIdle(0)]).toEqual([
      0,
      1_801_000,
      1,
      false,
    ]);
  });

  it('counts a call near the end of a period in both', async () => {
    const { host, bucket } = halfPast();
    await host.advance(1_799_500);
    bucket.take(2, host.now());
    await host.advance(100_000);
    expect(bucket.left?.(host.now())).toBe(1);
    await host.advance(hourMs);
    expect([bucket.left?.(host.now()), bucket.isIdle(host.now())]).toEqual([3, true]);
  });

  it('counts in the periods of both clocks where one was put forward', async () => {
    const { host, bucket } = halfPast();
    bucket.take(3, host.now());
    host.stepWallClock(hourMs);
    // The clock that cannot be put forward still says half past eleven.
    expect(bucket.waitMs(1, host.now())).toBe(1_801_000);
    await host.advance(1_801_000);
    expect(bucket.waitMs(1, host.now())).toBe(0);
  });

  it('gives back what was not sent', () => {
    const { bucket } = halfPast();
    bucket.giveBack(bucket.take(2, 0));
    expect([bucket.left?.(0), bucket.isIdle(0)]).toEqual([3, true]);
  });

  it('counts a call that leaves in a later period than it was taken in both, each once', async () => {
    const { host, bucket } = halfPast();
    const taken = bucket.take(2, 0);
    bucket.leave?.(taken, 10);
    expect([taken.atMs, bucket.left?.(10)]).toEqual([10, 1]);
    await host.advance(hourMs);
    expect(bucket.left?.(host.now())).toBe(3);
    bucket.leave?.(taken, host.now());
    expect(bucket.left?.(host.now())).toBe(1);
    bucket.giveBack(taken);
    expect(bucket.left?.(host.now())).toBe(3);
  });

  it('is charged for others only where it is plain which period the system speaks of', async () => {
    const { host, bucket } = halfPast();
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(2);
    await host.advance(1_800_000 - 500);
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(2);
    await host.advance(500 + 59_999);
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(3);
    await host.advance(1);
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(2);
  });

  it('of short periods is charged after a tenth of one', async () => {
    const host = virtualHost({ wallClockMs: Date.UTC(2026, 0, 15, 11) });
    const minute = { ...settings, windowMs: 60_000, settleMs: 1000 };
    const bucket = calendarBucket(minute, { host, unknownUntilMs: 0 });
    await host.advance(5999);
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(3);
    await host.advance(1);
    bucket.charge?.(1, host.now());
    expect(bucket.left?.(host.now())).toBe(2);
  });

  it('is in another process as it was, added to what was counted meanwhile', () => {
    const { host, bucket } = halfPast();
    bucket.take(1, 0);
    const rows = bucket.save?.(0);
    const hour = Date.UTC(2026, 0, 15, 11);
    expect(rows).toEqual([[hour, hour + hourMs, 1]]);
    const other = calendarBucket(settings, { host, unknownUntilMs: 0 });
    other.restore?.(rows, 0);
    expect(other.left?.(0)).toBe(2);
    other.restore?.(rows, 0);
    expect(other.left?.(0)).toBe(1);
    other.restore?.(undefined, 0);
    other.restore?.([[]], 0);
    expect(other.left?.(0)).toBe(1);
    expect(other.save?.(0)[0]).toEqual([hour, hour + hourMs, 2]);
  });

  it('counts now what was written for a period that lies ahead', () => {
    const { host, bucket } = halfPast();
    const next = Date.UTC(2026, 0, 15, 12);
    bucket.restore?.([[next, next + hourMs, 2]], 0);
    expect([bucket.left?.(0), bucket.save?.(0).length]).toEqual([1, 2]);
    const near = calendarBucket(settings, { host, unknownUntilMs: 0 });
    near.restore?.([[next, next + hourMs, 2]], 1_799_000);
    expect(near.save?.(0)).toEqual([[next, next + hourMs, 2]]);
  });

  it('knows its periods from wherever it starts, and is in the next one from its first moment', async () => {
    const host = virtualHost({ wallClockMs: Date.UTC(2026, 0, 15, 11, 30) });
    await host.advance(900_000);
    const exact = { ...settings, settleMs: 0 };
    const bucket = calendarBucket(exact, { host, unknownUntilMs: 0 });
    bucket.take(1, host.now());
    expect([bucket.save?.(0).length, bucket.waitMs(3, host.now())]).toEqual([1, 900_000]);
    await host.advance(900_000);
    expect([bucket.left?.(host.now()), bucket.waitMs(3, host.now())]).toEqual([3, 0]);
    bucket.take(1, host.now());
    expect([bucket.left?.(host.now()), bucket.save?.(0).length]).toEqual([2, 2]);
  });

  it('is not idle near the reset while the period before it counts', async () => {
    const { host, bucket } = halfPast();
    bucket.take(1, 0);
    await host.advance(1_799_500);
    expect(bucket.isIdle(host.now())).toBe(false);
  });

  it('restores each period by itself', () => {
    const { bucket } = halfPast();
    const hour = Date.UTC(2026, 0, 15, 10);
    bucket.restore?.([[hour, hour + hourMs, 2]], 0);
    bucket.restore?.([[hour + hourMs, hour + 2 * hourMs, 1]], 0);
    expect([bucket.left?.(0), bucket.save?.(0)[0]]).toEqual([2, [hour, hour + hourMs, 2]]);
  });

  it('keeps eight counts at most', async () => {
    const { host, bucket } = halfPast();
    for (let hours = 0; hours < 20; hours += 1) {
      bucket.take(1, host.now());
      await host.advance(hourMs);
    }
    expect(bucket.save?.(0)).toHaveLength(8);
  });
});

describe('what a limit remembers', () => {
  it.each<[LimitData, number]>([
    [{ id: 'a', form: 'window', max: 1, windowMs: 7 }, 7],
    [{ id: 'a', form: 'bucket', capacity: 10, refillPerSecond: 4 }, 2500],
    [{ id: 'a', form: 'spaced', spacingMs: 9 }, 9],
    [{ id: 'a', form: 'slots', max: 3 }, 0],
    [{ id: 'a', form: 'line', bytesPerSecond: 3 }, 0],
  ])('of %j is %d ms', (limit, ms) => {
    expect(memoryMs(limit)).toBe(ms);
  });
});

describe('a need', () => {
  const need = (pending: number, pausedUntilMs = -Infinity) => ({
    cost: 2,
    held: {
      ...{ bucket: slotsBucket({ max: 3 }), ledger: undefined, rank: 0, pausedUntilMs, pending },
      ...{ sum: 0, users: 0, lanes: [], holder: undefined, wakeAtMs: Infinity, isDirty: false },
    },
  });

  it('waits for those that room is kept for, unless it is one of them', () => {
    expect([waitMs(need(1), 0), waitMs(need(2), 0), waitMs(need(2), 0, true)]).toEqual([
      0,
      Infinity,
      0,
    ]);
  });

  it('of more than its bucket ever holds together with those waits for one of them to end', () => {
    const { cost, held } = need(2);
    const bucket = refilledBucket({ capacity: 3, refillPerSecond: 1 }, startAt());
    expect(waitMs({ cost, held: { ...held, bucket } }, 0)).toBe(Infinity);
  });

  it('waits for the longer of its pause and its bucket', () => {
    expect([waitMs(need(0, 70), 20), waitMs(need(0, 20), 20)]).toEqual([50, 0]);
    const busy = need(0, 70);
    busy.held.bucket.take(3, 0);
    expect(waitMs(busy, 20)).toBe(Infinity);
  });
});
