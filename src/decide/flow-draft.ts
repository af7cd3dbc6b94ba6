import type { Flow, Integration, Step, System } from '../model/integration.ts';
import type { Decision } from '../plan/decision.ts';
import type { Pattern } from '../plan/flow.ts';
import type { Settings } from '../plan/plan.ts';
import { settle } from './rule.ts';
import { batchSizes } from './rules/batch-sizes.ts';
import { brokenQuota, type BrokenQuota } from './rules/broken-quota.ts';
import { echoFactor, isEchoed } from './rules/echo.ts';
import { latencyTarget } from './rules/latency-target.ts';
import { batchItems, decideMicroBatch, type DecidedMicroBatch } from './rules/micro-batch.ts';
import { pattern } from './rules/pattern.ts';
import { decidePoll, type DecidedPoll } from './rules/poll.ts';
import { reconcileEvery } from './rules/reconcile.ts';
import { openTime, type OpenTime } from './rules/timetable.ts';
import { decideTraffic, type Traffic } from './rules/traffic.ts';
import { waitingBudget, type WaitingBudget } from './rules/waiting-budget.ts';

/** What is known of a flow before the systems that it calls are decided. */
export interface FlowDraft {
  readonly flow: Flow;
  readonly settings: Settings;
  readonly traffic: Traffic;
  readonly pattern: Decision<Pattern>;
  readonly brokenQuota?: BrokenQuota;
  readonly latencyTarget?: Decision<number>;
  readonly poll?: DecidedPoll;
  readonly microBatch?: DecidedMicroBatch;
  readonly open?: OpenTime;
  readonly waiting?: WaitingBudget;
  readonly reconcile?: Decision<number>;
  /** By how much our own writes that come back unrecognised multiply the calls. */
  readonly echoFactor?: Decision<number>;
  /** Items in a call of each step that is called by the batch. */
  readonly batchSizes: ReadonlyMap<Step, Decision<number>>;
  /** A system by its id. */
  readonly system: (id: string) => System;
}

/** Traffic, pattern and promise of a flow: what its demand on systems is counted from. */
export function draftFlow(flow: Flow, integration: Integration, settings: Settings): FlowDraft {
  const system = systemsById(integration);
  const source = system(flow.from);
  const traffic = decideTraffic(flow);
  const broken = brokenQuota(flow, { systems: integration.systems, traffic });
  const decided = settle(pattern, `flows.${flow.id}`, {
    flow,
    source,
    target: system(flow.to),
    ...(broken === undefined ? {} : { brokenQuota: broken }),
  });
  const poll = pollOf(flow, { pattern: decided.value, traffic, settings, integration });
  const target = latencyTarget(flow, { pattern: decided.value, poll });
  const open = openTime(flow, traffic.period);
  const reconcile = reconcileEvery(flow, { source, pattern: decided.value });
  const batched = batchingSystem(flow, {
    pattern: decided.value,
    broken,
    systems: integration.systems,
  });
  const known = {
    flow,
    settings,
    traffic,
    pattern: decided,
    batchSizes: batchSizes(flow, { system, traffic }),
    system,
  };
  const echoes = echoesBack(flow, traffic, integration);
  return {
    ...known,
    ...(echoes === undefined ? {} : { echoFactor: echoes }),
    ...(broken === undefined ? {} : { brokenQuota: broken }),
    ...(target === undefined ? {} : { latencyTarget: target }),
    ...(poll === undefined ? {} : { poll }),
    ...(batched === undefined
      ? {}
      : { microBatch: decideMicroBatch(flow, { system: batched, traffic, target }) }),
    ...(open === undefined ? {} : { open }),
    ...(flow.trigger.kind === 'call' && target !== undefined
      ? { waiting: waitingBudget(flow, target) }
      : {}),
    ...(reconcile === undefined ? {} : { reconcile }),
  };
}

function echoesBack(
  { id, twoWay }: Flow,
  traffic: Traffic,
  { flows }: Integration,
): Decision<number> | undefined {
  const other = flows.find((flow) => flow.id === twoWay?.other);
  if (twoWay === undefined || other === undefined || !isEchoed(twoWay)) return undefined;
  return echoFactor(id, traffic, decideTraffic(other));
}

function pollOf(
  flow: Flow,
  at: { pattern: Pattern; traffic: Traffic; settings: Settings; integration: Integration },
): DecidedPoll | undefined {
  const { traffic, settings, integration } = at;
  const step = polledStep(flow, at.pattern);
  if (step === undefined) return undefined;
  const source = systemsById(integration)(step.system);
  return decidePoll({ flow, step, source, traffic, settings, flows: integration.flows });
}

// What is asked of a source that does not push, even where the file names an event and no way to read it.
function polledStep({ trigger, from }: Flow, pattern: Pattern): Step | undefined {
  if (trigger.kind === 'poll') return trigger.step;
  if (pattern !== 'poll' || trigger.kind !== 'event') return undefined;
  const name = trigger.events.join(', ');
  return { name, at: trigger.at, mode: 'read', system: from, per: 'item', perDeclared: false };
}

// Batches are made where one call an item breaks a quota, or where the file asks for the pattern.
function batchingSystem(
  flow: Flow,
  at: { pattern: Pattern; broken: BrokenQuota | undefined; systems: readonly System[] },
): System | undefined {
  if (at.pattern === 'request/response' || at.pattern === 'batch') return undefined;
  if (at.broken !== undefined) return at.systems.find(({ id }) => id === at.broken?.system);
  if (at.pattern !== 'event in, micro-batches out') return undefined;
  return at.systems.find((system) =>
    flow.steps.some((step) => step.system === system.id && batchItems(system, step) > 1),
  );
}

function systemsById({ systems, file }: Integration): (id: string) => System {
  const byId = new Map(systems.map((system) => [system.id, system]));
  return (id) => byId.get(id) ?? { id, at: { file, line: 1, column: 1 }, description: id };
}
