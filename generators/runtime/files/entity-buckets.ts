// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket } from './bucket.ts';
import { bucketOf, memoryMs } from './bucket-of.ts';
import type { CounterStore } from './counter.ts';
import type { HeldBucket } from './held-bucket.ts';
import type { Host } from './host.ts';
import { isBefore } from './lane.ts';
import { limitKey } from './limit-key.ts';
import type { Ledger } from './ledger.ts';
import { ordered } from './ordered.ts';
import { CountFault } from './permit.ts';
import type { LimitSettings } from './settings.ts';

/** What a limiter is made of. */
export interface LimiterOptions {
  readonly system: string;
  readonly limits: readonly LimitSettings[];
  readonly host: Host;
  readonly counters?: CounterStore | undefined;
  /** The bucket of a limit that other processes share, by a key of the limit and the entity; absent: this process has its own. */
  readonly shared?: ((limit: LimitSettings, key: string) => SharedBucket | undefined) | undefined;
}

/** A bucket in a store that several processes share, and who takes from it. */
export interface SharedBucket {
  readonly bucket: Bucket;
  readonly ledger: Ledger;
}

/** All buckets of one limit: one, or one for each entity. */
export type EntityBuckets = (entity: string) => HeldBucket;

/** From this span on a count is kept in the store; a shorter one is waited out at the start. */
const keptFromMs = 60_000;

/** Buckets of entities that a limit may hold at once before idle ones are dropped. */
const mostEntities = 10_000;

/** Refuses limits whose counts cannot be kept. */
export function requireCounters({ limits, counters, shared, system }: LimiterOptions): void {
  const needing = limits.find(({ form }) => form === 'calendar');
  if (needing === undefined || counters !== undefined || shared !== undefined) return;
  throw new TypeError(
    `${system}: the limit "${needing.id}" lasts through restarts, so \`counters\` is needed.`,
  );
}

/** Makes buckets when they are first needed, and drops those that no longer matter. */
export function entityBuckets(
  limit: LimitSettings,
  { rank, ledger }: Pick<HeldBucket, 'rank' | 'ledger'>,
  options: LimiterOptions,
): EntityBuckets {
  const { host } = options;
  const name = limitKey(limit, options.limits);
  const byEntity = new Map<string, HeldBucket>();
  // What is dropped later was idle, so nobody need wait for it again.
  const unknownUntilMs = host.now();
  let sweepAt = mostEntities;
  const sweep = (nowMs: number): void => {
    for (const [entity, held] of byEntity) if (isIdle(held, nowMs)) byEntity.delete(entity);
    // Twice as many as matter: then a sweep costs each new bucket a bounded time.
    sweepAt = Math.max(mostEntities, byEntity.size * 2);
  };
  return (entity) => {
    const known = byEntity.get(entity);
    if (known !== undefined) return known;
    if (byEntity.size >= sweepAt) sweep(host.now());
    const made = heldBucket({ limit, name, entity, rank, ledger, unknownUntilMs }, options);
    byEntity.set(entity, made);
    return made;
  };
}

/** Whether forgetting a bucket changes nothing. */
function isIdle({ bucket, users, pending, pausedUntilMs, load }: HeldBucket, nowMs: number) {
  return (
    users === 0 &&
    pending === 0 &&
    pausedUntilMs <= nowMs &&
    (load !== undefined || bucket.isIdle(nowMs))
  );
}

function heldBucket(
  at: {
    readonly limit: LimitSettings;
    /** Of the limit in a store. */
    readonly name: string;
    readonly entity: string;
    readonly rank: number;
    readonly ledger: Ledger | undefined;
    readonly unknownUntilMs: number;
  },
  { host, counters, system, shared }: LimiterOptions,
): HeldBucket {
  const { limit, entity, rank } = at;
  const key = [system, at.name, entity].map(encodeURIComponent).join('/');
  const common = {
    rank,
    pausedUntilMs: -Infinity,
    pending: 0,
    sum: 0,
    users: 0,
    lanes: ordered(isBefore),
    holder: undefined,
    wakeAtMs: Infinity,
    isDirty: false,
  };
  const elsewhere = shared?.(limit, key);
  if (elsewhere !== undefined) return { ...common, ...elsewhere, load: undefined, save };
  const bucket = bucketOf(limit, { host, unknownUntilMs: at.unknownUntilMs });
  const isKept = limit.form === 'calendar' || memoryMs(limit) >= keptFromMs;
  if (counters === undefined || !isKept)
    return { ...common, bucket, ledger: undefined, load: undefined, save };
  return { ...common, ...kept({ bucket, counters, key, host }), ledger: at.ledger };
}

function save(): Promise<void> {
  return Promise.resolve();
}

/** A local bucket whose count is read before the first call, and written before each call leaves. */
function kept({
  bucket,
  counters,
  key,
  host,
}: {
  readonly bucket: Bucket;
  readonly counters: CounterStore;
  readonly key: string;
  readonly host: Host;
}): Pick<HeldBucket, 'bucket' | 'load' | 'save'> {
  const writes = latestWrite(() => counters.write(key, bucket.save(host.now())));
  let loading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const text = await counters.read(key);
    bucket.restore(text, host.now());
  };
  return {
    bucket: {
      ...bucket,
      leave(taken, nowMs) {
        // The text in the store says that it left earlier; the next call would correct that too.
        const isLate = nowMs - taken.atMs > 100;
        bucket.leave(taken, nowMs);
        if (isLate) writes.save().catch(() => undefined);
      },
      // Whatever it holds can be read again.
      isIdle: () => !writes.isBusy(),
    },
    save: writes.save,
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw new CountFault(error);
      });
      return loading;
    },
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
