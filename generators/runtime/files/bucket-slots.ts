// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, Taken } from './bucket.ts';

/** So many at once; a slot is free again when the answer is there. */
export function slotsBucket({ max }: { readonly max: number }): Bucket {
  let inUse = 0;
  const free = ({ cost }: Taken): void => {
    inUse -= cost;
  };
  return {
    capacity: max,
    waitMs: (cost) => (inUse + cost <= max ? 0 : Infinity),
    take(cost, atMs) {
      inUse += cost;
      return { cost, atMs };
    },
    giveBack: free,
    end: free,
    isIdle: () => inUse === 0,
  };
}
