// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CounterStore } from './counter.ts';
import type { Host } from './host.ts';
import type { LimitSettings } from './settings.ts';
import { CountFault } from './permit.ts';
import type { Bucket } from './bucket.ts';
import { bucketOf, memoryMs } from './bucket-of.ts';

/** What a limiter is made of. */
export interface LimiterOptions {
  readonly system: string;
  readonly limits: readonly LimitSettings[];
  readonly host: Host;
  readonly counters?: CounterStore | undefined;
}

/** A bucket with what is told about it: its pause, and its text in the store. */
export interface HeldBucket {
  readonly bucket: Bucket;
  /** Whether its count outlives the process. */
  readonly isKept: boolean;
  isLoaded(): boolean;
  load(): Promise<void>;
  /** Resolves when a text written after this call began is in the store. */
  readonly save: () => Promise<void>;
  waitMs(cost: number, nowMs: number): number;
  pausedMs(nowMs: number): number;
  pauseUntil(atMs: number): void;
  isIdle(nowMs: number): boolean;
  /** Calls that wait for it or look at it. */
  users: number;
}

/** All buckets of a system: one for each limit, and for each entity of a limit that has a key. */
export interface EntityBuckets {
  /** Finds or makes a bucket and holds it until it is released. */
  readonly find: (limit: LimitSettings, entity: string) => HeldBucket;
  readonly release: (held: readonly HeldBucket[]) => void;
}

/** From this span on a count is kept in the store; a shorter one is waited out at the start. */
const keptFromMs = 60_000;

/** Buckets of entities that a limit may hold at once before idle ones are dropped. */
const mostEntities = 10_000;

/** Makes buckets when they are first needed, and drops those that no longer matter. */
export function entityBuckets(options: LimiterOptions): EntityBuckets {
  const { limits, counters, host, system } = options;
  const needing = limits.find(({ form }) => form === 'calendar');
  if (needing !== undefined && counters === undefined) {
    throw new TypeError(
      `${system}: the limit "${needing.id}" lasts through restarts, so \`counters\` is needed.`,
    );
  }
  const shelves = new Map(limits.map((limit) => [limit, shelf(limit, options)]));
  return {
    find(limit, entity) {
      const known = shelves.get(limit) ?? shelf(limit, options);
      shelves.set(limit, known);
      const held = known.find(entity, host.now());
      held.users += 1;
      return held;
    },
    release(held) {
      for (const each of held) each.users -= 1;
    },
  };
}

function shelf(limit: LimitSettings, options: LimiterOptions) {
  const { host } = options;
  const byEntity = new Map<string, HeldBucket>();
  let unknownUntilMs = host.now();
  let sweepAt = mostEntities;
  const sweep = (nowMs: number): void => {
    const unused = [...byEntity].filter(([, held]) => held.users === 0);
    for (const [entity, held] of unused) if (held.isIdle(nowMs)) byEntity.delete(entity);
    for (const [entity, held] of unused) {
      if (byEntity.size < mostEntities || limit.form === 'slots') break;
      // What is forgotten here may have departed just now, so new buckets wait as after a start.
      if (byEntity.delete(entity) && !held.isKept) unknownUntilMs = nowMs;
    }
    sweepAt = Math.max(mostEntities, byEntity.size * 2);
  };
  return {
    find(entity: string, nowMs: number): HeldBucket {
      const known = byEntity.get(entity);
      if (known !== undefined) return known;
      if (byEntity.size >= sweepAt) sweep(nowMs);
      const made = heldBucket({ limit, entity, unknownUntilMs }, options);
      byEntity.set(entity, made);
      return made;
    },
  };
}

function heldBucket(
  {
    limit,
    entity,
    unknownUntilMs,
  }: {
    readonly limit: LimitSettings;
    readonly entity: string;
    readonly unknownUntilMs: number;
  },
  { host, counters, system }: LimiterOptions,
): HeldBucket {
  const bucket = bucketOf(limit, { host, unknownUntilMs });
  const store = limit.form === 'calendar' || memoryMs(limit) >= keptFromMs ? counters : undefined;
  const key = [system, limit.id, entity].map(encodeURIComponent).join('/');
  let loading: Promise<void> | undefined;
  let isLoaded = store === undefined;
  let pausedUntilMs = -Infinity;
  const writes = latestWrite(async () => store?.write(key, bucket.save(host.now())));
  const pausedMs = (nowMs: number): number => Math.max(0, pausedUntilMs - nowMs);
  const load = async (): Promise<void> => {
    const text = await store?.read(key);
    bucket.restore(text, host.now());
    isLoaded = true;
  };
  return {
    bucket,
    isKept: store !== undefined,
    isLoaded: () => isLoaded,
    load() {
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw new CountFault(error);
      });
      return loading;
    },
    save: writes.save,
    waitMs: (cost, nowMs) => Math.max(bucket.waitMs(cost, nowMs), pausedMs(nowMs)),
    pausedMs,
    pauseUntil(atMs) {
      pausedUntilMs = Math.max(pausedUntilMs, atMs);
    },
    isIdle: (nowMs) =>
      pausedMs(nowMs) === 0 && !writes.isBusy() && (store !== undefined || bucket.isIdle(nowMs)),
    users: 0,
  };
}

/** Writes one after the other; calls that come while one is under way share the next. */
function latestWrite(write: () => Promise<void>) {
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let underWay = 0;
  return {
    isBusy: () => underWay > 0,
    save: (): Promise<void> => {
      if (next !== undefined) return next;
      underWay += 1;
      const mine = current
        .then(() => {
          next = undefined;
          return write();
        })
        .finally(() => {
          underWay -= 1;
        });
      next = mine;
      // A write that failed is told to those who wait for it, not to the next.
      current = mine.catch(() => undefined);
      return mine;
    },
  };
}
