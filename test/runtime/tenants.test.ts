import { describe, expect, it } from 'vitest';
import { headerKey } from '../../generators/runtime/files/api-key.ts';
import { send, type Client } from '../../generators/runtime/files/client.ts';
import type { BreakerSettings } from '../../generators/runtime/files/settings.ts';
import {
  tenantClients,
  type TenantClientOptions,
  type TenantClients,
} from '../../generators/runtime/files/tenants.ts';
import type { PlainLimit } from './limit-kinds.ts';
import { json, operation, resilience, type PlainResilience } from './settings.ts';
import { virtualHost, type VirtualHost } from './virtual-host.ts';

const eachOwn: PlainLimit = {
  id: 'own',
  per: 'tenant',
  form: 'window',
  max: 2,
  windowMs: 1000,
};
const account: PlainLimit = { id: 'account', form: 'window', max: 10, windowMs: 1000 };
const breaker: BreakerSettings = {
  failureShare: 0.5,
  minimumCalls: 20,
  windowMs: 10_000,
  consecutiveFailures: 5,
  failureAgeMs: 600_000,
  openMs: 30_000,
  rampMs: 0,
};

interface Sent {
  readonly tenant: string;
  readonly atMs: number;
}

/** A system that knows its tenants by their key; every start waits one window, so the clock is moved past it. */
async function manyTenants(
  settings: PlainResilience & { readonly each?: number },
  answer: (tenant: string, request: Request) => Promise<Response> | Response = () => json({}),
): Promise<{ host: VirtualHost; sent: Sent[]; clients: TenantClients<Client> }> {
  const { each = 4, ...policies } = settings;
  const sent: Sent[] = [];
  const host = virtualHost({
    fetch: async (request) => {
      const tenant = request.headers.get('x-key') ?? '';
      sent.push({ tenant, atMs: host.now() });
      return answer(tenant, request);
    },
  });
  const options: TenantClientOptions = {
    system: 'shop',
    baseUrl: 'https://api.test',
    credentials: [['key', headerKey('x-key', 'SHOP_KEY')]],
    resilience: { ...resilience(policies), tenants: { concurrency: each } },
    secrets: (name, { tenant = 'none' } = {}) => (name === 'SHOP_KEY' ? tenant : ''),
    host,
  };
  const clients = tenantClients(options, (client) => client);
  await host.advance(2000);
  return { host, sent, clients };
}

const read = operation({ security: [['key']] });
const call = (client: Client): Promise<unknown> => send(client, read, {});
const callsOf = (sent: readonly Sent[], tenant: string): readonly Sent[] =>
  sent.filter((one) => one.tenant === tenant);

/** The most that left in any window, up to and without its end. */
function busiest(sent: readonly Sent[], windowMs: number): number {
  return Math.max(
    0,
    ...sent.map(
      ({ atMs }) => sent.filter((one) => one.atMs >= atMs && one.atMs < atMs + windowMs).length,
    ),
  );
}

describe('tenants of a system', () => {
  it('are known by their own credential', async () => {
    const { host, sent, clients } = await manyTenants({});
    await host.settle(Promise.all(['acme', 'beta'].map((tenant) => call(clients.for(tenant)))));
    expect(sent.map(({ tenant }) => tenant)).toEqual(['acme', 'beta']);
  });

  it('may have an address each', async () => {
    const { host, clients } = await manyTenants({}, (_, { url }) => json({ url }));
    const own = clients.for('acme', { baseUrl: 'https://acme.test/v1' });
    await expect(host.settle(call(own))).resolves.toMatchObject({
      data: { url: 'https://acme.test/v1/thing' },
    });
  });

  it('have a name each', async () => {
    const { clients } = await manyTenants({});
    expect(() => clients.for('')).toThrow('a tenant has a name');
  });

  it('have a limit each where it is theirs, and share what is the limit of the account', async () => {
    const { host, sent, clients } = await manyTenants({ limits: [eachOwn, account] });
    const names = Array.from({ length: 8 }, (_, index) => `tenant-${index}`);
    const calls = names.flatMap((name) => Array.from({ length: 6 }, () => call(clients.for(name))));
    await host.settle(Promise.all(calls));
    expect(sent).toHaveLength(48);
    for (const name of names) expect(busiest(callsOf(sent, name), 1000)).toBe(2);
    expect(busiest(sent, 1000)).toBe(10);
    expect(host.now()).toBeLessThan(2000 + 6000);
  });

  it('with a limit for each entity have a bucket for each pair', async () => {
    const limits = [{ ...eachOwn, key: 'ticket', max: 1 }];
    const { host, sent, clients } = await manyTenants({ limits });
    const pairs = ['a', 'b'].flatMap((tenant) =>
      ['1', '2'].map((ticket) => ({ client: clients.for(tenant), ticket })),
    );
    await host.settle(
      Promise.all(pairs.map(({ client, ticket }) => send(client, read, { entities: { ticket } }))),
    );
    expect(sent.map(({ atMs }) => atMs)).toEqual([2000, 2000, 2000, 2000]);
  });

  it('do not wait for the backlog of another one, neither behind their own limit nor behind a shared one', async () => {
    for (const limits of [[eachOwn, account], [account]]) {
      const { host, sent, clients } = await manyTenants({ limits, concurrency: 6 });
      for (let index = 0; index < 2000; index += 1) void call(clients.for('huge'));
      await host.advance(5000);
      const beforeMs = host.now();
      await host.settle(call(clients.for('small')));
      expect(callsOf(sent, 'small')[0]?.atMs ?? Infinity).toBeLessThanOrEqual(beforeMs + 1000);
      expect(callsOf(sent, 'huge').length).toBeGreaterThan(9);
    }
  });

  it('that hang hold none of the slots that the others need', async () => {
    const { host, sent, clients } = await manyTenants(
      { limits: [eachOwn], concurrency: 3, each: 2 },
      (tenant) => (tenant === 'hung' ? new Promise<never>(() => undefined) : json({})),
    );
    for (let index = 0; index < 20; index += 1) call(clients.for('hung')).catch(() => undefined);
    await host.advance(100);
    await host.settle(Promise.all(['a', 'b', 'c'].map((name) => call(clients.for(name)))), 1);
    expect(sent.map(({ tenant }) => tenant)).toEqual(['hung', 'hung', 'a', 'b', 'c']);
  });

  it('together never have more calls under way than the system is given', async () => {
    for (const limits of [[eachOwn], [account]]) {
      let open = 0;
      let most = 0;
      const { host, clients } = await manyTenants({ limits, concurrency: 3, each: 2 }, async () => {
        most = Math.max(most, (open += 1));
        await host.sleep(200);
        open -= 1;
        return json({});
      });
      const names = Array.from({ length: 12 }, (_, index) => `tenant-${index}`);
      await host.settle(Promise.all(names.map((name) => call(clients.for(name)))));
      expect(most).toBe(3);
    }
  });
});

describe('the outage of one tenant', () => {
  const down = (tenant: string): Response => json({}, { status: tenant === 'down' ? 503 : 200 });
  const failing = async (clients: TenantClients<Client>, host: VirtualHost): Promise<void> => {
    for (let index = 0; index < 8; index += 1)
      await host.settle(call(clients.for('down'))).catch(() => undefined);
  };

  it('opens the breaker of that one alone', async () => {
    const { host, clients } = await manyTenants({ limits: [eachOwn], breaker }, down);
    await failing(clients, host);
    await expect(host.settle(call(clients.for('down')))).rejects.toMatchObject({
      kind: 'circuit_open',
    });
    await expect(host.settle(call(clients.for('up')))).resolves.toMatchObject({ status: 200 });
    const opened = host.events.filter(({ type }) => type === 'breaker_opened');
    expect(opened).toEqual([{ type: 'breaker_opened', system: 'shop', tenant: 'down' }]);
  });

  it('opens the breaker of all where they share what fails', async () => {
    const { host, clients } = await manyTenants({ limits: [account], breaker }, down);
    await failing(clients, host);
    await expect(host.settle(call(clients.for('up')))).rejects.toMatchObject({
      kind: 'circuit_open',
    });
  });

  it('spends no retry of the others', async () => {
    let tries = 0;
    const { host, sent, clients } = await manyTenants({}, (tenant) =>
      json({}, { status: tenant === 'down' || (tries += 1) === 1 ? 503 : 200 }),
    );
    await failing(clients, host);
    await expect(host.settle(call(clients.for('up')))).resolves.toMatchObject({ status: 200 });
    expect(callsOf(sent, 'down')).toHaveLength(8 + 3);
    expect(callsOf(sent, 'up')).toHaveLength(2);
  });

  it('or of all of them adds no more retries than the system can take', async () => {
    const { host, sent, clients } = await manyTenants({}, () => json({}, { status: 503 }));
    const names = Array.from({ length: 200 }, (_, index) => `tenant-${index}`);
    const all = (): Promise<unknown> =>
      host.settle(Promise.allSettled(names.map((name) => call(clients.for(name)))));
    await all();
    expect(sent).toHaveLength(200 + 30);
    await all();
    await all();
    // A tenth of 600 calls by now.
    expect(sent).toHaveLength(600 + 60);
  });

  it('that is too fast pauses its own limits, and those of all where it has none', async () => {
    for (const { limits, isApart } of [
      { limits: [eachOwn, account], isApart: true },
      { limits: [account], isApart: false },
    ]) {
      let refusals = 0;
      const { host, sent, clients } = await manyTenants({ limits }, (tenant) =>
        tenant === 'fast' && (refusals += 1) === 1
          ? json({}, { status: 429, headers: { 'retry-after': '30' } })
          : json({}),
      );
      const fast = call(clients.for('fast'));
      await host.advance(10);
      await host.settle(Promise.all([fast, call(clients.for('calm'))]));
      const waitedMs = (callsOf(sent, 'calm')[0]?.atMs ?? 0) - 2000;
      expect(waitedMs >= 30_000).toBe(!isApart);
      expect((callsOf(sent, 'fast')[1]?.atMs ?? 0) - 2000).toBeGreaterThanOrEqual(30_000);
    }
  });
});

describe('what is remembered of tenants', () => {
  it('is of those that call or failed lately, however many there were', async () => {
    const limits = [eachOwn];
    const { host, clients } = await manyTenants({ limits, breaker, concurrency: 64 });
    let most = 0;
    for (let round = 0; round < 20; round += 1) {
      const names = Array.from({ length: 100 }, (_, index) => `tenant-${round}-${index}`);
      await host.settle(Promise.all(names.map((name) => call(clients.for(name)))));
      most = Math.max(most, clients.remembered());
      await host.advance(11_000);
    }
    expect(most).toBeLessThanOrEqual(300);
  });

  it('keeps an open breaker, failures in a row and spent retries until they no longer count', async () => {
    const { host, clients } = await manyTenants({ breaker, limits: [eachOwn] }, (tenant) =>
      json({}, { status: tenant === 'down' ? 503 : 200 }),
    );
    const others = async (): Promise<void> => {
      for (let index = 0; index < 50; index += 1)
        await host.settle(call(clients.for(`other-${index % 10}`)));
    };
    for (let index = 0; index < 2; index += 1)
      await host.settle(call(clients.for('down'))).catch(() => undefined);
    const client = clients.for('down');
    const known = client.breakers;
    await host.advance(61_000);
    await others();
    expect(client.breakers).toBe(known);
    await host.advance(600_000);
    await others();
    expect(client.breakers).not.toBe(known);
  });

  it('is made anew for a client that was kept, and then works as before', async () => {
    const { host, sent, clients } = await manyTenants({ limits: [eachOwn] });
    const kept = clients.for('kept');
    await host.settle(call(kept));
    await host.advance(3_600_000);
    for (let index = 0; index < 20; index += 1) await host.settle(call(clients.for('other')));
    await host.settle(Promise.all([call(kept), call(kept), call(kept)]));
    expect(busiest(callsOf(sent, 'kept'), 1000)).toBe(2);
  });
});
