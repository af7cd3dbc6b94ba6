import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { TwoWay } from '../../plan/two-way.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { settle } from '../rule.ts';
import { conflict } from './conflict.ts';
import { echo, echoesOf } from './echo.ts';

const day = 86_400;

/** What a direction of a two-way flow shares with the other one; undefined where there is one direction. */
export function decideTwoWay({ draft, flows, outage }: FlowContext): TwoWay | undefined {
  const { flow } = draft;
  const { twoWay } = flow;
  const other = flows.find((loaded) => loaded.draft.flow.id === twoWay?.other)?.draft;
  if (twoWay === undefined || other === undefined) return undefined;
  const owner = `flows.${flow.id}`;
  return {
    ...(twoWay.id === undefined ? {} : { id: twoWay.id }),
    other: twoWay.other,
    policy: twoWay.conflict.value.policy,
    conflict: settle(conflict, owner, { flow, twoWay }),
    echo: settle(echo, owner, twoWay),
    echoes: echoesOf(draft, other),
    ...(draft.echoFactor === undefined ? {} : { echoFactor: draft.echoFactor }),
    ...conflictCounts(draft, other, outage),
  };
}

/** How often both sides change one entity before either knows of the other's change, if they do so independently. */
function conflictCounts(
  draft: FlowDraft,
  other: FlowDraft,
  outage: Decision<number>,
): Pick<TwoWay, 'conflicts' | 'conflictsInOutage'> {
  // The fewer entities of one side lie among those of the other: so most of them meet.
  const keys = [draft, other]
    .flatMap(({ traffic }) => traffic.keys ?? [])
    .reduce<Decision<number> | undefined>(
      (most, one) => (most === undefined || one.value > most.value ? one : most),
      undefined,
    );
  if (keys === undefined) return {};
  return {
    conflicts: inADay(draft, other, keys),
    conflictsInOutage: inAnOutage(draft, other, { keys, outage }),
  };
}

function inADay(draft: FlowDraft, other: FlowDraft, keys: Decision<number>): Decision<number> {
  const [own, theirs] = [draft.traffic.averageRate, other.traffic.averageRate];
  const times = [draft, other].map(travelTime);
  const seconds = times.reduce((sum, { value }) => sum + value, 0);
  const value = Math.min(keys.value, (own.value * theirs.value * seconds * day) / keys.value);
  return derived(
    `flows.${draft.flow.id}.conflicts`,
    {
      value,
      unit: 'items',
      reason:
        'Both sides change one entity while a change of it is still on its way; so often if both work on the same entities and independently.',
      formula: `min(${count(keys.value)}, ${rate(own.value)} x ${rate(theirs.value)} x (${times.map((time) => duration(time.value)).join(' + ')}) x ${duration(day)} / ${count(keys.value)}) = ${count(value)} a day`,
    },
    [own, theirs, ...times.flatMap(({ decision }) => decision ?? []), keys],
  );
}

// What is promised is how long a change may be on its way; a run takes up to its period.
function travelTime({ latencyTarget, traffic }: FlowDraft): {
  value: number;
  decision?: Decision<number>;
} {
  return latencyTarget === undefined
    ? { value: traffic.period }
    : { value: latencyTarget.value, decision: latencyTarget };
}

function inAnOutage(
  draft: FlowDraft,
  other: FlowDraft,
  { keys, outage }: { keys: Decision<number>; outage: Decision<number> },
): Decision<number> {
  const [own, theirs] = [draft.traffic.peakRate, other.traffic.peakRate];
  const value = Math.min(keys.value, (own.value * theirs.value * outage.value ** 2) / keys.value);
  return derived(
    `flows.${draft.flow.id}.conflicts-in-outage`,
    {
      value,
      unit: 'items',
      reason: 'In an outage neither side sees the other, so what both change in it collides.',
      formula: `min(${count(keys.value)}, ${rate(own.value)} x ${duration(outage.value)} x ${rate(theirs.value)} x ${duration(outage.value)} / ${count(keys.value)}) = ${count(value)}`,
    },
    [own, theirs, outage, keys],
  );
}
