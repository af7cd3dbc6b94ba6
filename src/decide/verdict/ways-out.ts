import { clockText, count, duration, rate, share } from '../../plan/figure.ts';
import type { Demand, WayOut } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import type { LoadedLimit } from '../rules/demand.ts';
import { batchLimitOf } from '../rules/limits.ts';
import { coveredBy } from '../system-use.ts';

interface Case {
  readonly demand: Demand;
  readonly at: LoadedLimit;
}

const day = 86_400;

/** What would make the demand fit a limit, each with its arithmetic; nothing that this case cannot use. */
export function limitWaysOut(context: FlowContext, found: Case): readonly WayOut[] {
  const figures = figuresOf(context, found);
  return [
    ...batching(context, found, figures),
    ...coalescing(context, found, figures),
    ...caching(found, figures),
    ...oneCallLess(found, figures),
    ...itemsThatFit(figures),
    largerPlan(found, figures),
    ...spreading(context, found),
    ...waitForReset(context, found),
  ];
}

interface Figures {
  readonly needed: number;
  readonly allowed: number;
  readonly utilisation: number;
  /** Units of the limit for one item. */
  readonly perItem: number;
  readonly items: number;
  readonly window: string;
}

function figuresOf(context: FlowContext, { demand, at }: Case): Figures {
  const needed = Math.max(demand.average.value, demand.peak.value);
  const covered = coveredBy(at.limit, at.loads).filter(
    ({ flow }) => flow === context.draft.flow.id,
  );
  const perItem = covered.reduce((sum, load) => sum + load.perEvent.value, 0);
  const seconds = at.planned.windowSeconds;
  return {
    needed,
    allowed: at.planned.hard?.value ?? 0,
    utilisation: context.utilisation.value,
    perItem,
    items: perItem === 0 ? 0 : needed / perItem,
    window: `${seconds === undefined ? 'at a time' : `in ${duration(seconds)}`}${whose(at)}`,
  };
}

function whose({ limit }: LoadedLimit): string {
  return limit.largest === undefined ? '' : ` for the largest ${limit.scope ?? ''}`;
}

function batching(
  context: FlowContext,
  { at }: Case,
  { needed, window }: Figures,
): readonly WayOut[] {
  if (context.draft.microBatch !== undefined) return [];
  const system = context.draft.system(at.system);
  const items = Math.max(
    1,
    ...context.draft.flow.steps
      .filter((step) => step.system === at.system)
      .map((step) => step.batch?.items ?? batchLimitOf(system, step)?.items ?? 1),
  );
  if (items === 1) return [];
  return [
    {
      id: 'batch',
      text: `Send ${count(items)} items a call: ${count(Math.ceil(needed / items))} calls ${window}.`,
      formula: `ceil(${count(needed)} / ${count(items)}) = ${count(Math.ceil(needed / items))}`,
    },
  ];
}

function coalescing(
  { draft }: FlowContext,
  { at }: Case,
  { perItem, window }: Figures,
): readonly WayOut[] {
  const { keys, volume, period } = draft.traffic;
  if (keys === undefined || (at.planned.windowSeconds ?? 0) < day) return [];
  if (keys.value >= volume.value || period !== day) return [];
  const calls = keys.value * perItem * (at.limit.largest?.value ?? 1);
  return [
    {
      id: 'coalesce',
      text: `Send one item for each of ${count(keys.value)} entities: ${count(calls)} calls ${window}.`,
      formula: `${count(keys.value)} x ${count(perItem)} = ${count(calls)}`,
    },
  ];
}

function caching(found: Case, { needed, allowed }: Figures): readonly WayOut[] {
  if (needed <= allowed) return [];
  const rateNeeded = 1 - allowed / needed;
  return [
    {
      id: 'cache',
      text: `Answer ${share(rateNeeded)} without a call (cache, duplicates left out); that rate is unknown until it is measured.`,
      formula: `1 - ${count(allowed)} / ${count(needed)} = ${count(rateNeeded)}`,
    },
  ].filter(() => found.at.limit.kind === 'requests' || found.at.limit.kind === 'points');
}

function oneCallLess({ at }: Case, { perItem, items, allowed }: Figures): readonly WayOut[] {
  if (perItem < 2 || at.planned.windowSeconds === undefined) return [];
  const calls = items * (perItem - 1);
  return [
    {
      id: 'one-call-less',
      text: `One call less an item: ${count(calls)} of ${count(allowed)}.`,
      formula: `${count(items)} x (${count(perItem)} - 1) = ${count(calls)}`,
    },
  ];
}

function itemsThatFit({ utilisation, allowed, perItem, window }: Figures): readonly WayOut[] {
  if (perItem === 0) return [];
  const fits = (utilisation * allowed) / perItem;
  return [
    {
      id: 'items-that-fit',
      text: `Send what fits: ${count(fits)} items ${window}.`,
      formula: `${count(utilisation)} x ${count(allowed)} / ${count(perItem)} = ${count(fits)}`,
    },
  ];
}

function largerPlan({ at }: Case, { needed, utilisation, window }: Figures): WayOut {
  const plan = needed / utilisation;
  return {
    id: 'larger-plan',
    text: `Ask ${at.system} for a plan of ${count(plan)} ${window}.`,
    formula: `${count(needed)} / ${count(utilisation)} = ${count(plan)}`,
  };
}

function spreading({ draft }: FlowContext, { demand, at }: Case): readonly WayOut[] {
  const hard = at.planned.hard?.value ?? 0;
  const seconds = at.planned.windowSeconds;
  if (seconds === undefined || seconds >= day || demand.average.value >= hard) return [];
  // What waits for a quiet hour is worthless by then, or somebody stands at the counter.
  if (draft.flow.expires !== undefined || draft.waiting !== undefined) return [];
  const average = draft.traffic.averageRate.value;
  return [
    {
      id: 'spread',
      text: `Spread the peak over the open hours: ${rate(average)} instead of ${rate(draft.traffic.peakRate.value)}, ${count(demand.average.value)} of ${count(hard)}.`,
      formula: `${count(demand.average.value)} / ${count(hard)} = ${share(demand.average.value / hard)}`,
    },
  ];
}

function waitForReset(context: FlowContext, found: Case): readonly WayOut[] {
  const gone = goneBy(context, found);
  const seconds = found.at.planned.windowSeconds;
  const hard = found.at.planned.hard?.value ?? 0;
  const needed = found.demand.average.value;
  if (gone === undefined || seconds === undefined) return [];
  const used = (hard / needed) * seconds;
  return [
    {
      id: 'wait-for-reset',
      text: `Else the quota is gone by ${gone} and what comes then waits up to ${duration(seconds - used)}; ${count(needed - hard)} more are left over each time.`,
      formula: `${count(hard)} / ${rate(needed / seconds)} = ${duration(used)}`,
    },
  ];
}

/** The moment when a quota of a day or longer is used up, from its reset at the average rate; undefined where it lasts. */
export function goneBy({ draft }: FlowContext, { demand, at }: Case): string | undefined {
  const { planned } = at;
  const seconds = planned.windowSeconds;
  const hard = planned.hard?.value ?? 0;
  if (seconds === undefined || seconds < day || demand.average.value <= hard) return undefined;
  if (planned.key !== undefined) return undefined;
  const used = (hard / demand.average.value) * seconds;
  if (planned.resets === undefined) return `${duration(used)} after its window began`;
  const { minutes, zone } =
    planned.resets === 'clock'
      ? { minutes: 0, zone: draft.settings.timezone.value }
      : planned.resets;
  return seconds === day
    ? clockText({ minutes: minutes + used / 60, zone })
    : `${duration(used)} after its reset`;
}
