// @ts-nocheck
import type { Decision } from '../plan/decision.ts';
import type { Demand } from '../plan/flow.ts';
import type { CallPolicy, PlannedSystem } from '../plan/system.ts';
import type { FlowDraft } from './flow-draft.ts';
import type { LoadedLimit } from './rules/demand.ts';
import { demandOn } from './rules/demand.ts';
import { drainPaths, type DrainPath } from './rules/drain.ts';
import { declaredLimits } from './rules/limits.ts';
import type { CallLoad } from './rules/loads.ts';
import { coveredBy, loadsAt, type LoadedFlow } from './system-use.ts';

/** A system that a flow calls, with its policies. */
export interface CalledSystem {
  readonly id: string;
  readonly planned: PlannedSystem;
  readonly policy: CallPolicy;
  readonly loads: readonly CallLoad[];
}

/** Everything that the decisions of a flow are made from, once the systems are decided. */
export interface FlowContext {
  readonly draft: FlowDraft;
  readonly own: LoadedFlow;
  readonly flows: readonly LoadedFlow[];
  /** In the order of the steps. */
  readonly called: readonly CalledSystem[];
  readonly source: PlannedSystem | undefined;
  readonly limits: readonly LoadedLimit[];
  readonly demand: readonly Demand[];
  readonly paths: readonly DrainPath[];
  readonly outage: Decision<number>;
  readonly utilisation: Decision<number>;
}

/** Gathers what a flow meets: the systems it calls, their limits, the demand of all flows on them. */
export function flowContext(
  own: LoadedFlow,
  { flows, systems }: { flows: readonly LoadedFlow[]; systems: readonly PlannedSystem[] },
): FlowContext {
  const { draft, loads } = own;
  const called = [...new Set(loads.map(({ step }) => step.system))].flatMap((id) => {
    const planned = systems.find((system) => system.id === id);
    if (planned?.calls === undefined) return [];
    return [{ id, planned, policy: planned.calls, loads: loadsAt({ id }, flows) }];
  });
  const limits = called.flatMap((system) => limitsOf(system, { draft, flows }));
  return {
    draft,
    own,
    flows,
    called,
    source: systems.find(({ id }) => id === draft.flow.from),
    limits,
    demand: limits.flatMap((limit) =>
      isCounted(limit, draft.flow.id) ? (demandOn(limit) ?? []) : [],
    ),
    paths: drainPaths(limits, called, draft.settings.utilisation.value),
    outage: longestOutage(called, draft),
    utilisation: draft.settings.utilisation,
  };
}

function limitsOf(
  { id, policy, loads }: CalledSystem,
  { draft, flows }: { draft: FlowDraft; flows: readonly LoadedFlow[] },
): readonly LoadedLimit[] {
  const traffic = (flow: string): FlowDraft['traffic'] | undefined =>
    flows.find((loaded) => loaded.draft.flow.id === flow)?.draft.traffic;
  return declaredLimits(draft.system(id)).flatMap((limit, index) => {
    const planned = policy.limits[index];
    return planned === undefined ? [] : [{ system: id, limit, planned, policy, loads, traffic }];
  });
}

function isCounted({ limit, loads }: LoadedLimit, flow: string): boolean {
  return coveredBy(limit, loads).some((load) => load.flow === flow);
}

function longestOutage(called: readonly CalledSystem[], { settings }: FlowDraft): Decision<number> {
  return (
    called.reduce<Decision<number> | undefined>(
      (longest, { policy }) =>
        longest === undefined || policy.outage.value > longest.value ? policy.outage : longest,
      undefined,
    ) ?? settings.outage
  );
}
