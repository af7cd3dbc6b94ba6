import type { System } from '../../model/integration.ts';
import type { ClockRange } from '../../model/quantity.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedHours } from '../../plan/hours.ts';
import { derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { secondsBetween } from './clock.ts';

const day = 86_400;

/** When a system is open, and for how long at a stretch it is not; absent where it always is or nobody knows. */
export function decideHours(system: System): PlannedHours | undefined {
  const { hours } = system;
  if (hours === undefined || hours.value === 'unknown' || hours.value.length === 0)
    return undefined;
  const id = `systems.${system.id}.hours`;
  const text = hours.value.map(rangeText).join(', ');
  const gaps = closedTimes(hours.value);
  const closed = gaps.reduce((sum, gap) => sum + gap, 0);
  const open = stated(id, declaredAt(hours.at), {
    value: text,
    reason: `Outside these hours a call to ${system.id} fails by its own rules, and that is no outage.`,
  });
  const openTime = derived(
    `${id}.open-time`,
    {
      value: day - closed,
      unit: 's',
      reason: 'What a whole day asks must pass in so much time.',
      formula: `${duration(day)} - ${duration(closed)} = ${duration(day - closed)}`,
    },
    [open],
  );
  const longest = Math.max(0, ...gaps);
  return {
    open,
    openTime,
    closed: derived(
      `${id}.closed`,
      {
        value: longest,
        unit: 's',
        reason: 'What comes just after it closes waits so long.',
        formula: `the longest of ${gaps.map(duration).join(', ')}`,
      },
      [open],
    ),
  };
}

/** Whether a time of day lies in the open hours. */
export function isOpenAt(
  ranges: readonly ClockRange[],
  time: { minutes: number; zone: string },
): boolean {
  return ranges.some(({ from, to, zone }) => {
    const since = secondsBetween({ minutes: from, zone }, time) % day;
    return since < lengthOf({ from, to, zone });
  });
}

/** Seconds from a time of day until the system opens; 0 where it is open. */
export function untilOpen(
  ranges: readonly ClockRange[],
  time: { minutes: number; zone: string },
): number {
  if (isOpenAt(ranges, time)) return 0;
  return Math.min(...ranges.map(({ from, zone }) => secondsBetween(time, { minutes: from, zone })));
}

function rangeText({ from, to, zone }: ClockRange): string {
  return `${clock(from)}-${clock(to)} ${zone}`;
}

function clock(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Seconds of each stretch of the day that no range covers. */
function closedTimes(ranges: readonly ClockRange[]): readonly number[] {
  const [first] = ranges;
  if (first === undefined) return [];
  const start = { minutes: first.from, zone: first.zone };
  const spans = ranges
    .map((range) => {
      const from = secondsBetween(start, { minutes: range.from, zone: range.zone }) % day;
      return { from, to: from + lengthOf(range) };
    })
    .sort((a, b) => a.from - b.from);
  const gaps: number[] = [];
  let covered = 0;
  for (const { from, to } of spans) {
    if (from > covered) gaps.push(from - covered);
    covered = Math.max(covered, to);
  }
  if (covered < day) gaps.push(day - covered);
  return gaps;
}

function lengthOf({ from, to }: ClockRange): number {
  const minutes = (to - from + 1440) % 1440;
  return (minutes === 0 ? 1440 : minutes) * 60;
}
