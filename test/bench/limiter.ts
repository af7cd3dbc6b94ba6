// Measures the limiter alone, by itself: `npm run bench -- 1 limiter`. Figures are
// µs, medians of batches, so that what else the machine does counts little.
import { createLimiter, type Limiter } from '../../generators/runtime/files/limiter.ts';
import type { Host } from '../../generators/runtime/files/host.ts';
import { kinds, type PlainLimit } from '../runtime/limit-kinds.ts';

const request = { operation: 'read', entities: {} };

const open: readonly PlainLimit[] = [
  { id: 'second', form: 'window', max: 1e9, windowMs: 1250 },
  { id: 'hour', form: 'bucket', capacity: 1e9, refillPerSecond: 1e9 },
  { id: 'slots', form: 'slots', max: 1e9 },
];
const shut: readonly PlainLimit[] = [
  { id: 'second', form: 'window', max: 10, windowMs: 1250, spacingMs: 125 },
  { id: 'hour', form: 'bucket', capacity: 1000, refillPerSecond: 1 },
  { id: 'slots', form: 'slots', max: 5 },
];

/** A host whose time a caller moves; whoever sleeps is woken by hand. */
function handHost(): Host & { readonly to: (ms: number) => void } {
  let nowMs = 0;
  let wake: (() => void) | undefined;
  return {
    now: () => nowMs,
    wallClock: () => nowMs,
    sleep: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    random: () => 0.5,
    fetch: () => Promise.reject(new Error('Nothing is sent.')),
    emit: () => undefined,
    to(ms) {
      nowMs = ms;
      wake?.();
    },
  };
}

function limiterOf(host: Host, limits: readonly PlainLimit[]): Limiter {
  return createLimiter({ system: 'bench', limits: kinds(limits), host });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The cost of one of a thousand, by the median of many thousands. */
async function cost(batches: number, work: () => unknown): Promise<number> {
  const values: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const startMs = performance.now();
    await work();
    values.push(performance.now() - startMs);
  }
  return median(values);
}

/** Waits in a row that are over at once: what a promise costs here. */
function bare(): Promise<number> {
  return cost(300, async () => {
    for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve();
  });
}

function uncontended(limits: readonly PlainLimit[]): Promise<number> {
  const host = handHost();
  const limiter = limiterOf(host, limits);
  host.to(10_000);
  return cost(300, async () => {
    for (let turn = 0; turn < 1000; turn += 1) (await limiter.acquire(request)).end();
  });
}

/** One more call when so many wait already. */
function enqueue(waiting: number): Promise<number> {
  const limiter = limiterOf(handHost(), shut);
  for (let call = 0; call < waiting; call += 1) void limiter.acquire(request);
  return cost(50, () => {
    for (let call = 0; call < 1000; call += 1) void limiter.acquire(request);
  });
}

/** A call that leaves when so many wait behind it, alarm and all. */
function departure(waiting: number): Promise<number> {
  const host = handHost();
  const limiter = limiterOf(host, [{ id: 'fast', form: 'spaced', spacingMs: 1 }]);
  let left = 0;
  for (let call = 0; call < waiting; call += 1) {
    void limiter.acquire(request).then((permit) => {
      left += 1;
      permit.end();
    });
  }
  let nowMs = 0;
  return cost(50, async () => {
    for (let turn = 0; turn < 1000; turn += 1) {
      host.to((nowMs += 1));
      for (const until = left + 1; left < until;) await Promise.resolve();
    }
  });
}

function bytesPerWaiter(): number {
  const limiter = limiterOf(handHost(), shut);
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('Run it with --expose-gc.');
  const calls: Promise<unknown>[] = Array.from({ length: 100_000 });
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let call = 0; call < calls.length; call += 1) calls[call] = limiter.acquire(request);
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / calls.length;
  // Kept until here, or nobody would wait any more.
  limiter.pause(request, 1);
  return bytes;
}

await enqueue(20_000);
await bare();
const one = await bare();
const rows: readonly (readonly [string, number])[] = [
  ['bare `await`', one],
  ['uncontended acquire, one window', await uncontended(open.slice(0, 1))],
  ['uncontended acquire, three limits', await uncontended(open)],
  ['enqueue, up to 50,000 waiting', await enqueue(0)],
  ['enqueue, 100,000 and more waiting', await enqueue(100_000)],
  ['departure, up to 50,000 waiting', await departure(51_000)],
  ['departure, 200,000 waiting', await departure(250_000)],
];
console.log('| Limiter | µs | ÷ bare `await` |\n| --- | --: | --: |');
for (const [name, cost] of rows)
  console.log(`| ${name} | ${cost.toFixed(2)} | ${(cost / one).toFixed(1)} |`);
console.log(`\nBytes of one of 100,000 waiting calls: ${bytesPerWaiter().toFixed(0)}.\n`);
