import type { PlannedLimit } from '../plan/system.ts';

/** The functions of the runtime that count a limit, by its form and by what else it asks for, and their files. */
export const limitParts = {
  window: ['windowBucket', 'runtime/bucket-window.ts'],
  bucket: ['refilledBucket', 'runtime/bucket-refill.ts'],
  spaced: ['spacedBucket', 'runtime/bucket-window.ts'],
  calendar: ['calendarBucket', 'runtime/bucket-calendar.ts'],
  slots: ['slotsBucket', 'runtime/bucket-slots.ts'],
  line: ['lineBucket', 'runtime/bucket-line.ts'],
  each: ['eachEntity', 'runtime/entity-buckets.ts'],
  remaining: ['leftIn', 'runtime/remaining.ts'],
  usualLeft: ['usualLeft', 'runtime/remaining.ts'],
} as const;

// What others use of a shorter window is over before an answer tells of it.
const watchedFromSeconds = 10;

/** Whether the headers that most systems use may speak of the limit. */
export function isWatched({ limiter, cost, remaining, windowSeconds }: PlannedLimit): boolean {
  const { form = 'slots' } = limiter ?? {};
  if (!['window', 'bucket', 'calendar'].includes(form)) return false;
  const isLong = windowSeconds === undefined || windowSeconds >= watchedFromSeconds;
  return isLong && cost === undefined && remaining === undefined;
}

/** Whether there is a bucket for each of several entities. */
export function isEntities({ key, perTenant }: PlannedLimit): boolean {
  return key !== undefined || perTenant === true;
}

/** Whether a process that starts anew must know the count; the end of a short window it waits for. */
export function isKept({ limiter, windowSeconds = 0 }: PlannedLimit): boolean {
  if (limiter === undefined || limiter.form === 'slots') return false;
  return limiter.form === 'calendar' || windowSeconds >= 60;
}

/** Files of the runtime that count these limits. */
export function limitFiles(limits: readonly PlannedLimit[]): readonly string[] {
  return limits.flatMap((limit) => {
    const { limiter, remaining } = limit;
    if (limiter === undefined) return [];
    const parts = [
      limitParts[limiter.form],
      ...(isEntities(limit) ? [limitParts.each] : []),
      ...(remaining === undefined && !isWatched(limit) ? [] : [limitParts.remaining]),
    ];
    return parts.map(([, file]) => file.replace('runtime/', ''));
  });
}
