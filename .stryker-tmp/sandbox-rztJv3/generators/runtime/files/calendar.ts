// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** One period of a quota that starts anew at a moment of the clock; milliseconds since the epoch. */
export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

/** When a calendar quota starts anew. */
export interface CalendarSettings {
  readonly windowMs: number;
  /** `clock`: at whole multiples of the window, UTC; else minutes after midnight in a zone. */
  readonly resets: 'clock' | { readonly minutes: number; readonly zone: string };
}

const dayMs = 86_400_000;

/** The period in which a moment lies. */
export function periodAt(atMs: number, { windowMs, resets }: CalendarSettings): Period {
  if (resets === 'clock') return aligned(atMs, windowMs);
  const { minutes, zone } = resets;
  const offsets = zoneOffsets(zone);
  const resetMs = (day: number): number => toUtc(day * dayMs + minutes * 60_000, offsets);
  const day = resetDay(atMs, resetMs, offsets);
  if (windowMs >= dayMs) {
    const days = Math.round(windowMs / dayMs);
    const first = day - (((day % days) + days) % days);
    return { startMs: resetMs(first), endMs: resetMs(first + days) };
  }
  const startMs = resetMs(day) + Math.floor((atMs - resetMs(day)) / windowMs) * windowMs;
  return { startMs, endMs: Math.min(startMs + windowMs, resetMs(day + 1)) };
}

function aligned(atMs: number, windowMs: number): Period {
  const startMs = Math.floor(atMs / windowMs) * windowMs;
  return { startMs, endMs: startMs + windowMs };
}

/** The local day (counted from 1970) whose reset was the last one. */
function resetDay(
  atMs: number,
  resetMs: (day: number) => number,
  offsets: (atMs: number) => number,
): number {
  const day = Math.floor((atMs + offsets(atMs)) / dayMs);
  return resetMs(day) <= atMs ? day : day - 1;
}

/** The moment that a zone's clocks call `localMs`; in a skipped hour, the one after it. */
function toUtc(localMs: number, offsets: (atMs: number) => number): number {
  const guess = localMs - offsets(localMs);
  const settled = localMs - offsets(guess);
  // Where the clocks are put forward the local time may not exist; then the two guesses differ.
  return settled + offsets(settled) === localMs ? settled : Math.max(guess, settled);
}

/** Milliseconds by which a zone's clocks are ahead of UTC at a moment. */
function zoneOffsets(zone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (atMs) => {
    const parts = new Map(
      format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - Math.floor(atMs / 1000) * 1000;
  };
}
