import { describe, expect, it } from 'vitest';

import { builtOutput, memoryCounters } from './built-output.ts';
import { faults, regularly, thirdParty, type Arrival, type ThirdParty } from './third-party.ts';

interface Billing {
  createEntry(input: object): Promise<unknown>;
}

const create = builtOutput('tokens-of-four-issuers');
const isToken = ({ path }: Arrival): boolean => path === '/token';
const bearerOf = ({ headers }: Arrival): string =>
  headers.get('authorization')?.replace(/^Bearer /, '') ?? '';

/** An API of 10 in a second, and an issuer of tokens that live for 300 s; an API call without a live token is refused. */
async function start(): Promise<
  ThirdParty & { readonly billing: Billing; readonly revoke: () => void }
> {
  const live = new Map<string, number>();
  const limit = {
    most: 10,
    windowMs: 1000,
    of: (arrival: Arrival) => (isToken(arrival) ? undefined : ''),
  };
  const system = thirdParty([limit], (arrival) => {
    if (isToken(arrival)) {
      const token = `token-${live.size + 1}`;
      live.set(token, arrival.atMs + 300_000);
      return Response.json({ access_token: token, token_type: 'Bearer', expires_in: 300 });
    }
    if ((live.get(bearerOf(arrival)) ?? 0) > arrival.atMs)
      return Response.json({ id: '1' }, { status: 201 });
    arrival.isDone = false;
    return new Response('', { status: 401 });
  });
  const integration = create({
    secrets: (name) => `value of ${name}`,
    host: system.host,
    tokens: memoryCounters(),
  });
  // The output has the types; this test is compiled without it.
  const { billing } = integration.clients as { readonly billing: Billing };
  await system.host.advance(2000);
  return {
    ...system,
    billing,
    revoke: () => {
      for (const token of live.keys()) live.set(token, 0);
    },
  };
}

const entry = (index: number) => ({
  body: { reference: String(index) },
  idempotencyKey: `key-${index}`,
});
const errorsOf = (ends: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));

describe('the client of billing that is built from tokens-of-four-issuers', () => {
  it('asks for one token however many calls wait for it, and for the next before that one ends', async () => {
    const { host, arrivals, billing } = await start();
    const burst = Array.from({ length: 40 }, (_, index) => billing.createEntry(entry(index)));
    await host.settle(Promise.all(burst));
    expect(arrivals.filter(isToken)).toHaveLength(1);
    const ends = await regularly(host, { everyMs: 5000, times: 180 }, (index) =>
      billing.createEntry(entry(100 + index)),
    );
    expect(errorsOf(ends)).toEqual([]);
    // A token of 300 s is renewed when half of it is left: 900 s need six more.
    expect(arrivals.filter(isToken).length).toBeLessThanOrEqual(1 + 7);
    expect(arrivals.filter((arrival) => !arrival.isDone)).toEqual([]);
  });

  it('renews once what was refused, and sends each refused call once more with its key', async () => {
    const { host, arrivals, billing, revoke } = await start();
    await host.settle(billing.createEntry(entry(0)));
    revoke();
    const calls = Array.from({ length: 8 }, (_, index) => billing.createEntry(entry(1 + index)));
    await host.settle(Promise.all(calls));
    expect(arrivals.filter(isToken)).toHaveLength(2);
    const done = arrivals.filter((arrival) => arrival.isDone && !isToken(arrival));
    expect(done).toHaveLength(9);
    expect(arrivals.filter(({ isOver }) => isOver)).toEqual([]);
  });

  it('works on with the token that it has while the issuer is away, and ends with a typed error when that is over', async () => {
    const { host, arrivals, billing, answer } = await start();
    await host.settle(billing.createEntry(entry(0)));
    const upAgainMs = host.now() + 420_000;
    answer((arrival) =>
      isToken(arrival) && arrival.atMs < upAgainMs ? faults.unavailable() : undefined,
    );
    const ends = await regularly(host, { everyMs: 5000, times: 110 }, (index) =>
      billing.createEntry(entry(1 + index)),
    );
    const errors = errorsOf(ends);
    expect(ends.slice(0, 55).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(ends.slice(-10).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(errors.length).toBeGreaterThan(10);
    for (const error of errors)
      expect(error).toMatchObject({ name: 'CallError', kind: 'credential', requestSent: false });
    expect(arrivals.filter((arrival) => !isToken(arrival) && !arrival.isDone)).toEqual([]);
  });
});
