// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { bucketOf, type Bucket, type Taken } from './bucket.ts';
import type { Host } from './host.ts';
import type { LimitSettings } from './settings.ts';
import { shareOf, type SharedBucketAsked, type SharedLimit } from './shared-counts.ts';
import type { SharedLink } from './shared-link.ts';
import { limitOfOne } from './shared-limit-of.ts';

/** A permit of the store, or one that this process gave itself while the store was away. */
export interface SharedTaken extends Taken {
  /** By the store's clock: the latest moment of its use. */
  readonly latestMs: number;
  readonly alone?: { readonly bucket: Bucket; readonly taken: Taken } | undefined;
}

/** One bucket of the store as this process sees it. */
export interface SharedBucketState {
  readonly bucket: Bucket;
  /** What the store is told of it and asked. */
  asked(nowMs: number): SharedBucketAsked;
  /** The store has heard it all. */
  told(): void;
  /** The store has no room for so long. */
  refuse(untilMs: number): void;
  /** The store has given a permit, which is used until a moment of its clock and of ours. */
  granted(
    cost: number,
    use: { readonly latestMs: number; readonly atMs: number; readonly untilMs: number },
  ): SharedTaken;
  /** A permit without the store; absent where there is none now. */
  takeAlone(cost: number, nowMs: number): SharedTaken | undefined;
  /** Whether slots of it are held. */
  isHolding(): boolean;
  /** What was counted alone does not matter any more: the store reckons with it. */
  rejoin(): void;
}

/** What a bucket is made of. */
export interface SharedBucketOptions {
  readonly limit: LimitSettings;
  readonly shared: (storeMs: number) => SharedLimit;
  readonly key: string;
  readonly instances: number;
  readonly host: Host;
  readonly link: SharedLink;
  /** There is something to tell the store. */
  readonly onNews: () => void;
}

interface Own {
  notBeforeMs: number;
  pausedUntilMs: number;
  held: number;
  returned: (readonly [latestMs: number, cost: number])[];
  alone: Bucket | undefined;
  hasNews: boolean;
}

/** A bucket that nobody has asked for yet. */
export function sharedBucket(options: SharedBucketOptions): SharedBucketState {
  const { limit, shared, key, link, onNews } = options;
  const own: Own = {
    notBeforeMs: -Infinity,
    pausedUntilMs: -Infinity,
    held: 0,
    returned: [],
    alone: undefined,
    hasNews: false,
  };
  const isSlots = limit.form === 'slots';
  const news = (): void => {
    own.hasNews = true;
    onNews();
  };
  return {
    bucket: lineBucket(options, own, news),
    asked: (nowMs) => ({
      key,
      limit: shared(link.storeMs(nowMs)),
      held: own.held,
      returned: own.returned,
      pauseMs: Math.max(0, own.pausedUntilMs - nowMs),
    }),
    told() {
      own.returned = [];
      own.hasNews = false;
    },
    refuse(untilMs) {
      own.notBeforeMs = untilMs;
    },
    granted(cost, use) {
      if (isSlots) own.held += cost;
      return { cost, ...use };
    },
    takeAlone(cost, nowMs) {
      if (aloneWaitMs(options, own, { cost, nowMs }) > 0) return undefined;
      if (isSlots) own.held += cost;
      const { alone: bucket } = own;
      const alone = bucket && { bucket, taken: bucket.take(cost, nowMs) };
      return { cost, atMs: nowMs, latestMs: 0, alone };
    },
    isHolding: () => own.held > 0,
    rejoin() {
      Object.assign(own, { alone: undefined, notBeforeMs: -Infinity });
    },
  };
}

/** The side that the line of this process sees. */
function lineBucket(options: SharedBucketOptions, own: Own, news: () => void): Bucket {
  const { limit, link } = options;
  const isSlots = limit.form === 'slots';
  const end = (taken: Taken): void => {
    if (!isSlots) return;
    own.held -= taken.cost;
    news();
  };
  const bucket: Bucket = {
    capacity: capacityOf(limit),
    waitMs(cost, nowMs) {
      if (link.status() === 'away') return aloneWaitMs(options, own, { cost, nowMs });
      return Math.max(0, own.notBeforeMs - nowMs);
    },
    take: (cost, nowMs) => ({ cost, atMs: nowMs }),
    leave(taken, nowMs) {
      const { alone } = sharedTaken(taken);
      alone?.bucket.leave?.(alone.taken, nowMs);
    },
    giveBack(taken) {
      const { alone, latestMs, cost } = sharedTaken(taken);
      alone?.bucket.giveBack(alone.taken);
      if (alone === undefined && !isSlots) {
        own.returned.push([latestMs, cost]);
        news();
      }
      end(taken);
    },
    end,
    pause(untilMs) {
      own.pausedUntilMs = Math.max(own.pausedUntilMs, untilMs);
      news();
    },
    isIdle: (nowMs) =>
      own.held === 0 &&
      !own.hasNews &&
      own.pausedUntilMs <= nowMs &&
      (own.alone?.isIdle(nowMs) ?? true),
  };
  return bucket;
}

/** Milliseconds until this process may let a call go without the store. */
function aloneWaitMs(
  { limit, instances, host, link }: SharedBucketOptions,
  own: Own,
  { cost, nowMs }: { readonly cost: number; readonly nowMs: number },
): number {
  const fromMs = link.aloneFromMs();
  link.want();
  if (nowMs < fromMs) return Math.min(fromMs - nowMs, link.nextLookMs(nowMs));
  if (limit.form === 'slots')
    return own.held + cost <= shareOf(limit.max, instances) ? 0 : link.nextLookMs(nowMs);
  const part = limitOfOne(limit, instances);
  if (part === undefined) return link.nextLookMs(nowMs);
  own.alone ??= bucketOf(part, { host, unknownUntilMs: fromMs });
  if (cost > own.alone.capacity) return link.nextLookMs(nowMs);
  return own.alone.waitMs(cost, nowMs);
}

function capacityOf(limit: LimitSettings): number {
  if (limit.form === 'bucket') return limit.capacity;
  return 'max' in limit ? limit.max : limit.form === 'spaced' ? 1 : Infinity;
}

/** All permits of such a bucket come from its ledger. */
const sharedTaken = (taken: Taken): SharedTaken => taken as SharedTaken;
