import type { CountKeeper } from '../../generators/runtime/files/bucket.ts';
import { calendarBucket } from '../../generators/runtime/files/bucket-calendar.ts';
import { lineBucket } from '../../generators/runtime/files/bucket-line.ts';
import { refilledBucket } from '../../generators/runtime/files/bucket-refill.ts';
import { slotsBucket } from '../../generators/runtime/files/bucket-slots.ts';
import { spacedBucket, windowBucket } from '../../generators/runtime/files/bucket-window.ts';
import type { CounterStore } from '../../generators/runtime/files/counter.ts';
import { eachEntity } from '../../generators/runtime/files/entity-buckets.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import { keptCounts } from '../../generators/runtime/files/kept-counts.ts';
import { createLimiter, type Limiter } from '../../generators/runtime/files/limiter.ts';
import { leftIn, usualLeft } from '../../generators/runtime/files/remaining.ts';
import type { LimitData, LimitSettings } from '../../generators/runtime/files/settings.ts';

/** A limit as data; `remaining`: where an answer tells what is left. */
export type PlainLimit = LimitData & { readonly remaining?: string };

const buckets = {
  window: windowBucket,
  bucket: refilledBucket,
  spaced: spacedBucket,
  calendar: calendarBucket,
  slots: slotsBucket,
  line: lineBucket,
};

/** The limits with the functions that count them, as generated settings have them. */
export function kinds(limits: readonly (PlainLimit | LimitSettings)[]): readonly LimitSettings[] {
  return limits.map(({ remaining, ...limit }) => {
    const kind = {
      ...limit,
      bucket: buckets[limit.form],
      ...(limit.key === undefined && limit.per === undefined ? {} : { each: eachEntity }),
      ...(remaining !== undefined && {
        remaining: typeof remaining === 'string' ? leftIn(remaining) : remaining,
      }),
    };
    // The table has the function of each form.
    return kind as LimitSettings;
  });
}

/** A limiter of limits that are given as data. */
export function limiterOf({
  limits,
  host,
  counters,
  counts = counters && keptCounts(counters),
}: {
  readonly limits: readonly PlainLimit[];
  readonly host: Host;
  readonly counters?: CounterStore | undefined;
  readonly counts?: CountKeeper | undefined;
}): Limiter {
  return createLimiter({ system: 'shop', limits: kinds(limits), host, counts, usualLeft });
}
