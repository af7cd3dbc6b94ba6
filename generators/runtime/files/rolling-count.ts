// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** How much happened in the last `windowMs`, in bounded memory: each of many tenants may have one. */
export interface RollingCount {
  readonly windowMs: number;
  /** Cells of a 20th of the window, oldest first, and after each how much happened in it; absent: nothing did. */
  cells?: number[] | undefined;
}

const cellsOfWindow = 20;

/** Notes that something happened. */
export function countIn(count: RollingCount, nowMs: number): void {
  const cell = cellAt(count, nowMs);
  const { cells } = count;
  if (cells === undefined) count.cells = [cell, 1];
  else if (cells.at(-2) === cell) cells.push((cells.pop() ?? 0) + 1);
  else {
    dropOld(cells, cell);
    cells.push(cell, 1);
  }
}

/** How much happened; the oldest cell leaves as a whole. */
export function totalOf(count: RollingCount, nowMs: number): number {
  const { cells } = count;
  if (cells === undefined) return 0;
  dropOld(cells, cellAt(count, nowMs));
  if (cells.length === 0) count.cells = undefined;
  return cells.reduce((total, value, index) => (index % 2 === 0 ? total : total + value), 0);
}

function cellAt({ windowMs }: RollingCount, nowMs: number): number {
  return Math.floor((nowMs * cellsOfWindow) / windowMs);
}

function dropOld(cells: number[], newest: number): void {
  const kept = cells.findIndex((cell, index) => index % 2 === 0 && cell > newest - cellsOfWindow);
  if (kept !== 0) cells.splice(0, kept === -1 ? cells.length : kept);
}
