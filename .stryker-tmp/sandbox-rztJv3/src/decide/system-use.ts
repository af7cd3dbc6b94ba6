// @ts-nocheck
import type { Step, System } from '../model/integration.ts';
import type { Limit } from '../model/limit.ts';
import type { Decision, Unit } from '../plan/decision.ts';
import { count, rate } from '../plan/figure.ts';
import { defaults } from './defaults.ts';
import { byDefault, derived, stated } from './derive.ts';
import type { FlowDraft } from './flow-draft.ts';
import { costOf, covers, declaredLimits, limitId, type ScopedLimit } from './rules/limits.ts';
import type { CallLoad } from './rules/loads.ts';
import type { Counted } from './rules/traffic.ts';
import type { FlowUse, SystemUse } from './use.ts';

/** A flow with the calls that it causes. */
export interface LoadedFlow {
  readonly draft: FlowDraft;
  readonly loads: readonly CallLoad[];
}

/** What all flows together ask of a system. */
export function systemUse(system: System, flows: readonly LoadedFlow[]): SystemUse {
  const loads = loadsAt(system, flows);
  const id = `systems.${system.id}`;
  return {
    averageCalls: total(`${id}.average-calls`, loads, {
      of: (load) => load.average,
      unit: 'calls/s',
      reason: `All flows together call ${system.id} so often when spread over the whole time.`,
    }),
    peakCalls: total(`${id}.peak-calls`, loads, {
      of: (load) => load.peak,
      unit: 'calls/s',
      reason: `All flows are taken to peak together at ${system.id}, because nothing says that they do not.`,
    }),
    byLimit: declaredLimits(system).map((limit, index) =>
      limitUse(limit, limitId(system.id, index), loads),
    ),
    flows: flows
      .filter((flow) => loadsAt(system, [flow]).length > 0)
      .map((flow) => flowUse(system, flow)),
  };
}

/** The decisions of a use, for the plan. */
export function useDecisions({
  averageCalls,
  peakCalls,
  byLimit,
  flows,
}: SystemUse): readonly Decision[] {
  return [
    averageCalls,
    peakCalls,
    ...byLimit.flatMap(({ average, peak }) => [average, peak]),
    ...flows.flatMap((flow) => [flow.averageCalls, flow.peakCalls]),
  ];
}

/** The loads of all flows that fall on a system. */
export function loadsAt(
  { id }: { readonly id: string },
  flows: readonly LoadedFlow[],
): readonly CallLoad[] {
  return flows.flatMap(({ loads }) => loads.filter(({ step }) => step.system === id));
}

/** The loads that a limit counts. */
export function coveredBy(limit: Limit, loads: readonly CallLoad[]): readonly CallLoad[] {
  return loads.filter(({ flow, step }) => covers(limit, { flow, step }));
}

/** Units of a limit that a load uses for one of its calls (calls, points, or bytes), those of the largest tenant where each has it. */
export function unitsPerCall(limit: ScopedLimit, load: CallLoad): number {
  return unitsOf(limit, load) * (limit.largest?.value ?? 1);
}

function unitsOf(limit: Limit, { step, bytesPerEvent, perEvent }: CallLoad): number {
  if (limit.kind !== 'line') return costOf(limit, step);
  return perEvent.value === 0 ? 0 : bytesPerEvent / perEvent.value;
}

/** A count of calls in the units of a limit. */
export function inUnits(limit: ScopedLimit, load: CallLoad, { value, inputs }: Counted): Counted {
  const size = limit.kind === 'line' ? [`flows.${load.flow}.item-size`] : [];
  const part = limit.largest === undefined ? [] : [limit.largest.id];
  return { value: value * unitsPerCall(limit, load), inputs: [...inputs, ...size, ...part] };
}

function limitUse(
  limit: ScopedLimit,
  id: string,
  loads: readonly CallLoad[],
): { average: Decision<number>; peak: Decision<number> } {
  const covered = limit.kind === 'batch' ? [] : coveredBy(limit, loads);
  const unit: Unit =
    limit.kind === 'line' ? 'B/s' : limit.kind === 'points' ? 'points/s' : 'calls/s';
  const whose =
    limit.largest === undefined
      ? 'Only what this limit counts'
      : `Only what this limit counts of the largest ${limit.scope ?? ''}`;
  return {
    average: total(`${id}.average-use`, covered, {
      of: (load) => inUnits(limit, load, load.average),
      unit,
      reason: `${whose}, spread over the whole time.`,
    }),
    peak: total(`${id}.peak-use`, covered, {
      of: (load) => inUnits(limit, load, load.peak),
      unit,
      reason: `${whose}, when all flows peak together.`,
    }),
  };
}

function flowUse(system: System, flow: LoadedFlow): FlowUse {
  const loads = loadsAt(system, [flow]);
  const { draft } = flow;
  const id = `flows.${draft.flow.id}.calls-to.${system.id}`;
  return {
    flow: draft.flow.id,
    pattern: draft.pattern,
    steps: distinct(loads.map(({ step }) => step)),
    averageCalls: total(`${id}.average`, loads, {
      of: (load) => load.average,
      unit: 'calls/s',
      reason: `What this flow alone asks of ${system.id} when spread over the whole time.`,
    }),
    peakCalls: total(`${id}.peak`, loads, {
      of: (load) => load.peak,
      unit: 'calls/s',
      reason: `What this flow alone asks of ${system.id} at its busiest.`,
    }),
    ...(draft.traffic.isRun
      ? {
          callsOfRun: loads
            .filter(({ role }) => role === 'step')
            .reduce((sum, load) => sum + load.callsFor(draft.traffic.volume.value), 0),
        }
      : {}),
    ...(draft.latencyTarget === undefined ? {} : { latencyTarget: draft.latencyTarget }),
    ...(draft.waiting === undefined ? {} : { waitingBudget: draft.waiting.budget }),
    duplicateHarms: draft.flow.duplicate?.value !== 'harmless',
  };
}

function total(
  id: string,
  loads: readonly CallLoad[],
  at: { of: (load: CallLoad) => Counted; unit: Unit; reason: string },
): Decision<number> {
  const counted = loads.map(at.of);
  const parts = counted.map(({ value }) => value);
  const value = parts.reduce((sum, part) => sum + part, 0);
  if (parts.length === 0) {
    return stated(id, byDefault('callsBesideEvents'), {
      value: defaults.callsBesideEvents,
      unit: at.unit,
      reason: 'No flow makes calls that are counted here.',
    });
  }
  const show = (part: number): string =>
    at.unit === 'B/s'
      ? `${count(part)} B/s`
      : rate(part, at.unit === 'points/s' ? 'points' : 'calls');
  return derived(
    id,
    {
      value,
      unit: at.unit,
      reason: at.reason,
      formula: `${parts.map(show).join(' + ')}${parts.length > 1 ? ` = ${show(value)}` : ''}`,
    },
    [...new Set(counted.flatMap(({ inputs }) => inputs))],
  );
}

function distinct(steps: readonly Step[]): readonly Step[] {
  return steps.filter(
    (step, index) => steps.findIndex((other) => other.name === step.name) === index,
  );
}
