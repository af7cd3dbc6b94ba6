// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Taken } from './bucket.ts';
import type { Need } from './held-bucket.ts';

/** Takes from buckets whose count is kept elsewhere: where a restart does not lose it, or where other processes see it. */
export interface Ledger {
  /**
   * All needs of one call that this ledger keeps, in their order, or none: then absent, and each bucket that
   * refused tells a wait. Called in the order in which calls may leave, with several under way; where one is
   * refused, later ones that need the same are refused too. Rejects where nothing can be counted.
   */
  take(needs: readonly Need[]): Promise<readonly Taken[] | undefined>;
}

/** Counts in the buckets themselves, and each count is written before its call leaves, so that a crash cannot lose it. */
export function keptLedger(now: () => number): Ledger {
  return {
    async take(needs) {
      const nowMs = now();
      const taken = needs.map(({ held, cost }) => held.bucket.take(cost, nowMs));
      try {
        await Promise.all(needs.map(({ held }) => held.save()));
      } catch (error) {
        giveBack(needs, taken);
        throw error;
      }
      return taken;
    },
  };
}

/** What all ledgers gave for a call, by the place of the need; absent where one of them has no room. */
export async function granted(
  needs: readonly Need[],
): Promise<readonly (Taken | undefined)[] | undefined> {
  const all = needs.map((): Taken | undefined => undefined);
  try {
    for (const ledger of new Set(needs.map(({ held }) => held.ledger))) {
      if (ledger === undefined) continue;
      const own = needs.filter(({ held }) => held.ledger === ledger);
      const taken = await ledger.take(own);
      if (taken === undefined) {
        giveBack(needs, all);
        return undefined;
      }
      for (const [index, need] of own.entries()) all[needs.indexOf(need)] = taken[index];
    }
    return all;
  } catch (error) {
    giveBack(needs, all);
    throw error;
  }
}

/** Gives back whatever a call has taken. */
export function giveBack(
  needs: readonly Need[],
  taken: readonly (Taken | undefined)[] | undefined,
): void {
  for (const [index, { held }] of needs.entries()) {
    const each = taken?.[index];
    if (each !== undefined) held.bucket.giveBack(each);
  }
}
