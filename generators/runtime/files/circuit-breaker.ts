// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { breakerHealth, type BreakerHealth } from './breaker-health.ts';
import type { BreakerSettings } from './settings.ts';

/** One call that the breaker let through; exactly one of its ends is called. */
export interface Trial {
  succeed(nowMs: number): void;
  /** `isAmbiguous`: nobody knows whether the call took effect, and a repeat might do harm. */
  fail(nowMs: number, isAmbiguous?: boolean): void;
  /** The call was not sent or says nothing about the system. */
  cancel(): void;
}

/** Stops calls to a system that does not answer, and tries it with one call at a time. */
export interface CircuitBreaker {
  /** Milliseconds until a call may be tried; 0: now. */
  refusesMs(nowMs: number): number;
  /** The end of the probe that is under way, where calls are to wait for it. */
  probed(): Promise<void> | undefined;
  /** Asks whose turn it is to try the system, where processes share that; undefined: nothing is to be asked. */
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
  /** `up`: another process found that it answers again. Rejects where nobody can say. */
  turn(): Promise<'mine' | 'others' | 'up'>;
  succeeded(): void;
}

/** While another process tries the system, this one asks again after so many milliseconds. */
const askAgainMs = 1000;

/** What a breaker does with calls; `probing`: one of them tries the system. */
export type BreakerPhase = 'closed' | 'open' | 'probing';

interface State {
  phase: BreakerPhase;
  openUntilMs: number;
  closedAtMs: number;
  /** Grows at each change, so that a call of an earlier phase changes nothing. */
  turn: number;
  /** The end of the probe that is under way. */
  ended: Promise<void> | undefined;
  /** Whether this process may try the system. */
  isOurTurn: boolean;
  asking: Promise<void> | undefined;
}

interface Parts {
  readonly settings: BreakerSettings;
  readonly state: State;
  readonly health: BreakerHealth;
  readonly onChange: (phase: BreakerPhase) => void;
  readonly turns: ProbeTurns | undefined;
}

/** Opens at a share of failures where there are many calls, after some in a row where there are few. */
export function circuitBreaker(
  settings: BreakerSettings,
  onChange: (phase: BreakerPhase) => void,
  turns?: ProbeTurns,
): CircuitBreaker {
  const { halfOpen, rampMs, failureAgeMs } = settings;
  const health = breakerHealth(settings);
  const state: State = {
    phase: 'closed',
    openUntilMs: 0,
    closedAtMs: -Infinity,
    turn: 0,
    ended: undefined,
    isOurTurn: turns === undefined,
    asking: undefined,
  };
  const parts = { settings, state, health, onChange, turns };
  return {
    refusesMs: (nowMs) => refusesMs(parts, nowMs),
    turn: (now) => turn(parts, now),
    probed: () => (halfOpen === 'wait' ? state.ended : undefined),
    admit(nowMs, isHarmful = false) {
      if (refusesMs(parts, nowMs) > 0) return undefined;
      if (state.phase === 'closed') return watched(parts, isHarmful);
      return state.isOurTurn ? probe(parts) : undefined;
    },
    share: (nowMs) =>
      rampMs > 0 ? Math.min(1, Math.max(0, (nowMs - state.closedAtMs) / rampMs)) : 1,
    isIdle: (nowMs) =>
      // What opened it does not count for longer than any other failure.
      (state.phase === 'open' && nowMs - state.openUntilMs > failureAgeMs) ||
      (state.phase === 'closed' && nowMs - state.closedAtMs >= rampMs && health.isEmpty(nowMs)),
  };
}

function refusesMs({ state, settings }: Parts, nowMs: number): number {
  if (state.phase === 'closed') return 0;
  // While the probe is under way nobody knows how long; the shortest sensible wait is told.
  if (state.phase === 'probing') return Math.max(1, state.openUntilMs + settings.openMs - nowMs);
  return Math.max(0, state.openUntilMs - nowMs);
}

/** All who come at once ask once; who cannot be told tries by itself. */
function turn(parts: Parts, now: () => number): Promise<void> | undefined {
  const { state, turns } = parts;
  if (turns === undefined || state.isOurTurn) return undefined;
  if (state.phase !== 'open' || state.openUntilMs > now()) return undefined;
  const asked = state.turn;
  state.asking ??= turns
    .turn()
    .catch(() => 'mine' as const)
    .then((whose) => {
      state.asking = undefined;
      if (asked !== state.turn) return;
      if (whose === 'mine') state.isOurTurn = true;
      else if (whose === 'up') close(parts, now());
      else state.openUntilMs = now() + Math.min(askAgainMs, parts.settings.openMs);
    });
  return state.asking;
}

function open({ state, settings, health, onChange, turns }: Parts, nowMs: number): void {
  const openUntilMs = nowMs + settings.openMs;
  const isOurTurn = turns === undefined;
  Object.assign(state, { phase: 'open', openUntilMs, turn: state.turn + 1, isOurTurn });
  health.clear();
  turns?.opened();
  onChange('open');
}

function close({ state, onChange }: Parts, nowMs: number): void {
  Object.assign(state, { phase: 'closed', closedAtMs: nowMs, turn: state.turn + 1 });
  onChange('closed');
}

/** A call of every day: it only counts while the breaker is as it was when the call began. */
function watched(parts: Parts, isHarmful: boolean): Trial {
  const { state, health } = parts;
  const { turn } = state;
  return {
    succeed(nowMs) {
      if (turn !== state.turn) return;
      health.note(nowMs, false);
      if (isHarmful) health.noteAmbiguous(nowMs, false);
    },
    fail(nowMs, isAmbiguous = false) {
      if (turn !== state.turn) return;
      health.note(nowMs, true);
      if (isHarmful) health.noteAmbiguous(nowMs, isAmbiguous);
      if (health.isBad(nowMs)) open(parts, nowMs);
    },
    cancel: () => undefined,
  };
}

/** The one call that decides whether the breaker closes. */
function probe(parts: Parts): Trial {
  const { state, onChange } = parts;
  let end = (): void => undefined;
  state.phase = 'probing';
  state.ended = new Promise((resolve) => {
    end = resolve;
  });
  onChange('probing');
  const settle = (): void => {
    state.ended = undefined;
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
      state.phase = 'open';
      settle();
    },
  };
}
