import type { Driver } from './driver.ts';
import { busy, ok, told } from './replies.ts';
import { must, type Check, type Rule } from './rule.ts';
import { gaps, script, type World } from './world.ts';

/** A hint of this form on the first answer, and the moment that it names. */
interface Hint {
  readonly name: string;
  /** By the wall clock; the wait must last until `dueMs` of it. */
  of(nowMs: number): { readonly headers: Record<string, string>; readonly dueMs: number };
}

const inMs = (name: string, headers: Record<string, string>, waitMs: number): Hint => ({
  name,
  of: (nowMs) => ({ headers, dueMs: nowMs + waitMs }),
});
const at = (name: string, header: (dueMs: number) => Record<string, string>): Hint => ({
  name,
  of: (nowMs) => {
    const dueMs = Math.ceil(nowMs / 1000) * 1000 + 1000;
    return { headers: header(dueMs), dueMs };
  },
});
const left = { 'x-ratelimit-remaining': '0' };

const retryAfters: readonly Hint[] = [
  inMs('seconds', { 'retry-after': '1' }, 1000),
  inMs('a fraction', { 'retry-after': '0.7' }, 700),
  at('an HTTP date', (dueMs) => ({ 'retry-after': new Date(dueMs).toUTCString() })),
];

const resets: readonly Hint[] = [
  at('epoch seconds', (dueMs) => ({ ...left, 'x-ratelimit-reset': String(dueMs / 1000) })),
  at('epoch milliseconds', (dueMs) => ({ ...left, 'x-ratelimit-reset': String(dueMs) })),
  inMs('seconds from now', { ...left, 'x-ratelimit-reset': '1' }, 1000),
  at('ISO 8601', (dueMs) => ({ ...left, 'x-ratelimit-reset': new Date(dueMs).toISOString() })),
  at('an HTTP date', (dueMs) => ({ ...left, 'x-ratelimit-reset': new Date(dueMs).toUTCString() })),
  inMs('RateLimit of IETF', { ratelimit: '"default";r=0;t=1' }, 1000),
  inMs('its older form', { ratelimit: 'limit=9, remaining=0, reset=1' }, 1000),
  inMs('RateLimit-Reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' }, 1000),
];

/** The second request must not come before the moment that the first answer named. */
function heeded(hint: Hint, status: number): Check {
  return {
    name: hint.name,
    needs: ['http'],
    async run(world: World, driver: Driver): Promise<void> {
      let dueMs = Infinity;
      const server = await world.serve(({ index }) => {
        if (index > 0) return ok;
        const { headers, dueMs: named } = hint.of(world.wallClock());
        dueMs = named - world.wallClock() + world.now();
        return busy(headers, status);
      });
      await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
      const second = server.arrivals[1];
      must(
        second !== undefined && second.atMs >= dueMs - 15,
        `${told(server)}; due after ${Math.round(dueMs - (server.arrivals[0]?.atMs ?? 0))} ms`,
      );
    },
  };
}

const retryAfter: Rule = {
  number: 1,
  title: '`Retry-After` in every form, never early and never wrapped',
  checks: [
    ...retryAfters.map((hint) => heeded(hint, 503)),
    ...['0', new Date(0).toUTCString()].map((value): Check => ({
      name: `${value} leaves the own backoff`,
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': value }), ok));
        await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
        must((gaps(server)[0] ?? 0) >= 50, told(server));
      },
    })),
    {
      name: 'weeks do not wrap',
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': '3000000' })));
        const call = driver.client(world, server.baseUrl, {}).get();
        await world.within(400, call);
        await world.pass(400);
        must(server.arrivals.length === 1, told(server));
      },
    },
    {
      name: 'beyond the deadline is an error at once',
      needs: ['http', 'deadline'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': '60' })));
        const call = driver.client(world, server.baseUrl, {}).get({ deadlineMs: 10_000 });
        const { kind } = await world.within(5000, call);
        must(kind === 'error' && server.arrivals.length === 1, `${kind}, ${told(server)}`);
      },
    },
  ],
};

const delays: Rule = {
  number: 4,
  title: 'The nth delay is what the configuration says, the first too',
  checks: [
    {
      name: 'two retries',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({}), busy({}), ok));
        await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
        const found = gaps(server);
        const isSo = driver.delaysMs.every(([least, most], index) => {
          const gap = found[index] ?? -1;
          // A busy machine may be late, never early.
          return gap >= least - 15 && gap <= most + 900;
        });
        must(isSo, `${told(server)}; configured ${driver.delaysMs.join(' and ')}`);
      },
    },
  ],
};

const resetForms: Rule = {
  number: 6,
  title: 'Reset headers in every form; ambiguous ones ignored',
  checks: [
    ...resets.map((hint) => heeded(hint, 429)),
    {
      name: 'ambiguous',
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const reply = busy({ ...left, 'x-ratelimit-reset': '5000000' }, 429);
        const server = await world.serve(script(reply, ok));
        const end = await world.within(6000, driver.client(world, server.baseUrl, {}).get());
        must(end.kind === 'value', `${end.kind}, ${told(server)}`);
      },
    },
  ],
};

const backsOff: Rule = {
  number: 8,
  title: '429 without a hint backs off; on 429 siblings pause too',
  checks: [
    {
      name: 'without a hint',
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({}, 429), ok));
        const end = await world.within(20_000, driver.client(world, server.baseUrl, {}).get());
        must(end.kind === 'value' && (gaps(server)[0] ?? 0) >= 50, `${end.kind}, ${told(server)}`);
      },
    },
    {
      name: 'siblings',
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': '1' }, 429), ok));
        const client = driver.client(world, server.baseUrl, {});
        const first = client.get();
        first.catch(() => undefined);
        await world.pass(250);
        const second = client.get();
        await world.within(20_000, Promise.allSettled([first, second]));
        must((gaps(server)[0] ?? 0) >= 985, told(server));
      },
    },
  ],
};

const longest: Rule = {
  number: 9,
  title: 'The wait is the longer of hint and backoff, not their sum',
  checks: [
    {
      name: 'a hint of 1 s',
      needs: ['http'],
      async run(world: World, driver: Driver): Promise<void> {
        const server = await world.serve(script(busy({ 'retry-after': '1' }), ok));
        const client = driver.client(world, server.baseUrl, { baseDelayMs: 4000 });
        await world.within(20_000, client.get());
        const [gap = 0] = gaps(server);
        must(gap >= 985 && gap < 2900, told(server));
      },
    },
  ],
};

const asDeclared: Rule = {
  number: 15,
  title: 'A 200, 400 or 403 that means "throttled" is treated as declared',
  checks: [200, 400, 403].map((status): Check => ({
    name: `HTTP ${status}`,
    needs: ['signals'],
    async run(world: World, driver: Driver): Promise<void> {
      const data = { errors: [{ message: 'slow down', extensions: { code: 'THROTTLED' } }] };
      const server = await world.serve(script({ status, data }, ok));
      const throttled = { status, code: 'THROTTLED' };
      const client = driver.client(world, server.baseUrl, { throttled });
      const end = await world.within(20_000, client.get());
      must(
        end.kind === 'value' && server.arrivals.length === 2 && (gaps(server)[0] ?? 0) >= 50,
        `${end.kind}, ${told(server)}`,
      );
    },
  })),
};

/** What an answer says about when to call again. */
export const rulesOfWaiting: readonly Rule[] = [
  retryAfter,
  delays,
  resetForms,
  backsOff,
  longest,
  asDeclared,
];
