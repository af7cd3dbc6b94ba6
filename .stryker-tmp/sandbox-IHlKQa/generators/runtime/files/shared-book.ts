// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import {
  leaseMs,
  longestAloneMs,
  type CallAsked,
  type CallGiven,
  type CountsAsked,
  type CountsGiven,
} from './shared-counts.ts';
import {
  openBucket,
  type BucketState,
  type BucketStep,
  type OpenBucket,
} from './shared-bucket-state.ts';

/** What a store keeps of a system beside its buckets; times are the store's, in milliseconds. */
export interface BookHead {
  /** Before this moment the store knows of nothing. */
  bornMs: number;
  /** What is added to the wall clock of the store, so that its clock goes on through a step. */
  offsetMs: number;
  lastMs: number;
  /** When each process was heard of last, and its last turn. */
  members: Record<string, readonly [seenMs: number, turn: number]>;
  /** For each number of processes that were missing at once: when that began and ended last. */
  gaps: (readonly [fromMs: number, toMs: number])[];
}

/** A head that knows of nothing. */
export function newHead(wallMs: number): BookHead {
  return { bornMs: wallMs, offsetMs: 0, lastMs: wallMs, members: {}, gaps: [] };
}

/** One step of a book: changes the head, gives the answer and the new states of the buckets asked for. */
export function stepBook(
  head: BookHead,
  states: readonly (BucketState | undefined)[],
  { asked, wallMs, keepsAll }: Pick<BucketStep, 'asked' | 'wallMs' | 'keepsAll'>,
): { readonly given: CountsGiven; readonly states: readonly BucketState[] } {
  const nowMs = clock(head, wallMs, asked.latestMs);
  const turn = head.members[asked.member]?.[1] ?? 0;
  if (nowMs > asked.expiresMs || asked.turn <= turn)
    return { given: { nowMs, isLate: true, calls: [] }, states: [] };
  noteGaps(head, asked.instances, nowMs);
  noteMember(head, asked, nowMs);
  const open = asked.buckets.map((bucket, index) =>
    openBucket(states[index], { bucket, asked, head, nowMs, wallMs, keepsAll }),
  );
  const closed = new Set<number>();
  const calls = asked.calls.map((call) => serve(call, open, { asked, closed, nowMs }));
  return { given: { nowMs, isLate: false, calls }, states: open.map(({ state }) => state) };
}

/**
 * Goes on evenly through steps of the wall clock: never back, and not further than the asking process
 * saw time pass. What it lags behind by then it makes up for by 0.1 %, which windows have room for.
 */
export function clock(head: BookHead, wallMs: number, latestMs: number): number {
  const passedMs = Math.max(0, wallMs + head.offsetMs - head.lastMs);
  if (head.offsetMs < 0) head.offsetMs = Math.min(0, head.offsetMs + passedMs / 1000);
  const nowMs = Math.max(head.lastMs, Math.min(wallMs + head.offsetMs, latestMs));
  head.offsetMs = nowMs - wallMs;
  head.lastMs = nowMs;
  return nowMs;
}

/** Who is missing may count by itself; what it did then matters for a while after it is back. */
function noteGaps(head: BookHead, instances: number, nowMs: number): void {
  const seen = Object.values(head.members)
    .map(([seenMs]) => seenMs)
    .sort((left, right) => right - left);
  for (let missing = 1; missing <= instances; missing += 1) {
    const last = seen[instances - missing];
    const fromMs = last === undefined ? 0 : last + leaseMs;
    if (fromMs >= nowMs) continue;
    const [oldFromMs, oldToMs] = head.gaps[missing - 1] ?? [fromMs, 0];
    const isSame = fromMs - oldToMs < longestAloneMs;
    head.gaps[missing - 1] = [isSame ? Math.min(oldFromMs, fromMs) : fromMs, nowMs];
  }
}

function noteMember(head: BookHead, { member, turn, instances }: CountsAsked, nowMs: number): void {
  const known = Object.entries({ ...head.members, [member]: [nowMs, turn] as const }).sort(
    ([leftId, [left]], [rightId, [right]]) => right - left || (leftId < rightId ? -1 : 1),
  );
  const isKept = ([, [seenMs]]: (typeof known)[number], index: number): boolean =>
    index < instances || seenMs + leaseMs > nowMs;
  head.members = Object.fromEntries(known.filter(isKept));
}

function serve(
  call: CallAsked,
  open: readonly OpenBucket[],
  {
    asked: { aheadMs },
    closed,
    nowMs,
  }: { readonly asked: CountsAsked; readonly closed: Set<number>; readonly nowMs: number },
): CallGiven {
  const untilMs = nowMs + aheadMs;
  let atMs = nowMs;
  const refused: (readonly [number, number])[] = [];
  for (const [index, cost] of call) {
    const ownMs = open[index]?.earliestMs(cost) ?? nowMs;
    atMs = Math.max(atMs, ownMs);
    if (ownMs > untilMs) refused.push([index, ownMs - nowMs]);
    else if (closed.has(index)) refused.push([index, 0]);
  }
  if (refused.length > 0) {
    for (const [index] of refused) closed.add(index);
    return { refused };
  }
  for (const [index, cost] of call) open[index]?.take(cost, atMs);
  return { atMs };
}
