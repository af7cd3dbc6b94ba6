// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Ledger, Need, Taken } from './bucket.ts';
import { lane, type Lane, type Waiter } from './lane.ts';
import { done, enter, giveBack, pump, reserve, type Line } from './line.ts';
import { CountFault } from './permit.ts';

/** A ledger that takes so. */
export const ledgerOf = (take: Ledger['take']): Ledger => ({ take, ask });

function ask(line: Line, own: Lane, waiter: Waiter): void {
  const { call } = waiter;
  if ('isGone' in call) call.lane = undefined;
  const isGone = (): boolean => 'isGone' in call && call.isGone;
  reserve(line, own.needs, 1);
  void granted(own.needs)
    .then(
      (taken) => {
        if (isGone()) giveBack(own.needs, taken);
        if (taken === undefined || isGone()) reserve(line, own.needs, -1);
        if (!isGone()) enter(line, lane(own, taken), waiter);
      },
      (error: unknown) => {
        reserve(line, own.needs, -1);
        if (isGone()) return;
        done(line, own.needs);
        waiter.settle(Promise.reject(new CountFault(error)));
      },
    )
    .then(() => {
      pump(line);
    });
}

/** What all ledgers gave for a call, by the place of the need; absent where one of them has no room. */
async function granted(
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
