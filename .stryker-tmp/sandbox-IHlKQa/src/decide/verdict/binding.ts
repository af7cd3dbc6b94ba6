// @ts-nocheck
import { count, share } from '../../plan/figure.ts';
import type { Demand, PlannedFlow, Timetable } from '../../plan/flow.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import type { TimeFigures } from './judge-time.ts';

/** The limit that a flow comes nearest to, and what is left of it. */
export type Binding = Pick<PlannedFlow, 'binding' | 'headroom'>;

/** The limit, or the window of a run, that a flow comes nearest to. */
export function bindingOf(context: FlowContext, { timetable }: TimeFigures): Binding {
  const mostUsed = [...context.demand].sort((a, b) => b.use.value - a.use.value)[0];
  const window = windowBinding(context, { timetable, mostUsed });
  if (window !== undefined) return window;
  const forced = forcingQuota(context.draft, { demand: context.demand, mostUsed });
  const tightest = forced ?? mostUsed;
  return tightest === undefined
    ? {}
    : limitBinding(context, { tightest, isForced: forced !== undefined });
}

function windowBinding(
  { draft }: FlowContext,
  { timetable, mostUsed }: { timetable: Timetable | undefined; mostUsed: Demand | undefined },
): Binding | undefined {
  const { slack, window, start, deadline } = timetable ?? {};
  if (slack === undefined || window === undefined) return undefined;
  const id = `flows.${draft.flow.id}`;
  const used = mostUsed?.use.value ?? 0;
  const left = slack.value / window.value;
  if (left > 1 - used) return undefined;
  return {
    binding: derived(
      `${id}.binding`,
      {
        value: `window from ${start?.value ?? ''} to ${deadline?.value ?? ''}`,
        reason: 'Rates hardly matter for this run; time is what can run out.',
        formula: `${share(left)} <= 1 - ${share(used)}`,
      },
      [slack, window, mostUsed?.use],
    ),
    headroom: derived(
      `${id}.headroom`,
      {
        value: left,
        unit: 'share',
        reason: 'The slack, an outage already taken off, as a part of the window.',
        formula: `${count(slack.value)} s / ${count(window.value)} s = ${share(left)}`,
      },
      [slack, window],
    ),
  };
}

function limitBinding(
  { draft, demand, limits }: FlowContext,
  { tightest, isForced }: { tightest: Demand; isForced: boolean },
): Binding {
  const id = `flows.${draft.flow.id}`;
  const headroom = 1 - tightest.use.value;
  const planned = limits.find((found) => found.planned.id === tightest.limit)?.planned;
  return {
    binding: derived(
      `${id}.binding`,
      {
        value: tightest.label,
        reason: isForced
          ? `One call an item would use ${share(naiveUse(draft, tightest))} of it, so this limit at ${tightest.system} is why items travel in batches, whatever else is used for a moment.`
          : `Of all limits this one, at ${tightest.system}, is used most, so it is met first when traffic grows.`,
        formula: demand.map(({ label, use }) => `${label}: ${share(use.value)}`).join('; '),
      },
      [...demand.map(({ use }) => use), planned?.declared, planned?.window],
    ),
    headroom: derived(
      `${id}.headroom`,
      {
        value: headroom,
        unit: 'share',
        reason:
          headroom < 0
            ? 'Nothing is left: demand is beyond the limit.'
            : 'What is left is for growth and for recovery after an outage.',
        formula: `1 - ${share(tightest.use.value)} = ${share(headroom)}`,
      },
      [tightest.use],
    ),
  };
}

// Batches make the quota that forced them look harmless; it stays the one that a change would break first.
function forcingQuota(
  { brokenQuota, microBatch, settings }: FlowContext['draft'],
  { demand, mostUsed }: { demand: readonly Demand[]; mostUsed: Demand | undefined },
): Demand | undefined {
  if (microBatch === undefined || brokenQuota === undefined) return undefined;
  if ((mostUsed?.use.value ?? 0) > settings.utilisation.value) return undefined;
  return demand.find(({ limit }) => brokenQuota.inputs.includes(`${limit}.hard`));
}

function naiveUse({ brokenQuota }: FlowContext['draft'], { use }: Demand): number {
  return brokenQuota === undefined ? use.value : brokenQuota.needed / brokenQuota.allowed;
}
