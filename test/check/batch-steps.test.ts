import { expect, it } from 'vitest';

import { planOf } from '../decide/plan-of.ts';

const calls = async (step: string): Promise<unknown> => {
  const { decisions } = await planOf(`
integration: rooms
systems:
  pms: { description: our rooms, owned: true }
  channels: { description: sells rooms, limits: [{ requests: 40000, per: 1d }, { items: 100, each: request }] }
flows:
  - { from: pms, changes: rooms, to: channels, do: ${step}, volume: 2000/day, peak: 2x, latency: 10m, duplicate: harmless }
`);
  return decisions.get('flows.pms-to-channels.steps.0.calls')?.value;
};

it.each([
  ['{ do: set, batch: { items: 100 } }', 0.01],
  ['{ do: set, per: batch, batch: { items: 100 } }', 0.01],
  ['{ do: set, per: item, batch: { items: 100 } }', 1],
])('takes a step whose batch has a size to be called by the batch: %s', async (step, perEvent) => {
  expect(await calls(step)).toBe(perEvent);
});
