import { expect, it } from 'vitest';

import { planOf } from '../plan-of.ts';

const text = (limits: string): string => `
integration: orders
systems:
  shop: { description: our shop, owned: true }
  books: { description: ledger${limits} }
flows:
  - { from: shop, changes: orders, to: books, do: book order, duplicate: harmless }
`;

it.each([
  ['', 'unknown', 'default'],
  [', limits: unknown', 'unknown', 'declared'],
  [', limits: [{ items: 10, each: request }]', 'unknown', 'default'],
  [', limits: [{ items: 10, each: request }, 60/min]', 'declared', 'declared'],
  [', owned: true', 'owned', 'default'],
  [', owned: true, limits: [{ items: 10, each: request }]', 'declared', 'declared'],
])('knows of a system%s its pace: %s', async (limits, knowledge, kind) => {
  const { decisions } = await planOf(text(limits));
  const found = decisions.get('systems.books.limit-knowledge');
  expect([found?.value, found?.source.kind]).toEqual([knowledge, kind]);
  expect(decisions.has('systems.books.limits.assumed-rate.hard')).toBe(knowledge === 'unknown');
});
