// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { memoryMs, type Bucket, type CountKeeper, type Ledger, type Rows } from './bucket.ts';
import type { CounterStore } from './counter.ts';
import type { Host } from './host.ts';
import { ledgerOf } from './ledger.ts';
import { bucketKey } from './limit-key.ts';

/** From this span on a count is kept in the store; a shorter one is waited out at the start. */
const keptFromMs = 60_000;

/** Limits of this process whose counts outlast it: read before the first call, written before each call leaves. */
export function keptCounts(store: CounterStore): CountKeeper {
  return (of) => {
    const ledger = keptLedger(of.host);
    return (limit, entity, local) => {
      if (limit.form !== 'calendar' && memoryMs(limit) < keptFromMs) return undefined;
      const key = bucketKey(of, limit, entity);
      return { bucket: keptBucket(local(), { store, key, host: of.host }), ledger };
    };
  };
}

interface KeptBucket extends Bucket {
  /** Absent once the count was read. */
  load: (() => Promise<void>) | undefined;
  /** Resolves when a text written after this call began is in the store. */
  saved(): Promise<void>;
}

function keptLedger(host: Host): Ledger {
  return ledgerOf(async (needs) => {
    // All buckets with this ledger are made here.
    const buckets = needs.map(({ held }) => held.bucket as KeptBucket);
    if (buckets.some(({ load }) => load !== undefined)) {
      for (const bucket of buckets) await bucket.load?.();
      const loadedMs = host.now();
      if (needs.some(({ held, cost }) => held.bucket.waitMs(cost, loadedMs) > 0)) return undefined;
    }
    const nowMs = host.now();
    const taken = needs.map(({ held, cost }) => held.bucket.take(cost, nowMs));
    try {
      await Promise.all(buckets.map((bucket) => bucket.saved()));
    } catch (error) {
      for (const [index, one] of taken.entries()) buckets[index]?.giveBack(one);
      throw error;
    }
    return taken;
  });
}

function keptBucket(
  bucket: Bucket,
  { store, key, host }: { readonly store: CounterStore; readonly key: string; readonly host: Host },
): KeptBucket {
  const writes = latestWrite(() =>
    store.write(key, JSON.stringify(bucket.save?.(host.now()) ?? [])),
  );
  let loading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    try {
      const text = await store.read(key);
      bucket.restore?.(text === undefined ? undefined : rowsOf(text), host.now());
      kept.load = undefined;
    } finally {
      loading = undefined;
    }
  };
  const kept: KeptBucket = {
    ...bucket,
    // What is used is known only once it is read.
    waitMs: (cost, nowMs) => (kept.load === undefined ? bucket.waitMs(cost, nowMs) : 0),
    leave(taken, nowMs) {
      // The text in the store says that it left earlier; the next call would correct that too.
      const isLate = nowMs - taken.atMs > 100;
      bucket.leave?.(taken, nowMs);
      if (isLate) writes.save().catch(() => undefined);
    },
    // Whatever it holds can be read again.
    isIdle: () => !writes.isBusy(),
    saved: writes.save,
    load: () => (loading ??= read()),
  };
  return kept;
}

/** What `save` gave; anything else is a broken store. */
function rowsOf(text: string): Rows {
  const rows: unknown = JSON.parse(text);
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) && row.every((each) => typeof each === 'number');
  if (Array.isArray(rows) && rows.every(isRow)) return rows as Rows;
  throw new TypeError('The kept count of a limit is not made of numbers.');
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
