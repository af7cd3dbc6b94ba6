import { describe, expect, it } from 'vitest';

import { settle } from '../../../src/decide/rule.ts';
import { conflict } from '../../../src/decide/rules/conflict.ts';
import { echo } from '../../../src/decide/rules/echo.ts';
import type { Conflict, TwoWay } from '../../../src/model/two-way.ts';
import { declared, flow, step } from '../model.ts';
import { planOf } from '../plan-of.ts';

function sides(value: Conflict, parts: Partial<TwoWay> = {}): TwoWay {
  return {
    other: 'b-to-a',
    ends: ['a', 'b'],
    conflict: declared(value),
    volumeByDirection: true,
    ...parts,
  };
}

const owner = (field: string, system: string) => ({ field, system: declared(system) });
const ordered = flow({
  steps: [step('write', 'b')],
  order: declared({ keep: 'every', version: ['changed'], stages: ['open', 'closed'] }),
});

describe('who wins where both sides changed the same thing', () => {
  it.each([
    [
      { policy: 'source_of_truth', owners: [] },
      'a wins; what b changed meanwhile is overwritten and logged',
    ],
    [
      { policy: 'source_of_truth', owners: [owner('*', 'b')] },
      'b wins; what a changed meanwhile is overwritten and logged',
    ],
    [
      { policy: 'field_owner', owners: [owner('price', 'b'), owner('name', 'a')] },
      'a owns name; b owns price; any other field: a person',
    ],
    [
      { policy: 'field_owner', owners: [owner('price', 'b'), owner('*', 'a')] },
      'a owns all else; b owns price',
    ],
    [
      { policy: 'last_write_wins', owners: [] },
      'the newer changed wins, a where they are equal; the loser is logged',
    ],
    [{ policy: 'stages', owners: [] }, 'the later of open, closed wins; nothing goes back'],
    [{ policy: 'review', owners: [] }, 'neither side is written; a person decides'],
  ] satisfies readonly (readonly [Conflict, string])[])('is for %j: %s', (value, expected) => {
    const settled = settle(conflict, 'flows.a-to-b', { flow: ordered, twoWay: sides(value) });
    expect([settled.value, settled.source.kind]).toEqual([expected, 'declared']);
  });
});

describe('how our own writes are recognised', () => {
  const review: Conflict = { policy: 'review', owners: [] };
  it.each([
    [undefined, 'default', /integration user/],
    ['updated_by', 'declared', /updated_by/],
    ['None', 'declared', /None/],
  ] as const)('is by %s', (text, kind, value) => {
    const given = sides(review, text === undefined ? {} : { echo: declared(text) });
    const settled = settle(echo, 'flows.a-to-b', given);
    expect(settled.source.kind).toBe(kind);
    expect(settled.value).toMatch(value);
  });
});

describe('the arithmetic of two sides', () => {
  const text = (parts: string): string => `
integration: both
systems:
  a: { description: one side, limits: 100/s }
  b: { description: other side, limits: 100/s }
flows:
  - between: [a, b]
    on: changed
    do: save
    duplicate: harmless
    conflict: { policy: review }
    volume: { a: { items: 8640, keys: 1000, each: day }, b: { items: 17280, keys: 500, each: day } }
    peak: 1x
    latency: 50s
    ${parts}
`;

  it('counts what both change while a change is on its way, and in an outage', async () => {
    const { decisions } = await planOf(text(''));
    // 0.1/s x 0.2/s x 100 s x 86,400 s / 1,000 entities, and 30 changes against 60 in 300 s.
    expect(decisions.get('flows.a-to-b.conflicts')?.value).toBeCloseTo(172.8, 6);
    expect(decisions.get('flows.a-to-b.conflicts-in-outage')?.value).toBeCloseTo(1.8, 6);
    expect(decisions.get('flows.a-to-b.echoes')?.value).toBe(17_280);
    expect(decisions.get('verdict')?.value).toBe('feasible');
    expect(decisions.get('systems.b.average-calls')?.value).toBeCloseTo(0.1, 9);
  });

  it('sends the changes of both sides to each where echoes are not recognised', async () => {
    const { decisions } = await planOf(text('echo: none'));
    expect(decisions.get('flows.a-to-b.echo-factor')?.value).toBe(3);
    expect(decisions.get('flows.b-to-a.echo-factor')?.value).toBe(1.5);
    expect(decisions.get('systems.b.average-calls')?.value).toBeCloseTo(0.3, 9);
    expect(decisions.get('systems.a.average-calls')?.value).toBeCloseTo(0.3, 9);
    expect(decisions.get('verdict')?.value).toBe('feasible if');
  });
});
