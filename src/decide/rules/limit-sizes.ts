import type { BatchLimit, ConcurrencyLimit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedLimit } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { derived, stated } from '../derive.ts';
import { tidy, whole } from '../tidy.ts';
import type { LimitSubject } from './limit-subject.ts';
import { whoNames } from './limit-source.ts';

type Figures = Omit<PlannedLimit, 'id' | 'label' | 'kind'>;

/** The largest batch: a size, of which we have no share. */
export function batchFigures({ items, bytes }: BatchLimit, { id, source }: LimitSubject): Figures {
  const batchItems =
    items === undefined
      ? undefined
      : stated(`${id}.batch-items`, source, {
          value: items,
          unit: 'items',
          reason: 'One call takes no more items than this, by the file.',
        });
  const batchBytes =
    bytes === undefined
      ? undefined
      : stated(`${id}.batch-bytes`, source, {
          value: bytes,
          unit: 'B',
          reason: 'One call takes no more bytes than this, by the file.',
        });
  const declared = batchItems ?? batchBytes;
  return {
    declared:
      declared ??
      stated(`${id}.declared`, source, {
        value: 1,
        unit: 'items',
        reason: 'A batch without a size holds one item.',
      }),
    ...(batchItems === undefined ? {} : { batchItems }),
    ...(batchBytes === undefined ? {} : { batchBytes }),
  };
}

/** `slots = floor(C x share)` and `r = slots / Lmean`, at most 64 of them used. */
export function slotFigures(
  limit: ConcurrencyLimit,
  { id, source, share, subject, overruled }: LimitSubject,
): Figures {
  const named = stated(`${id}.declared`, source, {
    value: limit.concurrent,
    unit: 'slots',
    reason:
      limit.of === undefined
        ? `${whoNames(source)} says how many calls the account may have open at a time.`
        : `Of the ${count(limit.of)} calls that may be open at a time, the file leaves us so many.`,
  });
  const declared = overruled === undefined ? named : { ...named, overruled };
  const hard = limit.of === undefined ? ourSlots(id, declared, share) : allSlots(id, declared);
  const { mean } = subject.latency;
  const used = Math.min(hard.value, defaults.concurrencyMost);
  const value = tidy(used / mean.value);
  const effectiveRate = derived(
    `${id}.effective-rate`,
    {
      value,
      unit: 'calls/s',
      reason:
        'A call holds its slot as long as it lasts, so the mean duration turns slots into a rate.',
      formula: `min(${count(hard.value)}, ${count(defaults.concurrencyMost)}) / ${duration(mean.value)} = ${rate(value)}`,
    },
    [hard, mean],
  );
  return {
    declared,
    hard,
    ...(limit.key === undefined ? { effectiveRate } : {}),
    ...(hard.value < 1 ? {} : { limiter: { form: 'slots', max: hard } }),
  };
}

function ourSlots(
  id: string,
  declared: Decision<number>,
  share: Decision<number>,
): Decision<number> {
  const value = whole(declared.value * share.value);
  return derived(
    `${id}.hard`,
    {
      value,
      unit: 'slots',
      reason:
        value < 1
          ? 'Our share is less than one call at a time, so nothing may leave at all.'
          : 'No more than our share of the calls may be open at a time.',
      formula: `floor(${count(declared.value)} x ${count(share.value)}) = ${count(value)}`,
    },
    [declared, share],
  );
}

function allSlots(id: string, declared: Decision<number>): Decision<number> {
  return derived(
    `${id}.hard`,
    {
      value: whole(declared.value),
      unit: 'slots',
      reason: 'The limit itself already says what our part is, so no share is taken of it again.',
      formula: `${count(declared.value)} = ${count(whole(declared.value))}`,
    },
    [declared],
  );
}
