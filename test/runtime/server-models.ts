/** A server's own way to count; tells whether it takes a call that arrives at a moment. Moments come in order. */
export type ServerModel = (arrivesMs: number, cost?: number) => boolean;

/** At most `max` in any window. */
export function slidingLog(max: number, windowMs: number): ServerModel {
  const taken: number[] = [];
  return (arrivesMs) => {
    while (taken[0] !== undefined && arrivesMs - taken[0] >= windowMs) taken.shift();
    if (taken.length >= max) return false;
    taken.push(arrivesMs);
    return true;
  };
}

/** At most `max` from one full window to the next; `phaseMs` says where the windows begin. */
export function fixedWindow(max: number, windowMs: number, phaseMs: number): ServerModel {
  let [window, used] = [-1, 0];
  return (arrivesMs) => {
    const current = Math.floor((arrivesMs + phaseMs) / windowMs);
    if (current !== window) [window, used] = [current, 0];
    used += 1;
    return used <= max;
  };
}

/** A bucket of `burst` that is refilled at `max` in a window. */
export function tokenBucket(burst: number, max: number, windowMs: number): ServerModel {
  let [level, atMs] = [burst, 0];
  return (arrivesMs) => {
    level = Math.min(burst, level + ((arrivesMs - atMs) * max) / windowMs);
    atMs = arrivesMs;
    if (level < 1 - 1e-9) return false;
    level -= 1;
    return true;
  };
}

/** The generic cell rate algorithm: one each `intervalMs`, and `burst` of them may come together. */
export function cellRate(intervalMs: number, burst: number): ServerModel {
  let dueMs = 0;
  return (arrivesMs) => {
    if (dueMs - arrivesMs > intervalMs * (burst - 1) + 1e-9) return false;
    dueMs = Math.max(dueMs, arrivesMs) + intervalMs;
    return true;
  };
}
