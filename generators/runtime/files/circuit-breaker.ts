// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { breakerHealth, type BreakerHealth } from './breaker-health.ts';
import type { BreakerSettings } from './settings.ts';

/** One call that was let through; exactly one of its ends is called. */
export interface Trial {
  succeed(nowMs: number): void;
  /** `isAmbiguous`: nobody knows whether the call took effect. */
  fail(nowMs: number, isAmbiguous?: boolean): void;
  /** The call was not sent or says nothing about the system. */
  cancel(): void;
}

/** Stops calls to a system that does not answer, and tries it with one call at a time. */
export interface CircuitBreaker {
  /** Milliseconds until a call may be tried; 0: now. */
  refusesMs(nowMs: number): number;
  /** The end of the probe under way, where calls are to wait for it. */
  probed(): Promise<void> | undefined;
  /** Asks whose turn it is to try the system, where processes share that. */
  turn(now: () => number): Promise<void> | undefined;
  /** Absent where the call is refused; `isHarmful`: it must not be sent twice. */
  admit(nowMs: number, isHarmful?: boolean): Trial | undefined;
  /** Share of the rate that is allowed: 1, or less while it rises after it closed. */
  share(nowMs: number): number;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
}

/** Which of several processes tries a system that was down. */
export interface ProbeTurns {
  opened(): void;
  /** Finds out whose turn it is, and lets the breaker know. */
  ask(parts: BreakerParts, now: () => number): Promise<void>;
  succeeded(): void;
}

/** `probing`: one call tries the system. */
export type BreakerPhase = 'closed' | 'open' | 'probing';

/** What a breaker is made of. */
export interface BreakerParts {
  readonly settings: BreakerSettings;
  readonly health: BreakerHealth;
  readonly onChange: (phase: BreakerPhase) => void;
  readonly turns: ProbeTurns | undefined;
  phase: BreakerPhase;
  openUntilMs: number;
  closedAtMs: number;
  /** So that a call of an earlier phase changes nothing. */
  changes: number;
  ended: Promise<void> | undefined;
  /** Whether this process may try the system. */
  isOurTurn: boolean;
}

/** Opens at a share of failures where there are many calls, after some in a row where there are few. */
export function circuitBreaker(
  settings: BreakerSettings,
  onChange: (phase: BreakerPhase) => void,
  turns?: ProbeTurns,
): CircuitBreaker {
  const { halfOpen, rampMs, failureAgeMs, openMs } = settings;
  const health = breakerHealth(settings);
  const parts: BreakerParts = {
    ...{ settings, health, onChange, turns },
    phase: 'closed',
    openUntilMs: 0,
    closedAtMs: -Infinity,
    changes: 0,
    ended: undefined,
    isOurTurn: turns === undefined,
  };
  const refusesMs = (nowMs: number): number => {
    if (parts.phase === 'closed') return 0;
    // Nobody knows how long; the shortest sensible wait is told.
    if (parts.phase === 'probing') return Math.max(1, parts.openUntilMs + openMs - nowMs);
    return Math.max(0, parts.openUntilMs - nowMs);
  };
  return {
    refusesMs,
    turn: (now) =>
      parts.isOurTurn || parts.phase !== 'open' || parts.openUntilMs > now()
        ? undefined
        : turns?.ask(parts, now),
    probed: () => (halfOpen === 'wait' ? parts.ended : undefined),
    admit(nowMs, isHarmful = false) {
      if (parts.phase === 'closed') return watched(parts, isHarmful);
      return refusesMs(nowMs) === 0 && parts.isOurTurn ? probe(parts) : undefined;
    },
    share: (nowMs) =>
      rampMs > 0 ? Math.min(1, Math.max(0, (nowMs - parts.closedAtMs) / rampMs)) : 1,
    isIdle: (nowMs) =>
      // What opened it does not count for longer than any other failure.
      parts.phase === 'open'
        ? nowMs - parts.openUntilMs > failureAgeMs
        : parts.phase === 'closed' && nowMs - parts.closedAtMs >= rampMs && health.isEmpty(nowMs),
  };
}

function open(parts: BreakerParts, nowMs: number): void {
  parts.openUntilMs = nowMs + parts.settings.openMs;
  parts.isOurTurn = parts.turns === undefined;
  parts.health.clear();
  parts.turns?.opened();
  change(parts, 'open');
}

/** The system answers again. */
export function close(parts: BreakerParts, nowMs: number): void {
  parts.closedAtMs = nowMs;
  change(parts, 'closed');
}

function change(parts: BreakerParts, phase: BreakerPhase): void {
  parts.phase = phase;
  parts.changes += 1;
  parts.onChange(phase);
}

function watched(parts: BreakerParts, isHarmful: boolean): Trial {
  const { health, changes } = parts;
  const note = (nowMs: number, failed: boolean, isAmbiguous: boolean): void => {
    if (changes !== parts.changes) return;
    health.note(nowMs, failed);
    if (isHarmful) health.noteAmbiguous(nowMs, isAmbiguous);
    if (failed && health.isBad(nowMs)) open(parts, nowMs);
  };
  return {
    succeed: (nowMs) => {
      note(nowMs, false, false);
    },
    fail: (nowMs, isAmbiguous = false) => {
      note(nowMs, true, isAmbiguous);
    },
    cancel: () => undefined,
  };
}

/** The one call that decides whether the breaker closes. */
function probe(parts: BreakerParts): Trial {
  let end = (): void => undefined;
  parts.phase = 'probing';
  parts.ended = new Promise((resolve) => {
    end = resolve;
  });
  parts.onChange('probing');
  const settle = (): void => {
    parts.ended = undefined;
    end();
  };
  return {
    succeed(nowMs) {
      close(parts, nowMs);
      parts.turns?.succeeded();
      settle();
    },
    fail(nowMs) {
      open(parts, nowMs);
      settle();
    },
    cancel() {
      parts.phase = 'open';
      settle();
    },
  };
}
