import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { derived } from '../derive.ts';
import { coveredBy, unitsPerCall, type LoadedFlow } from '../system-use.ts';
import { arrivalsInOutage, fullestPeak, isQueued, isShorter, waitingEvents } from './backlog.ts';
import type { LoadedLimit } from './demand.ts';
import type { CallLoad } from './loads.ts';
import type { Counted } from './traffic.ts';
import type { CallPolicy } from '../../plan/system.ts';

/** One way that a backlog must pass: a limit with a rate, or a system's pace where no limit has one. */
export interface DrainPath {
  readonly label: string;
  readonly system: string;
  /** Whether its units are bytes and not calls. */
  readonly isLine: boolean;
  /** Units a second at the planned pace, and at the whole limit. */
  readonly rate: number;
  readonly hardRate: number;
  readonly utilisation: number;
  readonly rateInput: string;
  readonly hardInputs: readonly string[];
  readonly unitsOf: (load: CallLoad) => number;
  /** What the units follow from beside the loads. */
  readonly unitInputs: readonly string[];
  readonly loads: readonly CallLoad[];
}

/** The pace of every limit and system that the calls of a flow pass. */
export function drainPaths(
  limits: readonly LoadedLimit[],
  systems: readonly {
    readonly id: string;
    readonly policy: CallPolicy;
    readonly loads: readonly CallLoad[];
  }[],
  utilisation: number,
): readonly DrainPath[] {
  const byLimit = limits.flatMap((at) => limitPath(at, utilisation));
  const others = systems.flatMap(({ id, policy, loads }) => {
    if (policy.effectiveRate === undefined || byLimit.some(({ system }) => system === id))
      return [];
    return [
      {
        label: `pace of ${id}`,
        system: id,
        isLine: false,
        rate: policy.effectiveRate.value,
        hardRate: policy.effectiveRate.value,
        utilisation,
        rateInput: policy.effectiveRate.id,
        hardInputs: [policy.effectiveRate.id],
        unitsOf: () => 1,
        unitInputs: [],
        loads,
      },
    ];
  });
  return [...byLimit, ...others];
}

function limitPath(
  { limit, planned, loads, system }: LoadedLimit,
  utilisation: number,
): readonly DrainPath[] {
  if (planned.effectiveRate === undefined) return [];
  const hardRate =
    planned.hard === undefined || planned.windowSeconds === undefined
      ? planned.effectiveRate.value
      : planned.hard.value / planned.windowSeconds;
  return [
    {
      label: planned.label,
      system,
      isLine: limit.kind === 'line',
      rate: planned.effectiveRate.value,
      hardRate,
      utilisation,
      rateInput: planned.effectiveRate.id,
      hardInputs:
        planned.hard === undefined || planned.windowSeconds === undefined
          ? [planned.effectiveRate.id]
          : [planned.hard.id, ...(planned.window === undefined ? [] : [planned.window.id])],
      unitsOf: (load) => unitsPerCall(limit, load),
      unitInputs: limit.largest === undefined ? [] : [limit.largest.id],
      loads: coveredBy(limit, loads),
    },
  ];
}

/** How long one path needs; null where it does not get on with the backlog while arrivals last. */
export interface PathDrain {
  readonly path: DrainPath;
  readonly calls: number;
  readonly arriving: number;
  readonly arrivingInputs: readonly string[];
  readonly seconds: number | null;
}

/** The drain over the slowest path, at the planned pace or at the whole limit. */
export function slowestDrain(
  paths: readonly DrainPath[],
  at: {
    flow: LoadedFlow;
    flows: readonly LoadedFlow[];
    outage: number;
    isFull: boolean;
    atLimit: boolean;
  },
): PathDrain | undefined {
  const drains = paths
    .filter(({ loads }) =>
      loads.some(({ flow, role }) => flow === at.flow.draft.flow.id && isOfEvents(role)),
    )
    .map((path) => drainOf(path, at));
  return drains.reduce<PathDrain | undefined>(slower, undefined);
}

function slower(slowest: PathDrain | undefined, drain: PathDrain): PathDrain {
  if (slowest === undefined) return drain;
  if (slowest.seconds === null) return slowest;
  return drain.seconds === null || drain.seconds > slowest.seconds ? drain : slowest;
}

function isOfEvents(role: CallLoad['role']): boolean {
  return role === 'step' || role === 'confirmation';
}

function drainOf(
  path: DrainPath,
  at: {
    flow: LoadedFlow;
    flows: readonly LoadedFlow[];
    outage: number;
    isFull: boolean;
    atLimit: boolean;
  },
): PathDrain {
  const arrivals = path.loads.map((load) => arrivalsBeside(load, at));
  const arriving = total(path.loads, (load) => arrivalsBeside(load, at).value * path.unitsOf(load));
  const calls = total(
    path.loads,
    (load) => load.callsFor(waitingOf(load, at)) * path.unitsOf(load),
  );
  const pace = at.atLimit ? path.hardRate : path.rate;
  return {
    path,
    calls,
    arriving,
    arrivingInputs: [...new Set([...arrivals.flatMap(({ inputs }) => inputs), ...path.unitInputs])],
    seconds: arriving >= pace ? null : calls / (pace - arriving),
  };
}

// A peak that is over when the outage ends no longer stands beside the drain.
function arrivalsBeside(
  load: CallLoad,
  { flows, outage }: { flows: readonly LoadedFlow[]; outage: number },
): Counted {
  const owner = flows.find(({ draft }) => draft.flow.id === load.flow);
  if (owner === undefined) return load.peak;
  const { traffic } = owner.draft;
  const peak = fullestPeak(traffic, outage);
  if (isShorter(owner.draft, outage)) return load.average;
  if (peak === undefined || peak.rate.value === traffic.peakRate.value) return load.peak;
  return {
    value: (load.peak.value * peak.rate.value) / traffic.peakRate.value,
    inputs: [...load.peak.inputs, peak.rate.id],
  };
}

function waitingOf(
  { flow }: CallLoad,
  at: { flow: LoadedFlow; flows: readonly LoadedFlow[]; outage: number; isFull: boolean },
): number {
  const owner = at.flows.find(({ draft }) => draft.flow.id === flow);
  if (owner === undefined || !isQueued(owner.draft)) return 0;
  return at.isFull && owner === at.flow
    ? arrivalsInOutage(owner.draft, at.outage)
    : waitingEvents(owner.draft, at.outage);
}

function total(loads: readonly CallLoad[], of: (load: CallLoad) => number): number {
  return loads.reduce((sum, load) => sum + of(load), 0);
}

/** A drain as a decision. */
export function drainDecision(
  id: string,
  drain: PathDrain,
  at: { atLimit: boolean; inputs: readonly (Decision | undefined)[] },
): Decision<number | null> {
  const { path, calls, arriving, seconds } = drain;
  const pace = at.atLimit ? path.hardRate : path.rate;
  const division = `${count(calls)} calls / (${rate(pace)} - ${rate(arriving)})`;
  return derived<number | null>(
    id,
    {
      value: seconds,
      unit: 's',
      reason:
        seconds === null
          ? `While the peak lasts as much arrives as ${path.label} lets pass, so the backlog does not shrink before it ends.`
          : `What waits passes ${path.label} beside what still arrives; everything behind it is late by so much.`,
      formula:
        seconds === null
          ? `${rate(arriving)} >= ${rate(pace)}: does not drain`
          : `${division} = ${duration(seconds)}`,
    },
    [
      ...at.inputs,
      ...(at.atLimit ? path.hardInputs : [path.rateInput]),
      ...drain.arrivingInputs,
    ].filter((input) => input !== undefined),
  );
}
