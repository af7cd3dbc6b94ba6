// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { BreakerSettings } from './settings.ts';
import { rollingCount } from './rolling-count.ts';

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
  /** Absent where the call is refused; `isHarmful`: it must not be sent twice. */
  admit(nowMs: number, isHarmful?: boolean): Trial | undefined;
  /** Share of the rate that is allowed: 1, or less while it rises after it closed. */
  share(nowMs: number): number;
  /** Whether forgetting it changes nothing. */
  isIdle(nowMs: number): boolean;
}

interface State {
  phase: 'closed' | 'open' | 'probing';
  openUntilMs: number;
  closedAtMs: number;
  /** Grows at each change, so that a call of an earlier phase changes nothing. */
  turn: number;
}

/** Opens at a share of failures where there are many calls, after some in a row where there are few. */
export function circuitBreaker(
  settings: BreakerSettings,
  onChange: (phase: State['phase']) => void,
): CircuitBreaker {
  const state: State = { phase: 'closed', openUntilMs: 0, closedAtMs: -Infinity, turn: 0 };
  const health = systemHealth(settings);
  const open = (nowMs: number): void => {
    Object.assign(state, {
      phase: 'open',
      openUntilMs: nowMs + settings.openMs,
      turn: state.turn + 1,
    });
    health.clear();
    onChange('open');
  };
  const close = (nowMs: number): void => {
    Object.assign(state, { phase: 'closed', closedAtMs: nowMs, turn: state.turn + 1 });
    onChange('closed');
  };
  const refusesMs = (nowMs: number): number => {
    if (state.phase === 'closed') return 0;
    // While the probe is under way nobody knows how long; the shortest sensible wait is told.
    if (state.phase === 'probing') return Math.max(1, state.openUntilMs + settings.openMs - nowMs);
    return Math.max(0, state.openUntilMs - nowMs);
  };
  return {
    refusesMs,
    admit(nowMs, isHarmful = false) {
      if (refusesMs(nowMs) > 0) return undefined;
      if (state.phase === 'closed') return watched({ state, health, open, isHarmful });
      state.phase = 'probing';
      onChange('probing');
      return probe({ state, open, close });
    },
    share: (nowMs) =>
      settings.rampMs > 0
        ? Math.min(1, Math.max(0, (nowMs - state.closedAtMs) / settings.rampMs))
        : 1,
    isIdle: (nowMs) =>
      // What opened it does not count for longer than any other failure.
      (state.phase === 'open' && nowMs - state.openUntilMs > settings.failureAgeMs) ||
      (state.phase === 'closed' &&
        nowMs - state.closedAtMs >= settings.rampMs &&
        health.isEmpty(nowMs)),
  };
}

/** A call of every day: it only counts while the breaker is as it was when the call began. */
function watched({
  state,
  health,
  open,
  isHarmful,
}: {
  readonly state: State;
  readonly health: Health;
  readonly open: (nowMs: number) => void;
  readonly isHarmful: boolean;
}): Trial {
  const turn = state.turn;
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
      if (health.isBad(nowMs)) open(nowMs);
    },
    cancel: () => undefined,
  };
}

/** The one call that decides whether the breaker closes. */
function probe({
  state,
  open,
  close,
}: {
  readonly state: State;
  readonly open: (nowMs: number) => void;
  readonly close: (nowMs: number) => void;
}): Trial {
  return {
    succeed: close,
    fail: open,
    cancel() {
      state.phase = 'open';
    },
  };
}

/** How the latest calls went. */
interface Health {
  note(nowMs: number, failed: boolean): void;
  /** How a call went that must not be sent twice; reads between two of them say nothing about either. */
  noteAmbiguous(nowMs: number, isAmbiguous: boolean): void;
  isBad(nowMs: number): boolean;
  isEmpty(nowMs: number): boolean;
  clear(): void;
}

function systemHealth({
  failureShare,
  minimumCalls,
  windowMs,
  consecutiveFailures,
  ambiguousOutcomes = Infinity,
  failureAgeMs,
}: BreakerSettings): Health {
  const calls = rollingCount(windowMs);
  const failures = rollingCount(windowMs);
  const inARow = row(consecutiveFailures, failureAgeMs);
  const ambiguous = row(ambiguousOutcomes, failureAgeMs);
  return {
    note(nowMs, failed) {
      calls.add(nowMs);
      if (failed) failures.add(nowMs);
      inARow.note(nowMs, failed);
    },
    noteAmbiguous(nowMs, isAmbiguous) {
      ambiguous.note(nowMs, isAmbiguous);
    },
    isBad(nowMs) {
      if (ambiguous.isFull(nowMs)) return true;
      const total = calls.total(nowMs);
      if (total >= minimumCalls) return failures.total(nowMs) >= failureShare * total;
      return inARow.isFull(nowMs);
    },
    isEmpty: (nowMs) =>
      calls.total(nowMs) === 0 && inARow.isEmpty(nowMs) && ambiguous.isEmpty(nowMs),
    clear() {
      calls.clear();
      failures.clear();
      inARow.clear();
      ambiguous.clear();
    },
  };
}

/** What happened without a break. */
interface Row {
  note(nowMs: number, happened: boolean): void;
  /** Whether it is as long as asked for, and its first no older. */
  isFull(nowMs: number): boolean;
  /** Whether nothing of it can still become part of a row that is full. */
  isEmpty(nowMs: number): boolean;
  clear(): void;
}

function row(length: number, ageMs: number): Row {
  let times: number[] = [];
  return {
    note(nowMs, happened) {
      if (length === Infinity) return;
      times = happened ? [...times, nowMs].slice(-length) : [];
    },
    isFull(nowMs) {
      const [oldest] = times;
      return times.length >= length && oldest !== undefined && nowMs - oldest <= ageMs;
    },
    isEmpty: (nowMs) => nowMs - (times.at(-1) ?? -Infinity) > ageMs,
    clear() {
      times = [];
    },
  };
}
