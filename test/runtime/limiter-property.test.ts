import type { Limiter } from '../../generators/runtime/files/limiter.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limiterOf } from './limit-kinds.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { bruteForce, costs, type Left, type ScriptEvent } from './brute-force.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const window = fc.record({
  max: fc.integer({ min: 3, max: 8 }),
  windowMs: fc.integer({ min: 5, max: 400 }),
  isKeyed: fc.boolean(),
  hasCosts: fc.boolean(),
});

const step = fc.record({
  gapMs: fc.integer({ min: 0, max: 60 }),
  isHeavy: fc.boolean(),
  entity: fc.constantFrom('one', 'two', 'three'),
  priority: fc.constantFrom(0, 0, 0, 1),
  cancelAfter: fc.option(fc.integer({ min: 1, max: 8 }), { freq: 4 }),
  pauseMs: fc.option(fc.integer({ min: 1, max: 300 }), { freq: 12 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function limitsOf(windows: readonly (typeof window extends fc.Arbitrary<infer V> ? V : never)[]) {
  return windows.map(({ max, windowMs, isKeyed, hasCosts }, index): PlainLimit => ({
    id: String(index),
    form: 'window',
    max,
    windowMs,
    ...(isKeyed ? { key: 'ticket' } : {}),
    ...(hasCosts ? { cost: costs } : {}),
  }));
}

function script(steps: readonly Step[]): readonly ScriptEvent[] {
  let atMs = 0;
  return steps.flatMap(({ gapMs, isHeavy, entity, priority, cancelAfter, pauseMs }, number) => {
    atMs += gapMs;
    return [
      ...(cancelAfter === null ? [] : [{ atMs, cancel: number - cancelAfter }]),
      ...(pauseMs === null ? [] : [{ atMs, pauseMs }]),
      {
        atMs,
        call: {
          number,
          operation: isHeavy ? ('heavy' as const) : ('light' as const),
          entity,
          priority,
        },
      },
    ];
  });
}

/** Plays the script to a limiter; calls that are not cancelled must all leave. */
async function play(
  host: VirtualHost,
  limiter: Limiter,
  events: readonly ScriptEvent[],
): Promise<readonly Left[]> {
  const left: Left[] = [];
  const callers = new Map<number, AbortController>();
  const calls: Promise<void>[] = [];
  const pauseAll = (untilMs: number): void => {
    for (const ticket of ['one', 'two', 'three'])
      limiter.pause({ operation: 'light', entities: { ticket } }, untilMs);
  };
  for (const { atMs, call, cancel, pauseMs } of events) {
    await host.advance(atMs - host.now());
    if (cancel !== undefined) callers.get(cancel)?.abort(new Error('No more.'));
    if (pauseMs !== undefined) pauseAll(atMs + pauseMs);
    if (call === undefined) continue;
    const caller = new AbortController();
    callers.set(call.number, caller);
    const { operation, priority, entity } = call;
    const request = { operation, priority, entities: { ticket: entity }, signal: caller.signal };
    const asked = limiter.acquire(request).then(
      (permit) => {
        left.push({ ...call, atMs: host.now() });
        permit.end();
      },
      (error: unknown) => {
        if (!caller.signal.aborted) throw error;
      },
    );
    calls.push(asked);
  }
  await host.settle(Promise.all(calls));
  return left;
}

const sorted = (left: readonly Left[]): readonly Left[] =>
  [...left].sort((a, b) => a.atMs - b.atMs || a.number - b.number);

describe('departures', () => {
  it('are those of a log that is read anew each millisecond: none too early, none later than needed, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.array(step, { minLength: 1, maxLength: 40 }),
        async (windows, steps) => {
          const limits = limitsOf(windows);
          const events = script(steps);
          const host = virtualHost();
          const limiter = limiterOf({ limits, host });
          const left = await play(host, limiter, events);
          expect(sorted(left)).toEqual(sorted(bruteForce(limits, events)));
          expect(host.pending()).toBe(0);
        },
      ),
      { numRuns: 150, seed: 11 },
    );
  });
});
