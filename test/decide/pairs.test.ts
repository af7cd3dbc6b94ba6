import { describe, expect, it } from 'vitest';

import type { DecisionValue } from '../../src/plan/decision.ts';
import { choiceOf, isArithmetic, isOtherChoice } from './pairs/arithmetic.ts';
import { bases } from './pairs/bases.ts';
import { eventPairs } from './pairs/event-pairs.ts';
import { otherPairs } from './pairs/other-pairs.ts';
import type { Pair } from './pairs/pair.ts';
import { planOf, type Planned } from './plan-of.ts';

const plans = new Map<string, Promise<Planned>>();

function planned(text: string): Promise<Planned> {
  const known = plans.get(text) ?? planOf(text);
  plans.set(text, known);
  return known;
}

describe('one other fact', () => {
  it.each([...eventPairs, ...otherPairs])('$name', async (pair) => {
    const base = bases[pair.base];
    expect(base).toContain(pair.from);
    const before = await planned(base);
    const after = await planned(base.replace(pair.from, () => pair.to));
    expect(choicesBetween(before, after)).toEqual({
      flips: pair.flips,
      appears: pair.appears ?? [],
      vanishes: pair.vanishes ?? [],
    });
  });
});

/** What the difference of two plans comes down to once sums are left out. */
function choicesBetween(
  before: Planned,
  after: Planned,
): Required<Pick<Pair, 'flips' | 'appears' | 'vanishes'>> {
  const flips: Record<string, readonly [DecisionValue, DecisionValue]> = {};
  const appears = new Set<string>();
  const vanishes = new Set<string>();
  for (const id of new Set([...before.decisions.keys(), ...after.decisions.keys()])) {
    if (isArithmetic(id)) continue;
    const [old, now] = [before.decisions.get(id), after.decisions.get(id)];
    const group = id.split('.').slice(0, 3).join('.');
    if (old === undefined) appears.add(group);
    else if (now === undefined) vanishes.add(group);
    else if (isOtherChoice(old.value, now.value))
      flips[id] = [choiceOf(old.value), choiceOf(now.value)];
  }
  return { flips, appears: [...appears], vanishes: [...vanishes] };
}
