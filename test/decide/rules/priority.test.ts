import { expect, it } from 'vitest';

import { planOf } from '../plan-of.ts';

const flow = (more: string): string => `
integration: tickets
systems:
  desk: { description: our desk, owned: true }
  shop: { description: workshop, limits: [60/min], idempotency: [natural] }
flows:
  - { id: work, from: desk, changes: tickets, to: shop, do: order, volume: 3000/day, peak: 30/min, latency: 5m, duplicate: harmless${more} }
`;

it('lets the first class wait for its own kind only', async () => {
  const { decisions } = await planOf(
    flow(', priority: { by: class, classes: { P1: 10%, P2: 90% } }'),
  );
  const found = (id: string): unknown => decisions.get(`flows.work.${id}`)?.value;
  expect(found('priority')).toBe('class: P1 (10 %) before P2 (90 %)');
  expect(found('backlog')).toBe(150);
  expect(found('priority.backlog')).toBe(15);
  // 15 / (0.8 - 0.05)
  expect(found('priority.drain')).toBe(20);
  expect(found('priority.worst-latency')).toBe(300 + 30 + 2 * 20);
  expect(decisions.get('flows.work.verdict')?.reason).toContain(
    'the 15 of the first class are done in 20 s',
  );
});

it('computes nothing from a share that nobody knows', async () => {
  const { decisions } = await planOf(flow(', priority: { by: class, classes: { P1: unknown } }'));
  expect(decisions.get('flows.work.priority')?.value).toBe('class: P1');
  expect(decisions.has('flows.work.priority.drain')).toBe(false);
});

it('holds what the file says of filter, map and transform, each with its place', async () => {
  const said = await planOf(
    flow(', filter: ticket.open, map: { ref: ticket.id, text: ticket.text }'),
  );
  expect(said.decisions.get('flows.work.filter')?.value).toBe('ticket.open');
  expect(said.decisions.get('flows.work.map')?.value).toBe(
    'ref from ticket.id; text from ticket.text',
  );
  const made = await planOf(flow(', transform: ./make.ts#order'));
  expect(made.decisions.get('flows.work.transform')).toMatchObject({
    value: './make.ts#order',
    source: { kind: 'declared' },
  });
});
