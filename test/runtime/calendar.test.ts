import { describe, expect, it } from 'vitest';
import { periodAt } from '../../generators/runtime/files/calendar.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const iso = (atMs: number): string => new Date(atMs).toISOString();

describe('a calendar period', () => {
  it.each([
    {
      name: 'a clock day',
      at: '2026-01-15T13:20:00Z',
      windowMs: dayMs,
      resets: 'clock',
      start: '2026-01-15T00:00:00.000Z',
      end: '2026-01-16T00:00:00.000Z',
    },
    {
      name: 'a clock hour',
      at: '2026-01-15T13:20:00Z',
      windowMs: hourMs,
      resets: 'clock',
      start: '2026-01-15T13:00:00.000Z',
      end: '2026-01-15T14:00:00.000Z',
    },
    {
      name: 'a day in Berlin',
      at: '2026-01-15T23:30:00Z',
      windowMs: dayMs,
      resets: { minutes: 0, zone: 'Europe/Berlin' },
      start: '2026-01-15T23:00:00.000Z',
      end: '2026-01-16T23:00:00.000Z',
    },
    {
      name: 'a day that resets at half past two in the night, before it',
      at: '2026-01-15T01:00:00Z',
      windowMs: dayMs,
      resets: { minutes: 150, zone: 'UTC' },
      start: '2026-01-14T02:30:00.000Z',
      end: '2026-01-15T02:30:00.000Z',
    },
    {
      name: 'the day of 23 hours',
      at: '2026-03-29T12:00:00Z',
      windowMs: dayMs,
      resets: { minutes: 0, zone: 'Europe/Berlin' },
      start: '2026-03-28T23:00:00.000Z',
      end: '2026-03-29T22:00:00.000Z',
    },
    {
      name: 'the day of 25 hours',
      at: '2026-10-25T12:00:00Z',
      windowMs: dayMs,
      resets: { minutes: 0, zone: 'Europe/Berlin' },
      start: '2026-10-24T22:00:00.000Z',
      end: '2026-10-25T23:00:00.000Z',
    },
    {
      name: 'a reset in the hour that is skipped',
      at: '2026-03-29T12:00:00Z',
      windowMs: dayMs,
      resets: { minutes: 150, zone: 'Europe/Berlin' },
      start: '2026-03-29T01:30:00.000Z',
      end: '2026-03-30T00:30:00.000Z',
    },
    {
      name: 'Los Angeles across its change',
      at: '2026-11-01T20:00:00Z',
      windowMs: dayMs,
      resets: { minutes: 0, zone: 'America/Los_Angeles' },
      start: '2026-11-01T07:00:00.000Z',
      end: '2026-11-02T08:00:00.000Z',
    },
    {
      name: 'six hours from a zone’s midnight',
      at: '2026-01-15T13:20:00Z',
      windowMs: 6 * hourMs,
      resets: { minutes: 0, zone: 'Europe/Berlin' },
      start: '2026-01-15T11:00:00.000Z',
      end: '2026-01-15T17:00:00.000Z',
    },
  ] as const)('of $name', ({ at, windowMs, resets, start, end }) => {
    const period = periodAt(Date.parse(at), { windowMs, resets });
    expect([iso(period.startMs), iso(period.endMs)]).toEqual([start, end]);
  });

  it('follows the one before without a gap through a whole year', () => {
    const settings = { windowMs: dayMs, resets: { minutes: 150, zone: 'Europe/Berlin' } };
    let period = periodAt(Date.UTC(2026, 0, 1, 12), settings);
    for (let day = 0; day < 366; day += 1) {
      const next = periodAt(period.endMs, settings);
      expect(next.startMs).toBe(period.endMs);
      period = next;
    }
  });
});
