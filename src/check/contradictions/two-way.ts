import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Flow } from '../../model/integration.ts';
import type { TwoWay } from '../../model/two-way.ts';
import type { Facts } from '../facts.ts';

/** Conflict policies that lack what they decide by, and owners that are no side of the flow. */
export function twoWay({ integration }: Facts): readonly Diagnostic[] {
  return integration.flows.flatMap((flow) => {
    const shared = flow.twoWay;
    // Both directions share it, so it is looked at once.
    if (shared === undefined || flow.from !== shared.ends[0]) return [];
    return [...strangers(shared), ...lacking(flow, shared)];
  });
}

function strangers({ conflict, ends }: TwoWay): Diagnostic[] {
  return conflict.value.owners
    .filter(({ system }) => !ends.includes(system.value))
    .map(({ field, system }) =>
      diagnose('conflict/owner-not-a-side', { field, owner: system.value, ends }, system.at),
    );
}

function lacking({ order }: Flow, { conflict }: TwoWay): Diagnostic[] {
  const { policy, owners } = conflict.value;
  const named = owners.filter(({ field }) => field !== '*');
  const has = {
    source_of_truth: named.length === 0,
    field_owner: named.length > 0,
    last_write_wins: order?.value.version !== undefined,
    stages: order?.value.stages !== undefined,
    review: true,
  }[policy];
  return has ? [] : [diagnose('conflict/lacks', { policy, ...needs[policy] }, conflict.at)];
}

const needs = {
  source_of_truth: {
    what: 'has one owner of everything, but single fields are given away',
    fix: 'Use policy: field_owner, or name the one owner as owners: { "*": … }.',
  },
  field_owner: {
    what: 'needs to know which system owns which field',
    fix: 'Add owners: { <field>: <system> } for every field that both sides can change.',
  },
  last_write_wins: {
    what: 'needs to know which change is newer',
    fix: 'Add order: { version: <field> } with the time or version of a change.',
  },
  stages: {
    what: 'needs to know which state comes after which',
    fix: 'Add order: { stages: [first, …, last] }.',
  },
  review: { what: '', fix: '' },
} as const;
