// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** Departures that lie so near together that they count as one. */
interface Cell {
  readonly sinceMs: number;
  atMs: number;
  cost: number;
}

/** What left in the last `windowMs`. */
export interface DepartureLog {
  /** Milliseconds until a call of this cost fits in. */
  freeInMs(cost: number, nowMs: number): number;
  used(nowMs: number): number;
  /** Moments are given in the order of time. */
  readonly add: (cost: number, atMs: number) => void;
  /** Takes back what was added at the moment. */
  remove(cost: number, atMs: number): void;
  /** Pairs of a moment and a cost, oldest first. */
  entries(nowMs: number): readonly (readonly [number, number])[];
}

/** Beyond so many departures, those of one part in as many of the window count as of its end. */
const mostCells = 256;

/** A log of at most `max` in any `windowMs`; its size does not grow with `max`. */
export function departureLog(max: number, windowMs: number): DepartureLog {
  const cells: Cell[] = [];
  const grainMs = max > mostCells ? windowMs / mostCells : 0;
  let used = 0;
  const forget = (nowMs: number): void => {
    // Compared as a difference, because the sum of large and small numbers may round up.
    for (let first = cells[0]; first && nowMs - first.atMs >= windowMs; first = cells[0]) {
      used -= first.cost;
      cells.shift();
    }
    if (cells.length === 0) used = 0;
  };
  return {
    freeInMs(cost, nowMs) {
      forget(nowMs);
      let tooMany = used + cost - max;
      if (tooMany <= 0) return 0;
      const last = cells.find((cell) => (tooMany -= cell.cost) <= 0);
      return last === undefined ? Infinity : last.atMs + windowMs - nowMs;
    },
    used(nowMs) {
      forget(nowMs);
      return used;
    },
    add(cost, atMs) {
      const last = cells.at(-1);
      used += cost;
      if (last !== undefined && atMs - last.sinceMs <= grainMs) {
        last.cost += cost;
        last.atMs = atMs;
      } else cells.push({ sinceMs: atMs, atMs, cost });
    },
    remove(cost, atMs) {
      const cell = cells.findLast(({ sinceMs }) => sinceMs <= atMs);
      // What is older than the window is forgotten already.
      if (cell === undefined || cell.atMs < atMs) return;
      cell.cost -= cost;
      used -= cost;
    },
    entries(nowMs) {
      forget(nowMs);
      return cells.filter(({ cost }) => cost > 0).map(({ atMs, cost }) => [atMs, cost]);
    },
  };
}
