import { describe, expect, it } from 'vitest';

import { planOf } from '../plan-of.ts';

const file = (crm: string, flow = 'volume: 86400/day, peak: 5/s'): string => `
integration: contacts
systems:
  product: { description: ours, owned: true }
  crm: { description: theirs, ${crm} }
flows:
  - { id: contacts, from: product, changes: customers, to: crm, do: put contact, duplicate: harmless, latency: 10m, ${flow} }
`;
const own = '{ requests: 100, per: 10s, scope: organisation }';
const account = '{ requests: 50, per: 1s, scope: app }';
const valueOf = async (text: string, id: string): Promise<unknown> =>
  (await planOf(text)).decisions.get(`systems.crm.${id}`)?.value;

describe('the largest tenant', () => {
  it.each([
    ['tenants: { count: 800, largest_share: 15% }', 0.15, 'declared'],
    ['tenants: { count: 800 }', 0.2, 'default'],
    ['tenants: { count: unknown }', 0.2, 'default'],
    ['tenants: { count: 4 }', 0.25, 'derived'],
    ['tenants: { count: 4, largest_share: unknown }', 0.25, 'derived'],
  ])('of %s makes %d of the calls', async (tenants, value, kind) => {
    const { decisions } = await planOf(file(tenants));
    expect(decisions.get('systems.crm.tenants.largest-share')).toMatchObject({
      value,
      source: { kind },
    });
  });

  it('alone is held against a limit that each has, all together against one that they share', async () => {
    const tenants = 'tenants: { count: 800, what: organisation, largest_share: 10% }';
    const text = file(`${tenants}, limits: [${own}, ${account}]`);
    expect(await valueOf(text, 'limits.0.average-use')).toBe(0.1);
    expect(await valueOf(text, 'limits.0.average-demand')).toBe(1);
    expect(await valueOf(text, 'limits.0.peak-demand')).toBe(5);
    expect(await valueOf(text, 'limits.1.average-demand')).toBe(1);
    expect(await valueOf(text, 'limits.1.peak-demand')).toBe(5);
  });

  it('needs no less than one event takes', async () => {
    const tenants = 'tenants: { count: 800, what: organisation, largest_share: 1% }';
    const text = file(`${tenants}, limits: [${own}]`);
    expect(await valueOf(text, 'limits.0.peak-demand')).toBe(1);
  });

  it('sets the pace of all: a limit of each carries so many times as much', async () => {
    const tenants = 'tenants: { count: 800, what: organisation, largest_share: 10% }';
    expect(await valueOf(file(`${tenants}, limits: [${own}]`), 'limits.0.effective-rate')).toBe(8);
    expect(await valueOf(file(`${tenants}, limits: [${own}]`), 'effective-rate')).toBe(80);
  });

  it('makes a plan infeasible that the mean would carry', async () => {
    const text = (share: string): string =>
      file(
        `tenants: { count: 100, what: organisation, largest_share: ${share} }, limits: { requests: 100, per: 1d, scope: organisation }`,
        'volume: 9000/day, peak: 1x',
      );
    const codes = async (share: string): Promise<readonly string[]> =>
      (await planOf(text(share))).diagnostics.map(({ code }) => code);
    expect(await codes('1%')).not.toContain('verdict/infeasible-accepted');
    expect(await codes('5%')).toContain('verdict/infeasible-accepted');
  });
});

describe('what is apart between tenants', () => {
  const tenants = 'tenants: { count: 800, what: organisation, largest_share: 10% }';

  it.each([
    [`limits: [${own}, ${account}]`, 'crm, per organisation'],
    [`limits: [${account}]`, 'crm, per app'],
    ['limits: [10/s]', 'all calls to crm'],
  ])('with %s is a breaker of %s', async (limits, scope) => {
    expect(await valueOf(file(`${tenants}, ${limits}`), 'breaker.scope')).toBe(scope);
  });

  it('is a part of the calls that are open at a time, and never all of them', async () => {
    expect(await valueOf(file(`${tenants}, limits: [${own}]`), 'concurrency')).toBe(34);
    expect(await valueOf(file(`${tenants}, limits: [${own}]`), 'tenants.concurrency')).toBe(4);
    const alone = 'tenants: { count: 1, what: organisation }';
    expect(await valueOf(file(`${alone}, limits: [${own}]`), 'tenants.concurrency')).toBe(3);
  });

  it('are calls at a time that each may have, which do not bound all', async () => {
    const slots = '{ concurrent: 2, scope: organisation }';
    expect(await valueOf(file(`${tenants}, limits: [${slots}]`), 'concurrency')).toBe(20);
    expect(await valueOf(file(`${tenants}, limits: [{ concurrent: 2 }]`), 'concurrency')).toBe(2);
  });

  it('is nothing where the scope is another word, and the word is "tenant" where none is said', async () => {
    const limits = 'limits: { requests: 100, per: 10s, scope: tenant }';
    const use = async (said: string): Promise<unknown> =>
      valueOf(file(`tenants: ${said}, ${limits}`), 'limits.0.average-use');
    expect(await use('{ count: 800, what: organisation, largest_share: 10% }')).toBe(1);
    expect(await use('{ count: 800, largest_share: 10% }')).toBe(0.1);
  });
});
