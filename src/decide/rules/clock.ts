import type { ClockTime } from '../../model/quantity.ts';

const dayMinutes = 1440;

/** `01:00 UTC`. */
export function clockText({ minutes, zone }: ClockTime): string {
  const whole = ((Math.floor(minutes) % dayMinutes) + dayMinutes) % dayMinutes;
  const hours = String(Math.floor(whole / 60)).padStart(2, '0');
  return `${hours}:${String(whole % 60).padStart(2, '0')} ${zone}`;
}

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

// A fixed winter day: the plan must not depend on the day on which it is made.
function offsetOf(zone: string): number {
  if (zone === 'UTC') return 0;
  const instant = Date.UTC(2026, 0, 15, 12);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): number =>
    Number(parts.find((found) => found.type === type)?.value ?? 0);
  return (part('day') - 15) * dayMinutes + (part('hour') - 12) * 60 + part('minute');
}
