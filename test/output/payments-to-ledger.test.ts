import { describe, expect, it } from 'vitest';

import { builtOutput, memoryCounters } from './built-output.ts';
import { faults, regularly, thirdParty, type Arrival, type ThirdParty } from './third-party.ts';

interface Ledger {
  createEntry(input: object): Promise<{ readonly data: { readonly id: string } }>;
  addNote(input: object): Promise<unknown>;
}

const create = builtOutput('payments-to-ledger');

/** The ledger as its contract says: 10 in a second, 5 at a time, one entry for each key. */
async function start(): Promise<ThirdParty & { readonly ledger: Ledger }> {
  const system = thirdParty([{ most: 10, windowMs: 1000 }], ({ path }) =>
    path.endsWith('/entries')
      ? Response.json({ id: 'entry', reference: 'r', lines: [], bookedAt: '' }, { status: 201 })
      : new Response(null, { status: 201 }),
  );
  const integration = create({
    secrets: (name) => `value of ${name}`,
    host: system.host,
    counters: memoryCounters(),
  });
  // The output has the types; this test is compiled without it.
  const { ledger } = integration.clients as { readonly ledger: Ledger };
  // A start waits one window, because nobody knows what was sent before it.
  await system.host.advance(2000);
  return { ...system, ledger };
}

const entry = (index: number) => ({
  body: { reference: `payment-${index}`, lines: [] },
  idempotencyKey: `key-${index}`,
});
const note = (index: number) => ({ path: { account: 'cash' }, body: { text: `note ${index}` } });
const keyOf = ({ headers }: Arrival): string | null => headers.get('idempotency-key');
const mostOf = (values: readonly (string | null)[]): number =>
  Math.max(...values.map((value) => values.filter((other) => other === value).length));
const errors = (ends: readonly PromiseSettledResult<unknown>[]): readonly Failure[] =>
  ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Failure] : []));

interface Failure {
  readonly name: string;
  readonly kind: string;
  readonly retryable: boolean;
  readonly requestSent: boolean;
}

const kindsOf = (failures: readonly Failure[]): readonly string[] =>
  [...new Set(failures.map(({ name, kind }) => `${name} ${kind}`))].sort();

describe('the client of the ledger that is built from payments-to-ledger', () => {
  it('stays below the limit under a burst, loses nothing and books nothing twice', async () => {
    const { host, arrivals, ledger } = await start();
    const calls = Array.from({ length: 100 }, (_, index) => ledger.createEntry(entry(index)));
    const ends = await host.settle(Promise.all(calls));
    expect(ends.map(({ data }) => data.id)).toEqual(Array(100).fill('entry'));
    expect(arrivals.filter(({ isOver }) => isOver)).toEqual([]);
    expect(arrivals).toHaveLength(100);
    expect(arrivals[0]?.headers.get('x-ledger-key')).toBe('value of LEDGER_KEY');
  });

  it('waits as long as it is told in a storm of 429, and loses no call', async () => {
    const { host, arrivals, ledger, answer } = await start();
    const storm: number[] = [];
    answer(({ atMs }) => {
      if (atMs > 22_000) return undefined;
      storm.push(atMs);
      return new Response('', { status: 429, headers: { 'retry-after': '4' } });
    });
    const ends = await regularly(host, { everyMs: 500, times: 60 }, (index) =>
      index % 2 === 0 ? ledger.createEntry(entry(index)) : ledger.addNote(note(index)),
    );
    expect(errors(ends)).toEqual([]);
    // What was under way when the first of them was refused is refused too, and nothing in between.
    const rounds = storm.filter(
      (atMs, index) => index === 0 || atMs - (storm[index - 1] ?? 0) > 500,
    );
    expect(storm.length - rounds.length).toBeLessThanOrEqual(rounds.length);
    for (const [index, atMs] of rounds.entries())
      if (index > 0) expect(atMs - (rounds[index - 1] ?? 0)).toBeGreaterThanOrEqual(4000);
    expect(arrivals.filter(({ isDone }) => isDone)).toHaveLength(60);
  });

  it.each(['refuses', 'unavailable', 'hangs', 'stalls'] as const)(
    'leaves a system alone that %s for five minutes, and is back within a probe',
    async (fault) => {
      const { host, arrivals, ledger, answer } = await start();
      const upAgainMs = host.now() + 300_000;
      answer(({ atMs }) => (atMs < upAgainMs ? faults[fault]() : undefined));
      const ends = await regularly(host, { everyMs: 2000, times: 180 }, (index) =>
        ledger.createEntry(entry(index)),
      );
      const during = arrivals.filter(({ atMs }) => atMs < upAgainMs);
      // Five failures open the breaker; after that one probe in 5 s.
      expect(during.length).toBeLessThanOrEqual(5 + 300 / 5 + 1);
      expect(during.length).toBeGreaterThan(20);
      const failures = errors(ends);
      expect(failures.every(({ name }) => name === 'CallError')).toBe(true);
      expect(failures.every(({ retryable }) => retryable)).toBe(true);
      const own = {
        refuses: 'network',
        unavailable: 'problem',
        hangs: 'timeout',
        stalls: 'timeout',
      };
      expect(kindsOf(failures)).toEqual(
        [`CallError ${own[fault]}`, 'CallError circuit_open'].sort(),
      );
      expect(mostOf(arrivals.map(keyOf))).toBe(1);
      const firstDone = arrivals.find(({ isDone }) => isDone)?.atMs ?? Infinity;
      expect(firstDone).toBeLessThan(upAgainMs + 8000);
      expect(arrivals.filter(({ isDone }) => isDone).length).toBeGreaterThanOrEqual(25);
    },
  );

  it.each(['hangs', 'stalls', 'resets', 'unavailable', 'garbage'] as const)(
    'sends a note once to a system that %s, and says that nobody knows whether it stands',
    async (fault) => {
      const { host, arrivals, ledger, answer } = await start();
      answer(() => faults[fault]());
      const ends = await regularly(host, { everyMs: 20_000, times: 6 }, (index) =>
        ledger.addNote(note(index)),
      );
      expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
      expect(mostOf(arrivals.map(({ body }) => body))).toBe(1);
      for (const { kind, retryable, requestSent } of errors(ends))
        expect({ kind, retryable }).toEqual({ kind, retryable: !requestSent });
    },
  );

  it('takes no broken answer for an entry, and does not ask again for what was booked', async () => {
    const { host, arrivals, ledger, answer } = await start();
    answer(() => faults.garbage());
    const [end] = await regularly(host, { everyMs: 1, times: 1 }, () =>
      ledger.createEntry(entry(1)),
    );
    expect(end).toMatchObject({
      status: 'rejected',
      reason: { kind: 'invalid_response', requestSent: true },
    });
    expect(arrivals).toHaveLength(1);
  });

  it('ends a call whose key is refused with what the system said, and goes on with the next', async () => {
    const { host, arrivals, ledger, answer } = await start();
    answer(() => (arrivals.length === 1 ? new Response('', { status: 401 }) : undefined));
    const ends = await regularly(host, { everyMs: 1000, times: 2 }, (index) =>
      ledger.createEntry(entry(index)),
    );
    expect(ends[0]).toMatchObject({
      reason: { name: 'CallError', kind: 'problem', status: 401, requestSent: false },
    });
    expect(ends[1]).toMatchObject({ status: 'fulfilled' });
    expect(arrivals).toHaveLength(2);
  });
});
