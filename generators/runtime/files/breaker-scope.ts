// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import {
  circuitBreaker,
  type BreakerPhase,
  type CircuitBreaker,
  type ProbeTurns,
} from './circuit-breaker.ts';
import { concurrency, type Concurrency } from './concurrency.ts';
import type { BreakerSettings, LimitData } from './settings.ts';

/** The operations of a system that fail together. */
export interface BreakerScope {
  readonly breaker: CircuitBreaker;
  /** Fewer calls at once while the rate rises after the breaker closed. */
  readonly ramp: Concurrency;
}

/** The breakers of a system. */
export interface BreakerScopes {
  /** Undefined where there is no breaker. */
  of(operation: string): BreakerScope | undefined;
  /** Whether nothing is remembered that would not be so in new ones. */
  isIdle(nowMs: number): boolean;
}

interface OwnScope extends BreakerScope {
  isIdle(nowMs: number): boolean;
}

/** What the scopes of a system are made from. */
export interface BreakerScopeOptions {
  /** Absent: there is no breaker. */
  readonly breaker: BreakerSettings | undefined;
  readonly limits: readonly LimitData[];
  /** Calls under way at once when all is well. */
  readonly mostOpen: number;
  readonly now: () => number;
  readonly onChange: (phase: BreakerPhase) => void;
  /** Whose turn it is to try the system, by the limits of the scope's own; absent: each process tries by itself. */
  readonly turns?: ((own: readonly LimitData[]) => ProbeTurns) | undefined;
}

/** What shares a limit fails together, so operations with a limit of their own have a breaker of their own. */
export function breakerScopes({
  breaker: settings,
  limits,
  mostOpen,
  now,
  onChange,
  turns,
}: BreakerScopeOptions): BreakerScopes {
  if (settings === undefined) return { of: () => undefined, isIdle: () => true };
  const byOperation = new Map<string, OwnScope>();
  const byLimits = new Map<string, OwnScope>();
  const made = (own: readonly LimitData[]): OwnScope => {
    const breaker = circuitBreaker(settings, onChange, turns?.(own));
    const most = (): number => Math.max(1, Math.floor(mostOpen * breaker.share(now())));
    let ramp: Concurrency | undefined;
    return {
      breaker,
      isIdle: (nowMs) => breaker.isIdle(nowMs) && (ramp?.isIdle() ?? true),
      // Only a breaker that was open needs it.
      get ramp() {
        return (ramp ??= concurrency(most));
      },
    };
  };
  return {
    of(operation) {
      const known = byOperation.get(operation);
      if (known !== undefined) return known;
      const own = limits.filter(({ operations }) => operations?.includes(operation));
      const key = own.map((limit) => limits.indexOf(limit)).join();
      const scope = byLimits.get(key) ?? made(own);
      byLimits.set(key, scope);
      byOperation.set(operation, scope);
      return scope;
    },
    isIdle: (nowMs) => [...byLimits.values()].every((scope) => scope.isIdle(nowMs)),
  };
}
