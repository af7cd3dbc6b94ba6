import { describe, expect, it } from 'vitest';

import { builtOutput } from './built-output.ts';
import { faults, regularly, thirdParty, type Arrival, type ThirdParty } from './third-party.ts';

interface Crm {
  putContact(input: object): Promise<unknown>;
  getContact(input: object): Promise<unknown>;
}

const create = builtOutput('many-organisations');

const tenantOf = ({ headers }: Pick<Arrival, 'headers'>): string =>
  headers.get('authorization')?.replace('Bearer token of ', '') ?? '';

/** The CRM as its guide says: 100 in 10 s for each organisation, 50 in a second for all of them. */
async function start(): Promise<ThirdParty & { readonly of: (tenant: string) => Crm }> {
  const limits = [
    { most: 100, windowMs: 10_000, of: tenantOf },
    { most: 50, windowMs: 1000 },
  ];
  const system = thirdParty(limits, () => Response.json({ id: 'contact', email: 'a@b.example' }));
  const integration = create({
    secrets: (_, { tenant = 'nobody' } = {}) => `token of ${tenant}`,
    host: system.host,
  });
  // The output has the types; this test is compiled without it.
  const { crm } = integration.clients as { readonly crm: { for(tenant: string): Crm } };
  // A start waits one window, because nobody knows what was sent before it.
  await system.host.advance(11_000);
  return { ...system, of: (tenant) => crm.for(tenant) };
}

const contact = (index: number) => ({
  path: { contact: `contact-${index}` },
  body: { id: `contact-${index}`, email: 'a@b.example' },
});
const names = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `org-${index}`);
const kindsOf = (ends: readonly PromiseSettledResult<unknown>[]): readonly string[] => {
  const kinds = ends.map((end) =>
    end.status === 'fulfilled' ? 'done' : (end.reason as { readonly kind: string }).kind,
  );
  return [...new Set(kinds)].sort();
};

describe('the clients of the organisations that are built from many-organisations', () => {
  it('keep to the limit of each and of all, and a small one does not wait for a large one', async () => {
    const { host, arrivals, of } = await start();
    const startedMs = host.now();
    const large = Array.from({ length: 250 }, (_, index) => of('large').putContact(contact(index)));
    const small = names(30).flatMap((name) =>
      [1, 2].map(async (index) => {
        await of(name).putContact(contact(index));
        return host.now() - startedMs;
      }),
    );
    const durations = await host.settle(Promise.all(small));
    expect(Math.max(...durations)).toBeLessThan(4000);
    expect(arrivals.filter((arrival) => tenantOf(arrival) === 'large').length).toBeLessThan(101);
    await host.settle(Promise.all(large));
    expect(arrivals).toHaveLength(250 + 60);
    expect(arrivals.filter(({ isOver }) => isOver)).toEqual([]);
  });

  it.each(['unavailable', 'hangs', 'stalls', 'refuses'] as const)(
    'go on while one of them %s for five minutes, and that one is back within a probe',
    async (fault) => {
      const { host, arrivals, of, answer } = await start();
      const upAgainMs = host.now() + 300_000;
      answer((arrival) =>
        tenantOf(arrival) === 'down' && arrival.atMs < upAgainMs ? faults[fault]() : undefined,
      );
      const slowest: number[] = [];
      const others = names(4);
      const [down, up] = await host.settle(
        Promise.all([
          Promise.allSettled(
            Array.from({ length: 180 }, async (_, index) => {
              await host.sleep(index * 2000);
              return of('down').putContact(contact(index));
            }),
          ),
          Promise.allSettled(
            Array.from({ length: 360 }, async (_, index) => {
              await host.sleep(index * 1000);
              const beganMs = host.now();
              await of(others[index % 4] ?? '').putContact(contact(index));
              slowest.push(host.now() - beganMs);
            }),
          ),
        ]),
      );
      expect(kindsOf(up)).toEqual(['done']);
      expect(Math.max(...slowest)).toBeLessThan(1000);
      const own = {
        refuses: 'network',
        unavailable: 'problem',
        hangs: 'timeout',
        stalls: 'timeout',
      };
      expect(kindsOf(down)).toEqual(['circuit_open', 'done', own[fault]].sort());
      const sent = arrivals.filter((arrival) => tenantOf(arrival) === 'down');
      expect(sent.filter(({ atMs }) => atMs < upAgainMs).length).toBeLessThanOrEqual(5 + 60 + 3);
      // A probe that began before may last 6 s; after it 5 s pass until the next.
      expect(sent.find(({ isDone }) => isDone)?.atMs ?? Infinity).toBeLessThan(upAgainMs + 14_000);
    },
  );

  it('go on while one of them is told to wait, and that one does as it is told', async () => {
    const { host, arrivals, of, answer } = await start();
    const stormMs = host.now() + 30_000;
    answer((arrival) =>
      tenantOf(arrival) === 'fast' && arrival.atMs < stormMs
        ? new Response('', { status: 429, headers: { 'retry-after': '10' } })
        : undefined,
    );
    const waits: number[] = [];
    const ends = await regularly(host, { everyMs: 250, times: 200 }, async (index) => {
      const beganMs = host.now();
      const name = index % 2 === 0 ? 'fast' : 'calm';
      await of(name).putContact(contact(index));
      if (name === 'calm') waits.push(host.now() - beganMs);
    });
    expect(kindsOf(ends)).toEqual(['done']);
    expect(Math.max(...waits)).toBeLessThan(1000);
    const refused = arrivals.filter((arrival) => tenantOf(arrival) === 'fast' && !arrival.isDone);
    // Three of one organisation may be under way at once, and each storm of 10 s refuses those.
    expect(refused.length).toBeLessThanOrEqual(3 * 3);
    expect(arrivals.filter(({ isDone }) => isDone)).toHaveLength(200);
  });

  it('leave the system alone when it is away for all of them', async () => {
    const { host, arrivals, of, answer } = await start();
    const upAgainMs = host.now() + 300_000;
    answer(({ atMs }) => (atMs < upAgainMs ? faults.unavailable() : undefined));
    const orgs = names(10);
    const ends = await regularly(host, { everyMs: 500, times: 720 }, (index) =>
      of(orgs[index % 10] ?? '').putContact(contact(index)),
    );
    expect(kindsOf(ends)).toEqual(['circuit_open', 'done', 'problem']);
    const during = arrivals.filter(({ atMs }) => atMs < upAgainMs);
    expect(during.length).toBeLessThanOrEqual(10 * (5 + 60 + 1));
    expect(arrivals.filter(({ isOver }) => isOver)).toEqual([]);
    for (const org of orgs) {
      const back = arrivals.find((arrival) => arrival.isDone && tenantOf(arrival) === org);
      expect(back?.atMs ?? Infinity).toBeLessThan(upAgainMs + 9000);
    }
  });

  it('end a call whose token is refused or whose answer is broken, each for itself', async () => {
    const { host, arrivals, of, answer } = await start();
    answer((arrival) => {
      if (tenantOf(arrival) === 'expired') return new Response('', { status: 401 });
      return tenantOf(arrival) === 'broken' ? faults.garbage() : undefined;
    });
    const calls = ['expired', 'broken', 'fine'].map((name) => of(name).putContact(contact(1)));
    const ends = await host.settle(Promise.allSettled(calls));
    expect(ends).toMatchObject([
      { reason: { name: 'CallError', kind: 'problem', status: 401, requestSent: false } },
      { reason: { name: 'CallError', kind: 'invalid_response', requestSent: true } },
      { status: 'fulfilled' },
    ]);
    expect(arrivals).toHaveLength(3);
  });

  it('try a read for a waiting caller once more, within its time', async () => {
    const { host, arrivals, of, answer } = await start();
    answer(() => (arrivals.length === 1 ? faults.unavailable() : undefined));
    const read = of('acme').getContact({ path: { contact: '1' }, timeoutMs: 4700 });
    await expect(host.settle(read)).resolves.toMatchObject({ status: 200 });
    expect(arrivals).toHaveLength(2);
  });
});
