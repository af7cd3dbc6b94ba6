import { describe, expect, it } from 'vitest';

import { isTimeZone, parseClockTime } from '../../src/check/units/clock-time.ts';
import { isCron } from '../../src/check/units/cron.ts';
import { parseDuration } from '../../src/check/units/duration.ts';
import { parseRate, parseShareRate } from '../../src/check/units/rate.ts';
import { parseFactor, parseShare } from '../../src/check/units/share.ts';
import { parseLineSpeed, parseSize } from '../../src/check/units/size.ts';

describe('durations', () => {
  it.each([
    ['250ms', 0.25],
    ['7ms', 0.007],
    ['30s', 30],
    ['5m', 300],
    ['1.5h', 5400],
    ['24h', 86_400],
    ['3d', 259_200],
    ['2w', 1_209_600],
    ['7y', 220_752_000],
    ['0s', 0],
    ['5', undefined],
    ['5 minutes', undefined],
    ['-5s', undefined],
    ['1e3s', undefined],
    ['', undefined],
  ])('reads %s as %s seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });
});

describe('rates', () => {
  it.each([
    ['30000/day', { count: 30_000, perSeconds: 86_400 }],
    ['300/h', { count: 300, perSeconds: 3600 }],
    ['500/min', { count: 500, perSeconds: 60 }],
    ['0.5/s', { count: 0.5, perSeconds: 1 }],
    ['6/constructor', undefined],
    ['6 per second', undefined],
  ])('reads %s and keeps the count as written', (text, rate) => {
    expect(parseRate(text)).toEqual(rate);
  });

  it.each([
    ['10%/h', { share: 0.1, perSeconds: 3600 }],
    ['110%/h', undefined],
    ['10/h', undefined],
  ])('reads %s as a share of the volume', (text, share) => {
    expect(parseShareRate(text)).toEqual(share);
  });
});

describe('shares and factors', () => {
  it.each([
    ['40%', 0.4],
    ['99.9%', 0.999],
    ['5/15', 1 / 3],
    ['100%', 1],
    ['101%', undefined],
    ['16/15', undefined],
    ['5/0', undefined],
    ['0.4', undefined],
  ])('reads the share %s as %s', (text, share) => {
    expect(parseShare(text)).toBe(share);
  });

  it.each([
    ['5x', 5],
    ['1.5x', 1.5],
    ['x', undefined],
    ['5', undefined],
  ])('reads the factor %s as %s', (text, factor) => {
    expect(parseFactor(text)).toBe(factor);
  });
});

describe('sizes and lines', () => {
  it.each([
    ['400B', 400],
    ['1.2kB', 1200],
    ['3.5MB', 3_500_000],
    ['6GB', 6e9],
    ['6GiB', undefined],
    ['6', undefined],
  ])('reads %s as %s bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ['100Mbit/s', 12_500_000],
    ['8bit/s', 1],
    ['12MB/s', 12_000_000],
    ['100Mbit', undefined],
  ])('reads %s as %s bytes per second', (text, speed) => {
    expect(parseLineSpeed(text)).toBe(speed);
  });
});

describe('clock times', () => {
  it.each([
    ['00:00', { minutes: 0 }],
    ['22:30', { minutes: 1350 }],
    ['06:00 Europe/Berlin', { minutes: 360, zone: 'Europe/Berlin' }],
    ['24:00', undefined],
    ['06:60', undefined],
    ['6 am', undefined],
  ])('reads %s', (text, time) => {
    expect(parseClockTime(text)).toEqual(time);
  });

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Europe/Atlantis', false],
    ['', false],
  ])('says of the zone "%s" that it exists: %s', (zone, exists) => {
    expect(isTimeZone(zone)).toBe(exists);
  });

  it.each([
    ['0 6 * * 1-5', true],
    ['*/5 * * * *', true],
    ['0 6 * *', false],
    ['0 6 * * ; rm', false],
  ])('says of "%s" that it is a cron expression: %s', (text, isOne) => {
    expect(isCron(text)).toBe(isOne);
  });
});
