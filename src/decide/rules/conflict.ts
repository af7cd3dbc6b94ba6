import type { Flow } from '../../model/integration.ts';
import type { TwoWay } from '../../model/two-way.ts';
import { declaredAt, type Rule, type Settled } from '../rule.ts';

/** A direction of a two-way flow. */
export interface ConflictSubject {
  readonly flow: Flow;
  readonly twoWay: TwoWay;
}

/** What happens where both sides changed the same thing; each case is a policy of the file. */
export const conflict: Rule<ConflictSubject, string> = {
  id: 'conflict',
  cases: [sourceOfTruth, fieldOwner, lastWriteWins, stages],
  otherwise: ({ twoWay }) =>
    settled(twoWay, {
      value: 'neither side is written; a person decides',
      reason:
        'The file wants every conflict seen by a person, so both values wait and nothing is lost by a rule.',
    }),
};

function sourceOfTruth({ twoWay }: ConflictSubject): Settled<string> | undefined {
  const { policy, owners } = twoWay.conflict.value;
  if (policy !== 'source_of_truth') return undefined;
  const everything = owners.find(({ field }) => field === '*');
  const truth = everything?.system.value ?? twoWay.ends[0];
  const other = twoWay.ends.find((end) => end !== truth) ?? '';
  return settled(twoWay, {
    value: `${truth} wins; what ${other} changed meanwhile is overwritten and logged`,
    reason:
      everything === undefined
        ? `The file has one source of truth and names ${truth} first, so its value stands and the other is lost.`
        : `The file names ${truth} as the owner of everything, so its value stands and the other is lost.`,
  });
}

function fieldOwner({ flow, twoWay }: ConflictSubject): Settled<string> | undefined {
  const { policy, owners } = twoWay.conflict.value;
  if (policy !== 'field_owner') return undefined;
  const owned = twoWay.ends.flatMap((end) => {
    const fields = owners.filter(({ system }) => system.value === end).map(({ field }) => field);
    if (fields.length === 0) return [];
    return [
      `${end} owns ${fields.map((field) => (field === '*' ? 'all else' : field)).join(', ')}`,
    ];
  });
  const rest = owners.some(({ field }) => field === '*') ? [] : ['any other field: a person'];
  return settled(twoWay, {
    value: [...owned, ...rest].join('; '),
    reason: `Each field has one owner by the file, so ${flow.from} writes to ${flow.to} only what it owns, and two changes of one entity rarely meet.`,
  });
}

function lastWriteWins({ flow, twoWay }: ConflictSubject): Settled<string> | undefined {
  if (twoWay.conflict.value.policy !== 'last_write_wins') return undefined;
  const version = flow.order?.value.version?.join(', ') ?? 'time of the change';
  return settled(twoWay, {
    value: `the newer ${version} wins, ${twoWay.ends[0]} where they are equal; the loser is logged`,
    reason:
      'The file lets the newer change win, which loses the older one whole although it may be of another field.',
  });
}

function stages({ flow, twoWay }: ConflictSubject): Settled<string> | undefined {
  if (twoWay.conflict.value.policy !== 'stages') return undefined;
  const order = flow.order?.value.stages?.join(', ') ?? '';
  return settled(twoWay, {
    value: `the later of ${order} wins; nothing goes back`,
    reason:
      'The file puts the states in an order, so the one that is further on is right wherever it was set.',
  });
}

function settled(
  { conflict: { at } }: TwoWay,
  finding: Pick<Settled<string>, 'value' | 'reason'>,
): Settled<string> {
  return { ...finding, source: declaredAt(at) };
}
