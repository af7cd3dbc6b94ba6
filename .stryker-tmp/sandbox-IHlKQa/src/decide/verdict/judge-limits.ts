// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate, share, times } from '../../plan/figure.ts';
import type { Demand, WayOut } from '../../plan/flow.ts';
import type { FlowContext } from '../flow-context.ts';
import { busiestPeak } from '../rules/backlog.ts';
import { creditOf, type LoadedLimit } from '../rules/demand.ts';
import { coveredBy, inUnits, type LoadedFlow } from '../system-use.ts';
import type { Judgement } from './judgement.ts';
import { goneBy, limitWaysOut } from './ways-out.ts';

const day = 86_400;

/** What the demand on each limit means: beyond it, waiting in the peak, or above what is planned for. */
export function judgeLimits(context: FlowContext): readonly Judgement[] {
  return context.demand.flatMap((demand) => {
    const at = context.limits.find(({ planned }) => planned.id === demand.limit);
    return at === undefined ? [] : judgeLimit(context, { demand, at });
  });
}

interface Case {
  readonly demand: Demand;
  readonly at: LoadedLimit;
}

function judgeLimit(context: FlowContext, found: Case): readonly Judgement[] {
  const { demand, at } = found;
  const hard = at.planned.hard?.value ?? 0;
  if (demand.average.value > hard || (isLong(at) && demand.use.value > 1))
    return [exceeded(context, found)];
  const queueing = peakQueueing(context, found);
  if (queueing !== undefined) return [queueing];
  if (demand.use.value > 1) return [burst(context, found)];
  return demand.use.value > context.utilisation.value ? [tight(context, found)] : [];
}

function isLong({ planned, limit }: LoadedLimit): boolean {
  return (planned.windowSeconds ?? 0) >= day || limit.key !== undefined;
}

function exceeded(context: FlowContext, { demand, at }: Case): Judgement {
  const hard = at.planned.hard?.value ?? 0;
  const most = Math.max(demand.average.value, demand.peak.value);
  const unit = demand.peak.unit ?? 'calls';
  const per =
    at.planned.windowSeconds === undefined ? '' : ` in ${duration(at.planned.windowSeconds)}`;
  const gone = goneBy(context, { demand, at });
  return {
    verdict: isUnknown(context, at) ? 'feasible if' : 'infeasible',
    kind: 'limit',
    sentence: `${count(most)} ${unit}${per} are needed at ${at.system}, ${count(hard)} are allowed (${times(demand.use.value)}, "${at.planned.label}")${gone === undefined ? '' : `: gone by ${gone}`}.`,
    formula: `${count(most)} / ${count(hard)} = ${count(demand.use.value)} > 1`,
    inputs: [demand.use],
    waysOut: limitWaysOut(context, { demand, at }),
  };
}

/** How long the last one waits when calls come faster than they may leave while the peak lasts. */
function peakQueueing(context: FlowContext, { demand, at }: Case): Judgement | undefined {
  const queue = queueOf(context, at);
  if (queue === undefined) return undefined;
  const { arriving, leaving, credit, wait, lasts } = queue;
  const promise = promiseOf(context);
  const burst = creditOf(at.planned);
  const isLate = promise !== undefined && wait > promise.value;
  return {
    verdict: isLate && !isUnknown(context, at) ? 'infeasible' : 'feasible if',
    kind: 'limit',
    sentence: `In the peak ${rate(arriving)} come and ${rate(leaving)} may leave for ${at.system} ("${at.planned.label}"), so within ${duration(lasts.value)} the wait grows to ${duration(wait)}${against(promise)}.`,
    formula: `((${rate(arriving)} - ${rate(leaving)}) x ${duration(lasts.value)}${credit === 0 ? '' : ` - ${count(credit)}`}) / ${rate(leaving)} = ${duration(wait)}`,
    inputs: [
      ...queue.inputs,
      ...present(at.planned.hard, at.planned.jitter, burst, lasts, promise),
    ],
    waysOut: limitWaysOut(context, { demand, at }),
  };
}

// A volume that nobody knows refutes nothing: what would fit is told instead, unless the known part is too much
// already. A declared cache changes no verdict: how much it answers is unknown until it is measured, so the rate
// that it would have to reach is a way out.
function isUnknown({ flows }: FlowContext, at: LoadedLimit): boolean {
  const hard = at.planned.hard?.value ?? 0;
  const covered = coveredBy(at.limit, at.loads);
  const isKnown = (id: string): boolean =>
    flows.find(({ draft }) => draft.flow.id === id)?.draft.traffic.volumeKnown ?? true;
  const known = covered.filter(({ flow }) => isKnown(flow));
  if (hard < 1 || known.length === covered.length) return false;
  const seconds =
    at.planned.kind === 'concurrent'
      ? at.policy.latencyMean.value
      : (at.planned.windowSeconds ?? 1);
  const used = known.reduce((sum, load) => sum + inUnits(at.limit, load, load.average).value, 0);
  return used * seconds <= hard;
}

interface PeakQueue {
  readonly arriving: number;
  readonly leaving: number;
  /** Calls that may leave at once before anything waits. */
  readonly credit: number;
  /** Seconds. */
  readonly wait: number;
  readonly lasts: Decision<number>;
  readonly inputs: readonly string[];
}

function queueOf({ flows }: FlowContext, at: LoadedLimit): PeakQueue | undefined {
  const covered = coveredBy(at.limit, at.loads);
  const window = at.planned.windowSeconds ?? 0;
  const leaving = departures(at);
  const sharing = flows.filter(({ draft }) => covered.some(({ flow }) => flow === draft.flow.id));
  const lasts = longestPeak(sharing);
  if (leaving === undefined || lasts === undefined || lasts.value < window) return undefined;
  if (at.limit.key !== undefined) return undefined;
  const come = covered.map((load) => inUnits(at.limit, load, load.within(lasts.value)));
  const arrived = come.reduce((sum, { value }) => sum + value, 0);
  const credit = atOnce(at);
  const wait = (arrived - leaving * lasts.value - credit) / leaving;
  const inputs = [...new Set(come.flatMap((counted) => counted.inputs))];
  return wait <= 0
    ? undefined
    : { arriving: arrived / lasts.value, leaving, credit, wait, lasts, inputs };
}

// A count of more than a second may be used in a burst before anything has to wait.
function atOnce({ planned }: LoadedLimit): number {
  const granted = creditOf(planned);
  if (granted !== undefined) return granted.value;
  return (planned.windowSeconds ?? 0) > 1 ? (planned.hard?.value ?? 0) : 0;
}

function longestPeak(flows: readonly LoadedFlow[]): Decision<number> | undefined {
  const all = flows.flatMap(({ draft }) => busiestPeak(draft.traffic.peaks)?.lasts ?? []);
  return [...all].sort((a, b) => b.value - a.value)[0];
}

/** What a caller or the file was promised. */
function promiseOf({ draft }: FlowContext): Decision<number> | undefined {
  return draft.waiting?.budget ?? draft.latencyTarget;
}

function against(promise: Decision<number> | undefined): string {
  return promise === undefined ? '' : ` against ${duration(promise.value)}`;
}

// A window is kept with its jitter bound; slots are free again when a call has ended.
function departures({ planned, policy }: LoadedLimit): number | undefined {
  if (planned.hard === undefined) return undefined;
  if (planned.kind === 'concurrent') return planned.hard.value / policy.latencyMean.value;
  if (planned.windowSeconds === undefined) return undefined;
  return planned.hard.value / (planned.windowSeconds + (planned.jitter?.value ?? 0));
}

function burst(context: FlowContext, { demand, at }: Case): Judgement {
  const window = at.planned.windowSeconds ?? 0;
  const promise = promiseOf(context);
  const late = promise !== undefined && window > promise.value;
  const hard = at.planned.hard?.value ?? 0;
  return {
    verdict: late && !isUnknown(context, at) ? 'infeasible' : 'feasible if',
    kind: 'limit',
    sentence: `The busiest ${duration(window)} need ${count(demand.peak.value)} ${demand.peak.unit ?? 'calls'} of ${count(hard)} at ${at.system} ("${at.planned.label}"), so what is over waits for the next window${promise === undefined ? '' : ` of ${duration(window)}, against ${duration(promise.value)}`}.`,
    formula: `${count(demand.peak.value)} / ${count(hard)} = ${count(demand.use.value)} > 1`,
    inputs: present(demand.use, promise),
    waysOut: limitWaysOut(context, { demand, at }),
  };
}

function tight(context: FlowContext, { demand, at }: Case): Judgement {
  return {
    verdict: 'feasible if',
    kind: 'limit',
    sentence: `Peak demand uses ${share(demand.use.value)} of "${at.planned.label}" at ${at.system}, over the ${share(context.utilisation.value)} that are planned for: it works only while nothing else uses that limit.`,
    formula: `${demand.use.formula ?? ''} > ${share(context.utilisation.value)}`,
    inputs: [demand.use, context.utilisation],
    waysOut: limitWaysOut(context, { demand, at }),
  };
}

function present(...decisions: readonly (Decision | undefined)[]): readonly Decision[] {
  return decisions.filter((decision) => decision !== undefined);
}

/** Ways out that several judgements offer, each once. */
export function distinctWays(ways: readonly WayOut[]): readonly WayOut[] {
  return ways.filter(({ id }, index) => ways.findIndex((other) => other.id === id) === index);
}
