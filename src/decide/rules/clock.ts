import type { ClockTime } from '../../model/quantity.ts';

const dayMinutes = 1440;

/** Seconds from one time of day to the next occurrence of another; winter time where the zones differ. */
export function secondsBetween(start: ClockTime, end: ClockTime): number {
  const apart = end.minutes - offsetOf(end.zone) - (start.minutes - offsetOf(start.zone));
  const minutes = ((apart % dayMinutes) + dayMinutes) % dayMinutes;
  return (minutes === 0 ? dayMinutes : minutes) * 60;
}

/** A time of day so many seconds later. */
export function later({ minutes, zone }: ClockTime, seconds: number): ClockTime {
  return { minutes: minutes + seconds / 60, zone };
}

/** Seconds of the shortest such time in a year: the night in which the clocks go forward is an hour shorter. */
export function shortestBetween(start: ClockTime, end: ClockTime): number {
  const usual = secondsBetween(start, end);
  if (start.zone === 'UTC' && end.zone === 'UTC') return usual;
  const days = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1 + day));
  const lengths = days.map((day) => {
    const from = instantOf(day, start);
    const to = [-1, 0, 1, 2]
      .map((later) => instantOf(day + later * dayMinutes * 60_000, end))
      .find((instant) => instant > from);
    return to === undefined ? usual : (to - from) / 1000;
  });
  return Math.min(usual, ...lengths);
}

// Twice, because the first guess may lie on the other side of the change.
function instantOf(day: number, { minutes, zone }: ClockTime): number {
  const local = day + minutes * 60_000;
  const guess = local - offsetOf(zone, local) * 60_000;
  return local - offsetOf(zone, guess) * 60_000;
}

// A fixed winter day: the plan must not depend on the day on which it is made.
const winter = Date.UTC(2026, 0, 15, 12);

/** Minutes that a zone is ahead of UTC. */
function offsetOf(zone: string, instant = winter): number {
  if (zone === 'UTC') return 0;
  const parts = formatOf(zone).formatToParts(instant);
  const part = (type: string): number =>
    Number(parts.find((found) => found.type === type)?.value ?? 0);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return Math.round((local - instant) / 60_000);
}

// Making a format takes longer than using it a thousand times.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
