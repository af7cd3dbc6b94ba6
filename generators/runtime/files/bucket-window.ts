// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Bucket, BucketStart, Taken } from './bucket.ts';
import { departureLog, type Departure, type DepartureLog } from './departure-log.ts';

/** At most `max` departures in any `windowMs`; those of a cost of 1 are `spacingMs` apart. */
export interface WindowSettings {
  readonly max: number;
  readonly windowMs: number;
  readonly spacingMs?: number;
}

interface Gate {
  readonly log: DepartureLog;
  readonly spacingMs: number;
  /** Nothing leaves before this moment. */
  nextMs: number;
}

/** Counts departures in a log; before it knows what left earlier it waits a whole window. */
export function windowBucket(
  settings: WindowSettings,
  { host, unknownUntilMs }: BucketStart,
): Bucket {
  const { max, windowMs, spacingMs = 0 } = settings;
  const log = departureLog(max, windowMs);
  const gate: Gate = { log, spacingMs, nextMs: unknownUntilMs + windowMs };
  return {
    capacity: max,
    waitMs: (cost, nowMs) => Math.max(0, log.freeInMs(cost, nowMs), gate.nextMs - nowMs),
    take: (cost, nowMs) => taken(gate, { atMs: nowMs, cost }),
    isIdle: (nowMs) => log.entries(nowMs).length === 0 && gate.nextMs <= nowMs,
    save(nowMs) {
      const offsetMs = host.wallClock() - nowMs;
      return JSON.stringify(
        log.entries(nowMs).map(({ atMs, cost }) => [Math.ceil(atMs + offsetMs), cost]),
      );
    },
    restore(text, nowMs) {
      gate.nextMs = -Infinity;
      const wallMs = host.wallClock();
      for (const [at, cost] of text === undefined ? [] : departuresOf(text)) {
        // A moment that lies ahead was written by a clock that was put back since: as if it was just now.
        const atMs = nowMs - Math.max(0, wallMs - at);
        log.add({ atMs, cost });
        gate.nextMs = Math.max(gate.nextMs, atMs + spacingMs * cost);
      }
      log.reorder();
    },
  };
}

function taken(gate: Gate, departure: Departure): Taken {
  const { log, spacingMs } = gate;
  const before = gate.nextMs;
  const nextAfter = (): number => departure.atMs + spacingMs * departure.cost;
  log.add(departure);
  gate.nextMs = nextAfter();
  return {
    leave(nowMs) {
      if (nowMs <= departure.atMs) return;
      departure.atMs = nowMs;
      gate.nextMs = Math.max(gate.nextMs, nextAfter());
      log.reorder();
    },
    giveBack() {
      log.remove(departure);
      // Only the latest departure knows what held before it.
      if (gate.nextMs === nextAfter()) gate.nextMs = before;
    },
    end: () => undefined,
  };
}

/** Pairs of a moment and a cost, as `save` wrote them; anything else is a broken store. */
function departuresOf(text: string): readonly (readonly [number, number])[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new TypeError('The kept count of a window is not a list.');
  return parsed.map((pair: unknown) => {
    const entry: readonly unknown[] = Array.isArray(pair) ? pair : [];
    const [at, cost] = entry;
    if (typeof at === 'number' && typeof cost === 'number') return [at, cost];
    throw new TypeError('The kept count of a window is not made of numbers.');
  });
}
