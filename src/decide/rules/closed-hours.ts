import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { ClosedHours } from '../../plan/flow.ts';
import type { PlannedHours } from '../../plan/hours.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { isQueued } from './backlog.ts';
import type { DrainPath } from './drain.ts';

/** What waits, or is refused, while a called system is closed; absent where all are always open. */
export function decideClosedHours(context: FlowContext): ClosedHours | undefined {
  const closed = longestClosed(context);
  if (closed === undefined || context.draft.open !== undefined) return undefined;
  const { system, hours } = closed;
  if (!isQueued(context.draft)) return { system, items: refused(context, hours) };
  const items = waitingAtOpening(context, hours);
  const paths = context.paths.filter(
    (path) => path.system === system && path.loads.some(({ flow }) => flow === idOf(context)),
  );
  if (paths.length === 0) return { system, items };
  const drain = openingDrain(context, { items, paths });
  return { system, items, drain, latest: latestOf(context, hours, drain) };
}

function idOf({ draft }: FlowContext): string {
  return draft.flow.id;
}

function longestClosed({
  called,
}: FlowContext): { system: string; hours: PlannedHours } | undefined {
  return called
    .flatMap(({ id, planned }) =>
      planned.hours === undefined || planned.hours.closed.value === 0
        ? []
        : [{ system: id, hours: planned.hours }],
    )
    .sort((a, b) => b.hours.closed.value - a.hours.closed.value)[0];
}

function refused({ draft }: FlowContext, { openTime }: PlannedHours): Decision<number> {
  const { averageRate } = draft.traffic;
  const seconds = 86_400 - openTime.value;
  const value = averageRate.value * seconds;
  return derived(
    `flows.${draft.flow.id}.closed-hours.refused`,
    {
      value,
      unit: 'events',
      reason: 'Who asks while the other side is closed gets the fallback, every day.',
      formula: `${rate(averageRate.value)} x ${duration(seconds)} = ${count(value)}`,
    },
    [averageRate, openTime],
  );
}

function waitingAtOpening({ draft }: FlowContext, { closed }: PlannedHours): Decision<number> {
  const { averageRate, keys } = draft.traffic;
  const seconds = Math.min(closed.value, draft.flow.expires?.value ?? Infinity);
  const arrived = averageRate.value * seconds;
  const most = draft.flow.order?.value.keep === 'latest' ? keys : undefined;
  const value = Math.min(arrived, most?.value ?? Infinity);
  const product = `${rate(averageRate.value)} x ${duration(seconds)}`;
  return derived(
    `flows.${draft.flow.id}.closed-hours.waiting`,
    {
      value,
      unit: 'events',
      reason: 'What comes while the other side is closed waits for it to open, every day.',
      formula: `${most === undefined ? product : `min(${product}, ${count(most.value)})`} = ${count(value)}`,
    },
    [
      averageRate,
      closed,
      most,
      draft.flow.expires === undefined ? undefined : `flows.${draft.flow.id}.expires`,
    ],
  );
}

function openingDrain(
  { draft }: FlowContext,
  { items, paths }: { items: Decision<number>; paths: readonly DrainPath[] },
): Decision<number | null> {
  const drains = paths.map((path) => {
    const own = path.loads.filter(({ flow }) => flow === draft.flow.id);
    const calls = total(own, (load) => load.callsFor(items.value) * path.unitsOf(load));
    const arriving = total(path.loads, (load) => load.average.value * path.unitsOf(load));
    const seconds = arriving >= path.rate ? null : calls / (path.rate - arriving);
    return { path, calls, arriving, seconds };
  });
  const slowest = drains.reduce((most, drain) => {
    if (most.seconds === null) return most;
    return drain.seconds === null || drain.seconds > most.seconds ? drain : most;
  });
  const { path, calls, arriving, seconds } = slowest;
  return derived<number | null>(
    `flows.${draft.flow.id}.closed-hours.drain`,
    {
      value: seconds,
      unit: 's',
      reason: `What waited passes ${path.label} beside what still comes.`,
      formula:
        seconds === null
          ? `${rate(arriving)} >= ${rate(path.rate)}: does not drain`
          : `${count(calls)} / (${rate(path.rate)} - ${rate(arriving)}) = ${duration(seconds)}`,
    },
    [
      items,
      path.rateInput,
      ...path.loads.flatMap(({ average }) => average.inputs),
      ...path.unitInputs,
    ],
  );
}

function latestOf(
  { draft }: FlowContext,
  { closed }: PlannedHours,
  drain: Decision<number | null>,
): Decision<number | null> {
  const value = drain.value === null ? null : closed.value + drain.value;
  return derived<number | null>(
    `flows.${draft.flow.id}.closed-hours.latest`,
    {
      value,
      unit: 's',
      reason: 'The unluckiest item comes just after closing and is the last to go after opening.',
      formula:
        drain.value === null
          ? `${duration(closed.value)} closed + a drain without end`
          : `${duration(closed.value)} closed + ${duration(drain.value)} drain = ${duration(closed.value + drain.value)}`,
    },
    [closed, drain],
  );
}

function total<Load>(loads: readonly Load[], of: (load: Load) => number): number {
  return loads.reduce((sum, load) => sum + of(load), 0);
}
