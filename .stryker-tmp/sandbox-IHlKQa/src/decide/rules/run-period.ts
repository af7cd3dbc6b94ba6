// @ts-nocheck
import type { Schedule } from '../../model/integration.ts';

const day = 86_400;

/** Seconds from one run of a schedule to the next; a day where the schedule names a time of day. */
export function runPeriod(schedule: Schedule | undefined): number {
  if (schedule?.everySeconds !== undefined) return schedule.everySeconds;
  return schedule?.cron === undefined ? day : cronPeriod(schedule.cron);
}

// Minute, hour, day of the month, month, day of the week: the first field that is not fixed says how often.
function cronPeriod(cron: string): number {
  const [minute = '*', hour = '*', dayOfMonth = '*', month = '*', weekday = '*'] = cron
    .trim()
    .split(/\s+/);
  if (!isFixed(minute)) return stepOf(minute) * 60;
  if (!isFixed(hour)) return (stepOf(hour) * 3600) / listLength(minute);
  const runsADay = listLength(minute) * listLength(hour);
  if (isFixed(weekday)) return (7 * day) / (runsADay * listLength(weekday));
  if (isFixed(dayOfMonth))
    return ((isFixed(month) ? 365 : 30) * day) / (runsADay * listLength(dayOfMonth));
  return day / runsADay;
}

function isFixed(field: string): boolean {
  return !field.startsWith('*') && field !== '?';
}

function stepOf(field: string): number {
  const step = Number(field.split('/')[1] ?? '1');
  return Number.isInteger(step) && step > 0 ? step : 1;
}

function listLength(field: string): number {
  return field.split(',').reduce((length, part) => length + rangeLength(part), 0);
}

function rangeLength(part: string): number {
  const [first, last] = part.split('-').map(Number);
  if (first === undefined || last === undefined || !(last > first)) return 1;
  return last - first + 1;
}
