// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** One departure, or several at once. */
export interface Departure {
  atMs: number;
  readonly cost: number;
}

/** What left in the last `windowMs`, oldest first. */
export interface DepartureLog {
  /** Milliseconds until a call of this cost fits in. */
  freeInMs(cost: number, nowMs: number): number;
  add(departure: Departure): void;
  /** Puts a departure whose moment was changed in its place. */
  reorder(): void;
  remove(departure: Departure): void;
  entries(nowMs: number): readonly Departure[];
}

/** A log of at most `max` in any `windowMs`. */
export function departureLog(max: number, windowMs: number): DepartureLog {
  const log: Departure[] = [];
  let used = 0;
  const forget = (nowMs: number): void => {
    // Compared as a difference, because the sum of large and small numbers may round up.
    const kept = log.findIndex(({ atMs }) => nowMs - atMs < windowMs);
    const old = log.splice(0, kept === -1 ? log.length : kept);
    for (const { cost } of old) used -= cost;
  };
  return {
    freeInMs(cost, nowMs) {
      forget(nowMs);
      let tooMany = used + cost - max;
      if (tooMany <= 0) return 0;
      const last = log.find((departure) => {
        tooMany -= departure.cost;
        return tooMany <= 0;
      });
      return last === undefined ? 0 : last.atMs + windowMs - nowMs;
    },
    add(departure) {
      log.push(departure);
      used += departure.cost;
    },
    reorder() {
      log.sort((left, right) => left.atMs - right.atMs);
    },
    remove(departure) {
      const index = log.indexOf(departure);
      if (index === -1) return;
      log.splice(index, 1);
      used -= departure.cost;
    },
    entries(nowMs) {
      forget(nowMs);
      return log;
    },
  };
}
