import type { Redis } from 'ioredis';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { IoRedisClient } from '../../../generators/runtime/files/redis-client.ts';
import { redisStore } from '../../../generators/runtime/files/redis-store.ts';
import type {
  CountsAsked,
  SharedBucketAsked,
  SharedLimit,
} from '../../../generators/runtime/files/shared-counts.ts';
import { memoryCounts } from './memory-store.ts';

const startMs = Date.UTC(2026, 0, 15, 12);

/** Whole milliseconds throughout, so that the two ways of writing numbers cannot differ. */
const limits: readonly SharedLimit[] = [
  { form: 'window', max: 5, windowMs: 1000, spacingMs: 0 },
  { form: 'window', max: 300, windowMs: 1280, spacingMs: 4 },
  { form: 'window', max: 2, windowMs: 70_000, spacingMs: 0 },
  { form: 'bucket', max: 8, refillPerSecond: 10 },
  { form: 'bucket', max: 6, refillPerSecond: 0.05 },
  { form: 'slots', max: 4 },
  {
    form: 'calendar',
    max: 7,
    settleMs: 250,
    edges: [-60_000, 0, 60_000, 120_000, 180_000, 3_600_000].map((each) => startMs + each),
  },
];

const index = fc.integer({ min: 0, max: limits.length - 1 });
const step = fc.record({
  passedMs: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9000 })),
  member: fc.integer({ min: 0, max: 2 }),
  calls: fc.array(
    fc.array(fc.tuple(index, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 2 }),
    {
      maxLength: 6,
    },
  ),
  pauseMs: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 2000 })),
  held: fc.integer({ min: 0, max: 2 }),
  isOvertaken: fc.boolean(),
});

/** The script on Redis does what the book does that other stores are counted with. */
export function bookIsAsIn(redis: () => Redis): void {
  it.each([false, true])('answers as the book does (keeps all: %s)', async (keepsAll) => {
    let round = keepsAll ? 10_000 : 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        async (instances, steps) => {
          round += 1;
          let wallMs = startMs;
          const script = redisStore(
            atTime(redis(), () => wallMs),
            { keepsAll },
          ).counts;
          const book = memoryCounts(() => wallMs, keepsAll);
          for (const [turn, each] of steps.entries()) {
            wallMs += each.passedMs;
            const asked = request({ ...each, instances, turn: turn + 1, wallMs, round });
            const [byScript, byBook] = [await script.take(asked), await book.take(asked)];
            if (!isNear(byScript, byBook)) expect(byScript).toEqual(byBook);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
}

/** Numbers within a millisecond of each other are equal: the script writes fewer digits. */
function isNear(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') return Math.abs(left - right) < 1;
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  const [one, other] = [Object.entries(left ?? {}), Object.entries(right ?? {})];
  const others = new Map<string, unknown>(other);
  return one.length === other.length && one.every(([key, value]) => isNear(value, others.get(key)));
}

/** A client whose scripts see another time. */
function atTime(redis: Redis, wallClock: () => number): IoRedisClient {
  return {
    evalsha: () => Promise.reject(new Error('NOSCRIPT')),
    eval: (text, keys, ...rest) => {
      const wallMs = wallClock();
      const time = `{ ${String(Math.floor(wallMs / 1000))}, ${String((wallMs % 1000) * 1000)} }`;
      return redis.eval(text.replaceAll("redis.call('TIME')", time), keys, ...rest);
    },
  };
}

function request({
  calls,
  member,
  turn,
  instances,
  pauseMs,
  held,
  isOvertaken,
  wallMs,
  round,
}: {
  readonly calls: readonly (readonly (readonly [number, number])[])[];
  readonly member: number;
  readonly turn: number;
  readonly instances: number;
  readonly pauseMs: number;
  readonly held: number;
  readonly isOvertaken: boolean;
  readonly wallMs: number;
  readonly round: number;
}): CountsAsked {
  const buckets = limits.map((limit, each): SharedBucketAsked => ({
    key: `limit-${String(each)}`,
    limit,
    held,
    returned: turn % 4 === 0 ? [[wallMs + 8, 1]] : [],
    pauseMs: each === turn % limits.length ? pauseMs : 0,
  }));
  return {
    book: `book ${String(round)} {of} tests`,
    member: `member-${String(member)}`,
    turn: isOvertaken && turn % 5 === 0 ? 1 : turn,
    instances,
    latestMs: wallMs + 1000,
    expiresMs: wallMs + 1000,
    slackMs: 8,
    aheadMs: 15,
    buckets,
    calls: calls.map((call) => {
      const [first, second] = call;
      // A call takes from a bucket once.
      return first !== undefined && second?.[0] === first[0] ? [first] : call;
    }),
  };
}
