// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** How much happened in the last `windowMs`, in bounded memory. */
export interface RollingCount {
  add(nowMs: number): void;
  total(nowMs: number): number;
  clear(): void;
}

/** Counts in cells of a 20th of the window, so the oldest cell leaves as a whole. */
export function rollingCount(windowMs: number): RollingCount {
  const cells = 20;
  const counts = new Map<number, number>();
  const cellOf = (nowMs: number): number => Math.floor((nowMs * cells) / windowMs);
  const dropOld = (newest: number): void => {
    for (const cell of counts.keys()) if (cell <= newest - cells) counts.delete(cell);
  };
  return {
    add(nowMs) {
      const cell = cellOf(nowMs);
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
      dropOld(cell);
    },
    total(nowMs) {
      dropOld(cellOf(nowMs));
      let total = 0;
      for (const count of counts.values()) total += count;
      return total;
    },
    clear: () => {
      counts.clear();
    },
  };
}
