import type { Host } from '../../generators/runtime/files/host.ts';
import type { TelemetryEvent } from '../../generators/runtime/files/telemetry.ts';

/** A host whose time stands still until a test moves it. */
export interface VirtualHost extends Host {
  readonly events: TelemetryEvent[];
  /** Spans that were asked for and ended, in milliseconds. */
  readonly sleeps: number[];
  /** Moves the clock, waking whoever is due in the order of time. */
  advance(ms: number): Promise<void>;
  /** Moves the clock until the promise settles; fails after `limitMs` of virtual time. */
  settle<Value>(work: Promise<Value>, limitMs?: number): Promise<Value>;
  /** Puts the wall clock forward or back; the monotonic clock does not notice. */
  stepWallClock(ms: number): void;
  /** Sleepers that are not yet due. */
  pending(): number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Starts at 0 ms and at `wallClockMs`; chance is always `random`. */
export function virtualHost(
  options: {
    readonly fetch?: (request: Request) => Promise<Response>;
    readonly random?: () => number;
    readonly wallClockMs?: number;
    /** How long promises may be before the clock goes on: fewer turns are faster. */
    readonly turns?: number;
  } = {},
): VirtualHost {
  const sleepers = new Set<Sleeper>();
  const events: TelemetryEvent[] = [];
  const sleeps: number[] = [];
  let nowMs = 0;
  let wallOffsetMs = options.wallClockMs ?? Date.UTC(2026, 0, 15, 12);
  const wakeNext = async (untilMs: number): Promise<boolean> => {
    const due = [...sleepers].sort((left, right) => left.atMs - right.atMs)[0];
    if (due === undefined || due.atMs > untilMs) return false;
    sleepers.delete(due);
    nowMs = Math.max(nowMs, due.atMs);
    due.wake();
    await turns(options.turns);
    return true;
  };
  return {
    events,
    sleeps,
    now: () => nowMs,
    wallClock: () => wallOffsetMs + nowMs,
    random: options.random ?? (() => 0.5),
    fetch: async (url, request) => {
      if (options.fetch === undefined) throw new Error('This test sends nothing.');
      return options.fetch(new Request(url, request));
    },
    emit: (event) => events.push(event),
    pending: () => sleepers.size,
    stepWallClock(ms) {
      wallOffsetMs += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        const sleeper = {
          atMs: nowMs + ms,
          wake: () => {
            signal?.removeEventListener('abort', onAbort);
            sleeps.push(ms);
            resolve();
          },
        };
        if (signal?.aborted === true) {
          onAbort();
          return;
        }
        signal?.addEventListener('abort', onAbort, { once: true });
        sleepers.add(sleeper);
      }),
    async advance(ms) {
      const untilMs = nowMs + ms;
      await turns(options.turns);
      while (await wakeNext(untilMs));
      nowMs = untilMs;
    },
    async settle(work, limitMs = 400 * 86_400_000) {
      const state = { isSettled: false };
      const settled = (): void => {
        state.isSettled = true;
      };
      work.then(settled, settled);
      const untilMs = nowMs + limitMs;
      await turns(options.turns);
      while (!state.isSettled) {
        if (!(await wakeNext(untilMs)))
          throw new Error(`Nothing is due, and the work is not done at ${nowMs} ms.`);
      }
      return work;
    },
  };
}

/** Lets everything run that waits for no time: promises and streams of answers. */
async function turns(most = 6): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
