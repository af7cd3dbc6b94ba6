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
  // There may be one for each of many tenants, most of them empty.
  let counts: Map<number, number> | undefined;
  const cellOf = (nowMs: number): number => Math.floor((nowMs * cells) / windowMs);
  const withoutOld = (newest: number): Map<number, number> => {
    counts ??= new Map();
    for (const cell of counts.keys()) if (cell <= newest - cells) counts.delete(cell);
    return counts;
  };
  return {
    add(nowMs) {
      const cell = cellOf(nowMs);
      const kept = withoutOld(cell);
      kept.set(cell, (kept.get(cell) ?? 0) + 1);
    },
    total(nowMs) {
      if (counts === undefined) return 0;
      let total = 0;
      for (const count of withoutOld(cellOf(nowMs)).values()) total += count;
      if (total === 0) counts = undefined;
      return total;
    },
    clear: () => {
      counts = undefined;
    },
  };
}
