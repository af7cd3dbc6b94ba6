import type { Limiter } from '../../../generators/runtime/files/limiter.ts';
import { limiterOf } from '../limit-kinds.ts';
import type { PlainLimit } from '../limit-kinds.ts';
import { sharedLimits } from '../../../generators/runtime/files/shared-limits.ts';
import type { SharedCounts } from '../../../generators/runtime/files/shared-counts.ts';
import type { SharedStore } from '../../../generators/runtime/files/shared-store.ts';
import type { VirtualHost } from '../virtual-host.ts';

/** A store of which only the counts are used. */
function storeOf(counts: SharedCounts): SharedStore {
  const unused = (): never => {
    throw new Error('This test uses the counts only.');
  };
  return {
    counts,
    locks: { acquire: unused },
    values: { read: unused, replace: unused },
    probes: { tryAcquire: unused },
  };
}

/** The limiter of one process of several. */
export function processOf(
  host: VirtualHost,
  counts: SharedCounts,
  { limits, instances }: { readonly limits: readonly PlainLimit[]; readonly instances: number },
): Limiter {
  const shared = sharedLimits({ store: storeOf(counts), integration: 'test', instances });
  return limiterOf({ limits, host, counts: shared });
}

/** Calls as fast as the limiter lets them, and notes when each left; ends at a moment. */
export async function callUntil(
  limiter: Limiter,
  host: VirtualHost,
  {
    untilMs,
    times,
    workers,
    entities = {},
  }: {
    readonly untilMs: number;
    readonly times: number[];
    readonly workers: number;
    readonly entities?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const one = async (): Promise<void> => {
    while (host.now() < untilMs) {
      const stop = new AbortController();
      const permit = await limiter.acquire({
        operation: 'getThing',
        entities,
        signal: stop.signal,
        deadlineMs: undefined,
      });
      times.push(host.now());
      permit.end();
    }
  };
  await Promise.all(Array.from({ length: workers }, one));
}

/** The most departures in any half-open window. */
export function mostIn(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  let first = 0;
  return sorted.reduce((most, atMs, index) => {
    while (atMs - (sorted[first] ?? atMs) >= windowMs) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
