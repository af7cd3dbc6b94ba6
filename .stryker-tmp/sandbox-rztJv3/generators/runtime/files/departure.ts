// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Taken } from './bucket.ts';
import type { HeldBucket } from './held-bucket.ts';
import type { Lane } from './lane.ts';
import type { Permit } from './permit.ts';
import { remaining } from './remaining.ts';

/** What a departure asks of the line. */
export interface DepartureWorld {
  readonly now: () => number;
  /** Something became free. */
  onFree(held: HeldBucket): void;
}

/** Takes all that a call needs at one moment, and gives the permit for it. */
export function departure(
  { needs, watched, granted }: Pick<Lane, 'needs' | 'watched' | 'granted'>,
  nowMs: number,
  world: DepartureWorld,
): Permit {
  const taken = needs.map(({ held, cost }, index) => {
    held.sum += cost;
    const counted = granted?.[index];
    if (counted === undefined) return held.bucket.take(cost, nowMs);
    held.bucket.leave(counted, nowMs);
    return counted;
  });
  const each = (visit: (held: HeldBucket, one: Taken) => void): void => {
    for (const [index, { held }] of needs.entries()) {
      const one = taken[index];
      if (one?.isOpen !== true) continue;
      visit(held, one);
      if (isClosed(one)) world.onFree(held);
    }
  };
  return {
    observe: watched.length === 0 ? ignore : observer(needs, watched, world),
    end() {
      each((held, one) => {
        held.bucket.end(one);
      });
      taken.length = 0;
    },
    giveBack() {
      each((held, one) => {
        held.bucket.giveBack(one);
        held.sum -= one.cost;
      });
      taken.length = 0;
    },
  };
}

function isClosed({ isOpen }: Taken): boolean {
  return !isOpen;
}

function ignore(): void {
  // Nothing that the answer says is about a limit that counts.
}

/** Compares what the system says is left with what was thought when the call left, less what left since. */
function observer(
  needs: Lane['needs'],
  watched: Lane['watched'],
  { now }: DepartureWorld,
): Permit['observe'] {
  const nowMs = now();
  const thoughts = watched.flatMap((each) => {
    const held = needs[each.index]?.held;
    const left = held?.bucket.left?.(nowMs);
    return held === undefined || left === undefined ? [] : [{ each, held, left, sum: held.sum }];
  });
  return (headers, data) => {
    for (const { each, held, left, sum } of thoughts) {
      const told = remaining(each, headers, data) ?? Infinity;
      // Calls that left since may be counted in it or not, so only what they cannot explain is someone else's;
      // then the lower figure holds.
      if (told < left - (held.sum - sum)) held.bucket.charge?.(left - told, now());
    }
  };
}
