import type { Flow, Integration, Step, System } from '../model/integration.ts';
import type { Decision } from '../plan/decision.ts';
import type { Pattern } from '../plan/flow.ts';
import type { Settings } from '../plan/plan.ts';
import { settle } from './rule.ts';
import { batchSizes } from './rules/batch-sizes.ts';
import { brokenQuota, type BrokenQuota } from './rules/broken-quota.ts';
import { latencyTarget } from './rules/latency-target.ts';
import { decideMicroBatch, type DecidedMicroBatch } from './rules/micro-batch.ts';
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
  const step = flow.trigger.kind === 'poll' ? flow.trigger.step : undefined;
  const poll =
    step === undefined
      ? undefined
      : decidePoll({ flow, step, source: system(step.system), traffic, settings, flows: integration.flows });
  const target = latencyTarget(flow, { pattern: decided.value, poll });
  const open = openTime(flow, traffic.period);
  const reconcile = reconcileEvery(flow, { source, pattern: decided.value });
  const isBatched = decided.value === 'event in, micro-batches out' && broken !== undefined;
  const known = {
    flow,
    settings,
    traffic,
    pattern: decided,
    batchSizes: batchSizes(flow, { system, traffic }),
    system,
  };
  return {
    ...known,
    ...(broken === undefined ? {} : { brokenQuota: broken }),
    ...(target === undefined ? {} : { latencyTarget: target }),
    ...(poll === undefined ? {} : { poll }),
    ...(isBatched
      ? { microBatch: decideMicroBatch(flow, { system: system(broken.system), traffic, target }) }
      : {}),
    ...(open === undefined ? {} : { open }),
    ...(flow.trigger.kind === 'call' && target !== undefined
      ? { waiting: waitingBudget(flow, target) }
      : {}),
    ...(reconcile === undefined ? {} : { reconcile }),
  };
}

function systemsById({ systems, file }: Integration): (id: string) => System {
  const byId = new Map(systems.map((system) => [system.id, system]));
  return (id) =>
    byId.get(id) ?? { id, at: { file, line: 1, column: 1 }, description: id };
}
