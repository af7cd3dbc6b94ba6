// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedLimiter } from '../../plan/system.ts';
import { derived } from '../derive.ts';
import { atLeast, tidy, whole } from '../tidy.ts';

/** The figures of a counted limit that its limiter is made from. */
export interface CountedFigures {
  readonly id: string;
  /** What was declared, before our share. */
  readonly declared: Decision<number>;
  readonly share: Decision<number>;
  readonly hard: Decision<number>;
  readonly window: Decision<number>;
  readonly jitter: Decision<number>;
  readonly burst?: Decision<number>;
  readonly resets: boolean;
  /** Whether one call is one unit of the limit. */
  readonly oneEach: boolean;
}

/** How departures are held under a counted limit; undefined where nothing may depart. */
export function limiterOf(at: CountedFigures): PlannedLimiter | undefined {
  if (at.burst !== undefined) return bucket(at, at.burst);
  if (at.hard.value < 1) return undefined;
  return at.resets ? calendar(at) : windowed(at);
}

function windowed({ id, hard, window, jitter, oneEach }: CountedFigures): PlannedLimiter {
  const seconds = window.value + jitter.value;
  const windowMs = derived(
    `${id}.window-ms`,
    {
      value: tidy(seconds * 1000),
      unit: 'ms',
      reason:
        'The server counts by arrival and not by departure, so the window is kept longer by the jitter.',
      formula: `${duration(window.value)} + ${duration(jitter.value)} = ${count(seconds * 1000)} ms`,
    },
    [window, jitter],
  );
  if (window.value > 1 || !oneEach) return { form: 'window', max: hard, windowMs };
  const spacing = (seconds * 1000) / hard.value;
  const spacingMs = derived(
    `${id}.spacing-ms`,
    {
      value: tidy(spacing),
      unit: 'ms',
      reason: 'A limit by the second is a rate, so calls leave evenly instead of all at its start.',
      formula: `(${duration(window.value)} + ${duration(jitter.value)}) / ${count(hard.value)} = ${count(spacing)} ms`,
    },
    [window, jitter, hard],
  );
  return { form: 'window', max: hard, windowMs, spacingMs };
}

function calendar({ id, hard, jitter }: CountedFigures): PlannedLimiter {
  const settleMs = derived(
    `${id}.settle-ms`,
    {
      value: tidy(jitter.value * 1000),
      unit: 'ms',
      reason:
        'Two clocks never agree exactly, so the first call of a new window comes this long after the reset.',
      formula: `${duration(jitter.value)} = ${count(jitter.value * 1000)} ms`,
    },
    [jitter],
  );
  return { form: 'calendar', max: hard, settleMs };
}

function bucket(at: CountedFigures, burst: Decision<number>): PlannedLimiter | undefined {
  const { id, declared, share, hard, window, jitter } = at;
  const granted = whole(burst.value * share.value);
  const early = atLeast((hard.value * jitter.value) / window.value);
  const capacity = granted - 1 - early;
  const refill = tidy((declared.value * share.value) / window.value);
  if (refill <= 0) return undefined;
  if (capacity < 1) return spaced(at, { burst, perSecond: refill });
  return {
    form: 'bucket',
    capacity: derived(
      `${id}.capacity`,
      {
        value: capacity,
        reason:
          'The documented burst less what may arrive early, and one for rounding, can leave at once.',
        formula: `floor(${count(burst.value)} x ${count(share.value)}) - 1 - ceil(${count(hard.value)} x ${duration(jitter.value)} / ${duration(window.value)}) = ${count(capacity)}`,
      },
      [burst, share, hard, jitter, window],
    ),
    refillPerSecond: derived(
      `${id}.refill`,
      {
        value: refill,
        unit: 'calls/s',
        reason: 'The bucket fills as fast as the limit allows, however it was emptied.',
        formula: `${count(declared.value)} x ${count(share.value)} / ${duration(window.value)} = ${rate(refill)}`,
      },
      [declared, share, window],
    ),
  };
}

function spaced(
  { id, hard, declared, share, window, jitter }: CountedFigures,
  { burst, perSecond }: { burst: Decision<number>; perSecond: number },
): PlannedLimiter {
  const gap = hard.value >= 1 ? window.value / hard.value : 1 / perSecond;
  const value = tidy((gap + jitter.value) * 1000);
  const allowed =
    hard.value >= 1 ? count(hard.value) : `(${count(declared.value)} x ${count(share.value)})`;
  return {
    form: 'spaced',
    spacingMs: derived(
      `${id}.spacing-ms`,
      {
        value,
        unit: 'ms',
        reason: `Our part of the burst of ${count(burst.value)} is too small to be used, so one call leaves at a time.`,
        formula: `${duration(window.value)} / ${allowed} + ${duration(jitter.value)} = ${count(value)} ms`,
      },
      [window, hard, declared, share, jitter],
    ),
  };
}
