import type { Limiter } from '../../generators/runtime/files/limiter.ts';
import { limiterOf } from './limit-kinds.ts';
import type { Permit, PermitRequest } from '../../generators/runtime/files/permit.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { memoryCounters } from './memory-counters.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

/** A limiter after its start, with a note of what left when. */
export async function started(
  limits: readonly PlainLimit[],
  afterMs = 10_000,
): Promise<{ host: VirtualHost; limiter: Limiter; ask: Ask; left: [string, number][] }> {
  const host = virtualHost();
  const limiter = limiterOf({ limits, host, counters: memoryCounters() });
  await host.advance(afterMs);
  const left: [string, number][] = [];
  const ask: Ask = async (name, request = {}) => {
    const permit = await limiter.acquire({ operation: 'x', entities: {}, ...request });
    left.push([name, host.now() - afterMs]);
    return permit;
  };
  return { host, limiter, ask, left };
}

/** Asks for a permit, and notes under the name when it came. */
export type Ask = (name: string, request?: Partial<PermitRequest>) => Promise<Permit>;
