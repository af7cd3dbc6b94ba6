// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { BookHead } from './shared-book.ts';
import {
  isLong,
  leaseMs,
  longestAloneMs,
  shareOf,
  slotLeaseMs,
  type CountsAsked,
  type SharedBucketAsked,
  type SharedLimit,
} from './shared-counts.ts';

/** What a store keeps of one bucket; times are the store's, in milliseconds. */
export interface BucketState {
  /** When the book that it belongs to was begun. */
  bornMs: number;
  pausedMs: number;
  /** Of a window: latest moments of departures with their costs, in the order of time. */
  log?: [latestMs: number, cost: number][];
  /** Of a window: nothing leaves before. */
  nextMs?: number;
  /** Of a bucket that fills up: what was in it, and when. */
  level?: number;
  levelMs?: number;
  /** Of a calendar quota: the period and what was used in it; `late`: so near to its end that it may count after it. */
  period?: [startMs: number, endMs: number];
  used?: number;
  late?: number;
  /** Of slots: how many each process holds. */
  held?: Record<string, number>;
}

/** A bucket during one step. */
export interface OpenBucket {
  readonly state: BucketState;
  /** When a call of this cost may leave; a moment long past the step: nobody knows. */
  earliestMs(cost: number): number;
  take(cost: number, atMs: number): void;
}

/** What a step knows of a bucket beside its state. */
export interface BucketStep {
  readonly bucket: SharedBucketAsked;
  readonly asked: CountsAsked;
  readonly head: BookHead;
  readonly nowMs: number;
  readonly wallMs: number;
  /** Whether the store loses nothing that it said was written, not even in a crash. */
  readonly keepsAll: boolean;
}

/** Takes and waits by the form of a limit. */
interface Form {
  readonly earliestMs: (cost: number) => number;
  readonly take: (cost: number, atMs: number) => void;
}

/** Slots are asked for again after this time, because nobody says when one is free. */
const slotsAgainMs = 50;

/** A call that does not fit while processes are missing asks again after this time. */
const missingAgainMs = 1000;

/** Makes a bucket ready: what is known of it, what came back, and whether it is paused. */
export function openBucket(known: BucketState | undefined, step: BucketStep): OpenBucket {
  const { bucket, head, nowMs, keepsAll } = step;
  const outlives = keepsAll && isLong(bucket.limit);
  const isKnown = known !== undefined && (known.bornMs === head.bornMs || outlives);
  const state: BucketState = { ...(isKnown ? known : {}), bornMs: head.bornMs, pausedMs: 0 };
  state.pausedMs = Math.max(known?.pausedMs ?? 0, bucket.pauseMs > 0 ? nowMs + bucket.pauseMs : 0);
  const own = formOf(bucket.limit, state, { ...step, unknownMs: outlives ? 0 : head.bornMs });
  return {
    state,
    earliestMs: (cost) => Math.max(state.pausedMs, own.earliestMs(cost)),
    take: own.take,
  };
}

/** `unknownMs`: before this moment nobody knows what left. */
type FormStep = BucketStep & { readonly unknownMs: number };

function formOf(limit: SharedLimit, state: BucketState, step: FormStep): Form {
  switch (limit.form) {
    case 'window':
      return windowForm(limit, state, step);
    case 'bucket':
      return bucketForm(limit, state, step);
    case 'calendar':
      return calendarForm(limit, state, step);
    case 'slots':
      return slotsForm(limit, state, step);
  }
}

function windowForm(
  limit: Extract<SharedLimit, { form: 'window' }>,
  state: BucketState,
  { bucket, asked, head, nowMs, unknownMs }: FormStep,
): Form {
  const { max, windowMs, spacingMs } = limit;
  const left = leftOf(max, asked.instances, missingIn(head, windowMs, nowMs));
  // Long lists are kept short: moments are rounded up, so that the count is never too low.
  const stepMs = max > 128 ? Math.max(1, windowMs / 128) : 1;
  const rounded = (atMs: number): number => Math.ceil(atMs / stepMs) * stepMs;
  const log = (state.log ?? []).filter(([latestMs]) => latestMs + windowMs > nowMs);
  state.log = log;
  state.nextMs ??= unknownMs + windowMs;
  for (const [latestMs, cost] of bucket.returned) {
    const entry = log.find(([atMs]) => atMs === rounded(latestMs));
    if (entry !== undefined) entry[1] = Math.max(0, entry[1] - cost);
  }
  return {
    earliestMs(cost) {
      const fromMs = Math.max(nowMs, state.nextMs ?? 0);
      let tooMany = cost - left + log.reduce((sum, [, each]) => sum + each, 0);
      if (tooMany <= 0) return fromMs;
      for (const [latestMs, each] of log) {
        tooMany -= each;
        if (tooMany <= 0) return Math.max(fromMs, latestMs + windowMs);
      }
      return nowMs + missingAgainMs;
    },
    take(cost, atMs) {
      const latestMs = rounded(atMs + asked.slackMs);
      const index = log.findLastIndex(([otherMs]) => otherMs <= latestMs);
      const before = log[index];
      if (before?.[0] === latestMs) before[1] += cost;
      else log.splice(index + 1, 0, [latestMs, cost]);
      state.nextMs = atMs + spacingMs * cost;
    },
  };
}

function bucketForm(
  { max, refillPerSecond }: Extract<SharedLimit, { form: 'bucket' }>,
  state: BucketState,
  { bucket, asked, head, nowMs, unknownMs }: FormStep,
): Form {
  const { instances } = asked;
  const levelMs = state.levelMs ?? unknownMs;
  // What others may have taken by themselves since the last look did not flow in here.
  const away = head.gaps.reduce((most, [, toMs], index) => (toMs > levelMs ? index + 1 : most), 0);
  const perMs = (refillPerSecond / 1000) * (leftOf(max, instances, away) / max);
  const left = leftOf(max, instances, missingIn(head, 0, nowMs));
  const grown = (state.level ?? 0) + Math.max(0, nowMs - levelMs) * perMs;
  let level = Math.min(
    left,
    bucket.returned.reduce((sum, [, cost]) => sum + cost, grown),
  );
  Object.assign(state, { level, levelMs: nowMs });
  return {
    earliestMs(cost) {
      if (cost <= level) return nowMs;
      return cost > left || perMs <= 0 ? nowMs + missingAgainMs : nowMs + (cost - level) / perMs;
    },
    take(cost) {
      level -= cost;
      state.level = level;
    },
  };
}

function calendarForm(
  { max, settleMs, edges }: Extract<SharedLimit, { form: 'calendar' }>,
  state: BucketState,
  { bucket, asked, nowMs, wallMs, unknownMs }: FormStep,
): Form {
  // A wall clock that is put back delays the next period; one that is put forward does not begin it.
  const clockMs = Math.min(nowMs, wallMs);
  const { startMs, endMs, used, late } = periodOf(state, edges, { clockMs, unknownMs, max });
  const back = bucket.returned.reduce(
    (sum, [latestMs, cost]) => (latestMs >= startMs && latestMs < endMs ? sum + cost : sum),
    0,
  );
  const count = { used: Math.max(0, used - back), late };
  Object.assign(state, { period: [startMs, endMs], ...count });
  return {
    earliestMs(cost) {
      const atMs = count.used + cost > max ? endMs : startMs;
      return nowMs + Math.max(0, atMs + settleMs - clockMs);
    },
    take(cost, atMs) {
      count.used += cost;
      if (clockMs + atMs - nowMs + asked.slackMs >= endMs - settleMs) count.late += cost;
      Object.assign(state, count);
    },
  };
}

/** The period of the state until it has ended, then the one of the clock. */
function periodOf(
  { period: [startMs, endMs] = [0, 0], used = 0, late = 0 }: BucketState,
  edges: readonly number[],
  { clockMs, unknownMs, max }: { clockMs: number; unknownMs: number; max: number },
): { startMs: number; endMs: number; used: number; late: number } {
  if (clockMs < endMs) return { startMs, endMs, used, late };
  const index = edges.findLastIndex((edgeMs) => edgeMs <= clockMs);
  const [nextMs, nextEndMs] = edges.slice(index, index + 2);
  // The asking process reckons with another day: nothing leaves until it has learned of this one.
  if (index === -1 || nextMs === undefined || nextEndMs === undefined)
    return { startMs: clockMs, endMs: clockMs + 1000, used: max, late: 0 };
  const before = unknownMs >= nextMs ? max : 0;
  return {
    startMs: nextMs,
    endMs: nextEndMs,
    used: endMs === nextMs ? late : before,
    late: 0,
  };
}

function slotsForm(
  { max }: Extract<SharedLimit, { form: 'slots' }>,
  state: BucketState,
  { bucket, asked, head, nowMs }: FormStep,
): Form {
  const { member, instances } = asked;
  const isThere = ([id]: [string, number]): boolean =>
    (head.members[id]?.[0] ?? 0) + slotLeaseMs > nowMs;
  const others = Object.entries(state.held ?? {}).filter((each) => isThere(each));
  const held: Record<string, number> = { ...Object.fromEntries(others), [member]: bucket.held };
  state.held = held;
  const missing = missingIn(head, 0, nowMs);
  // Right after a loss those who are not back yet may hold any number.
  const isUnclear = missing > 0 && nowMs < head.bornMs + 2 * leaseMs;
  const left = isUnclear ? 0 : leftOf(max, instances, missing);
  return {
    earliestMs(cost) {
      const inUse = Object.values(held).reduce((sum, each) => sum + each, 0);
      return inUse + cost <= left ? nowMs : nowMs + slotsAgainMs;
    },
    take(cost) {
      held[member] = (held[member] ?? 0) + cost;
    },
  };
}

function leftOf(max: number, instances: number, missing: number): number {
  return max - missing * shareOf(max, instances);
}

/** How many processes are to be reckoned with that count by themselves, or did so within the memory. */
function missingIn({ gaps }: BookHead, memoryMs: number, nowMs: number): number {
  if (memoryMs > longestAloneMs) return 0;
  return gaps.reduce((most, [fromMs, toMs], index) => {
    const mayHaveActed = toMs - fromMs >= memoryMs && toMs + memoryMs > nowMs;
    return toMs >= nowMs || mayHaveActed ? index + 1 : most;
  }, 0);
}
