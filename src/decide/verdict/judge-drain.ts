import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedFlow, WayOut } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

type DrainFigures = Pick<
  PlannedFlow,
  | 'backlog'
  | 'drain'
  | 'drainAtLimit'
  | 'fullBacklog'
  | 'fullDrain'
  | 'neededRate'
  | 'expires'
  | 'priority'
>;

/** Whether what waited through an outage is done within the promised time. */
export function judgeDrain(context: FlowContext, figures: DrainFigures): readonly Judgement[] {
  const { draft, outage } = context;
  const { drain, backlog } = figures;
  const target = draft.latencyTarget;
  if (drain === undefined || backlog === undefined || target === undefined) return [];
  if (drain.value !== null && drain.value <= target.value) {
    return isLateUnlessReduced(figures, target.value) ? [reduced(context, figures, target)] : [];
  }
  const full = figures.fullBacklog ?? backlog;
  const atLimit = figures.fullDrain ?? figures.drainAtLimit;
  return [
    {
      verdict: 'feasible if',
      kind: 'drain',
      sentence: `An outage of ${duration(outage.value)} in the peak leaves ${count(full.value)} events that ${drainText(figures, drain)}, against ${duration(target.value)}; ${firstClass(figures)}${measure(figures)}.`,
      formula: [full, drain, atLimit].flatMap((decision) => decision?.formula ?? []).join('; '),
      inputs: [full, drain, target, ...present([atLimit, figures.priority?.drain])],
      waysOut: [
        ...expiry(context, figures),
        ...latestWins(context, figures),
        ...higherRate(figures),
      ],
    },
  ];
}

function isLateUnlessReduced({ fullDrain }: DrainFigures, target: number): boolean {
  return fullDrain !== undefined && (fullDrain.value === null || fullDrain.value > target);
}

// It works only because items expire or newer ones replace older ones.
function reduced(
  { outage }: FlowContext,
  figures: DrainFigures,
  target: Decision<number>,
): Judgement {
  const { backlog, drain, fullBacklog, fullDrain } = figures;
  const given = [fullBacklog, fullDrain, backlog, drain].filter((found) => found !== undefined);
  return {
    verdict: 'feasible if',
    kind: 'drain',
    sentence: `An outage of ${duration(outage.value)} in the peak leaves ${count(fullBacklog?.value ?? 0)} events that ${drain === undefined ? '' : drainText(figures, drain)}, against ${duration(target.value)}; ${measure(figures)}, which drain in ${duration(drain?.value ?? 0)}.`,
    formula: given.flatMap(({ formula }) => formula ?? []).join('; '),
    inputs: [...given, target],
    waysOut: [],
  };
}

function drainText(
  { fullDrain, drainAtLimit }: DrainFigures,
  drain: Decision<number | null>,
): string {
  if (fullDrain !== undefined) {
    return fullDrain.value === null
      ? 'would never drain while the peak lasts'
      : `would drain in ${duration(fullDrain.value)} at the whole limit`;
  }
  const planned =
    drain.value === null
      ? 'do not drain at the planned pace while the peak lasts'
      : `drain in ${duration(drain.value)}`;
  const whole = drainAtLimit?.value ?? null;
  return whole === null ? planned : `${planned}, in ${duration(whole)} at the whole limit`;
}

// Who goes first is done long before the last.
function firstClass({ priority }: DrainFigures): string {
  const { backlog, drain } = priority ?? {};
  if (backlog === undefined || drain?.value === undefined || drain.value === null) return '';
  return `the ${count(backlog.value)} of the first class are done in ${duration(drain.value)}; `;
}

function present<T>(found: readonly (T | undefined)[]): readonly T[] {
  return found.filter((one) => one !== undefined);
}

function measure({ expires, fullBacklog, backlog }: DrainFigures): string {
  if (fullBacklog === undefined) return 'late items must be acceptable after an outage';
  const left = count(backlog?.value ?? 0);
  return expires === undefined
    ? `so newer items replace those that wait, and ${left} are left`
    : `so items expire after ${duration(expires.value)}, the newest go first, and ${left} are left`;
}

function expiry({ draft }: FlowContext, { expires }: DrainFigures): readonly WayOut[] {
  const target = draft.latencyTarget;
  if (expires !== undefined || target === undefined) return [];
  const busy = draft.traffic.peakRate.value;
  const left = busy * target.value;
  return [
    {
      id: 'expire',
      text: `Let items expire after ${duration(target.value)} and send the newest first: ${count(left)} are left.`,
      formula: `${rate(busy)} x ${duration(target.value)} = ${count(left)}`,
    },
  ];
}

function latestWins({ draft }: FlowContext, { backlog }: DrainFigures): readonly WayOut[] {
  const { keys } = draft.traffic;
  const waiting = backlog?.value ?? 0;
  if (keys === undefined || draft.flow.order?.value.keep === 'latest' || keys.value >= waiting)
    return [];
  return [
    {
      id: 'latest-wins',
      text: `Let a newer item replace the one that waits: at most ${count(keys.value)} are left.`,
      formula: `min(${count(waiting)}, ${count(keys.value)}) = ${count(keys.value)}`,
    },
  ];
}

function higherRate({ neededRate }: DrainFigures): readonly WayOut[] {
  if (neededRate === undefined) return [];
  return [
    {
      id: 'higher-rate',
      text: `Ask for ${rate(neededRate.value)}, which drains in time.`,
      formula: neededRate.formula ?? '',
    },
  ];
}
