import { describe, expect, it } from 'vitest';

import { checked, found, orders } from './checked.ts';

const conflict = 'conflict: { policy: review }';
const both = 'between: [shop, billing], on: changed, duplicate: harmless';

describe('a flow between two systems', () => {
  it('is a flow in each direction, and limits that name the whole count both', async () => {
    const { value } = await checked(
      orders({
        flow: `id: prices, ${both}, ${conflict}, do: save`,
        billing: 'description: bills, limits: { requests: 5, per: 1s, flows: prices }',
      }),
    );
    expect(value?.flows.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['prices-shop-to-billing', 'shop', 'billing'],
      ['prices-billing-to-shop', 'billing', 'shop'],
    ]);
    expect(value?.flows.map(({ twoWay }) => twoWay?.other)).toEqual([
      'prices-billing-to-shop',
      'prices-shop-to-billing',
    ]);
    const limits = value?.systems[1]?.limits?.value;
    expect(limits === 'unknown' ? [] : limits?.map(({ value: { flows } }) => flows)).toEqual([
      ['prices-shop-to-billing', 'prices-billing-to-shop'],
    ]);
  });

  it('takes what is done by the system that is written to, and all else by the one that changed', async () => {
    const { value } = await checked(
      orders({
        flow: `between: [shop, billing], data: prices, ${conflict}, duplicate: harmless, on: { shop: shop.changed }, read: { billing: list }, do: { shop: to shop, billing: to billing }, volume: { shop: 10/day, billing: 20/day }`,
      }),
    );
    expect(
      value?.flows.map(({ from, trigger, steps, volume }) => [
        from,
        trigger.kind,
        steps.map(({ name, system }) => `${name} at ${system}`),
        volume?.text,
      ]),
    ).toEqual([
      ['shop', 'event', ['to billing at billing'], '10/day'],
      ['billing', 'poll', ['to shop at shop'], '20/day'],
    ]);
  });

  it.each([
    ['no policy', `${both}, do: save`, ['flow/no-conflict-policy 4:20']],
    [
      'itself on both sides',
      `between: [shop, shop], on: changed, ${conflict}, do: save`,
      ['flow/between-itself 4:27'],
    ],
    [
      'a trigger for one side only',
      `between: [shop, billing], data: x, duplicate: harmless, on: { shop: changed }, ${conflict}, do: save`,
      ['flow/no-trigger 4:9'],
    ],
    [
      'an unknown system, told once',
      `between: [shop, biling], on: changed, ${conflict}, do: save`,
      ['flow/unknown-system 4:27'],
    ],
    [
      'an owner that is no side',
      `${both}, do: save, conflict: { policy: field_owner, owners: { price: crm } }`,
      ['conflict/owner-not-a-side 4:131'],
    ],
  ])('is refused with %s', async (_, flow, codes) => {
    expect(await found(orders({ flow }))).toEqual(codes);
  });

  it.each([
    ['policy: field_owner', ['conflict/lacks']],
    ['policy: last_write_wins', ['conflict/lacks']],
    ['policy: stages', ['conflict/lacks']],
    ['policy: source_of_truth, owners: { price: shop }', ['conflict/lacks']],
    ['policy: source_of_truth, owners: { "*": shop }', []],
    ['policy: source_of_truth', []],
    ['policy: field_owner, owners: { price: shop }', []],
  ])('needs for { %s } what it decides by', async (policy, codes) => {
    const { diagnostics } = await checked(
      orders({ flow: `${both}, do: save, conflict: { ${policy} }` }),
    );
    expect(diagnostics.flatMap(({ code }) => (code.startsWith('conflict/') ? [code] : []))).toEqual(
      codes,
    );
  });

  it('has versions and stages to decide by', async () => {
    for (const [policy, order] of [
      ['last_write_wins', 'version: updated_at'],
      ['stages', 'stages: [open, closed]'],
    ]) {
      const flow = `${both}, do: save, conflict: { policy: ${policy ?? ''} }, order: { ${order ?? ''} }`;
      expect(await found(orders({ flow }))).toEqual([]);
    }
  });
});
