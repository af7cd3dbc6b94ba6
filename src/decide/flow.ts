import type { Deployment } from '../model/integration.ts';
import { present } from '../model/present.ts';
import type { Decision } from '../plan/decision.ts';
import { duration } from '../plan/figure.ts';
import type { PlannedFlow, PlannedStep } from '../plan/flow.ts';
import type { PlannedSystem } from '../plan/system.ts';
import { stated } from './derive.ts';
import type { FlowContext } from './flow-context.ts';
import { declaredAt } from './rule.ts';
import { ambiguousOutcome, keyRetention } from './rules/ambiguous.ts';
import { alternativesOf, downsideOf } from './rules/alternatives.ts';
import { callsPerEvent } from './rules/calls-per-event.ts';
import { decideClosedHours } from './rules/closed-hours.ts';
import { consequence, decideDeadLetter, decideOrder } from './rules/consequences.ts';
import { decideInbox, outgoingKey } from './rules/idempotency.ts';
import { keySent } from './rules/key-sent.ts';
import { decideOutage, type OutageFigures } from './rules/outage.ts';
import { decidePriority } from './rules/priority.ts';
import { decideProtocol } from './rules/protocol.ts';
import { decideQueue } from './rules/queue.ts';
import { decideQueueRetry } from './rules/queue-retry.ts';
import { repeatable } from './rules/repeatable.ts';
import { decideTimetable } from './rules/run-work.ts';
import { decideShaping } from './rules/shaping.ts';
import { decideTwoWay } from './rules/two-way.ts';
import { decideWaiting } from './rules/waiting-caller.ts';
import { bindingOf } from './verdict/binding.ts';
import { judgeFlow } from './verdict/verdict.ts';
import type { Judgement } from './verdict/judgement.ts';

/** A planned flow with what was found against it. */
export interface DecidedFlow {
  readonly flow: PlannedFlow;
  readonly judgements: readonly Judgement[];
}

/** Every decision of one flow. */
export function decideFlow(
  context: FlowContext,
  at: {
    deployment: Deployment;
    owner: Decision<string> | undefined;
    systems: readonly PlannedSystem[];
  },
): DecidedFlow {
  const { draft } = context;
  const { traffic } = draft;
  const figures = decideOutage(context);
  const timed = { ...figures, ...timesOf(context, figures) };
  const binding = bindingOf(context, timed);
  const steps = plannedSteps(context, at.systems);
  const { verdict, waysOut, judgements } = judgeFlow(context, timed, binding);
  const queue = decideQueue(context, { deployment: at.deployment, figures });
  const planned: PlannedFlow = {
    ...identityOf(context),
    pattern: draft.pattern,
    protocol: decideProtocol(draft),
    ...(queue === undefined ? {} : { queue, queueRetry: decideQueueRetry(context, figures) }),
    alternatives: alternativesOf(context),
    downside: downsideOf(context),
    averageRate: traffic.averageRate,
    peakRate: traffic.peakRate,
    peaks: traffic.peaks,
    volume: traffic.volume,
    volumeKnown: traffic.volumeKnown,
    itemSize: traffic.itemSize,
    steps,
    callsPerEvent: callsPerEvent(context),
    demand: context.demand,
    ...binding,
    outage: context.outage,
    ...timed,
    verdict,
    waysOut,
    outgoingKey: outgoingKey(context),
    ...present({ keySent: keySent(context, steps, at.systems) }),
    ambiguous: ambiguousOutcome(context, steps),
    order: decideOrder(context),
    deadLetter: decideDeadLetter(context, at.owner),
    duplicate: consequence(context, 'duplicate'),
    loss: consequence(context, 'loss'),
    figures: extraFigures(context),
    ...optionalParts(context, steps),
    ...shapingOf(context),
  };
  return { flow: planned, judgements };
}

function timesOf(
  context: FlowContext,
  figures: OutageFigures,
): Pick<PlannedFlow, 'timetable' | 'priority' | 'closedHours'> {
  const timetable = decideTimetable(context);
  const priority = decidePriority(context, figures);
  const closedHours = decideClosedHours(context);
  return {
    ...(timetable === undefined ? {} : { timetable }),
    ...(priority === undefined ? {} : { priority }),
    ...(closedHours === undefined ? {} : { closedHours }),
  };
}

function identityOf(
  context: FlowContext,
): Pick<PlannedFlow, 'id' | 'from' | 'to' | 'data' | 'trigger' | 'triggerNames'> {
  const { id, from, to, trigger } = context.draft.flow;
  const names = triggerNames(context);
  const data = context.draft.flow.data?.value ?? names.join(', ');
  return { id, from, to, data, trigger: trigger.kind, triggerNames: names };
}

function optionalParts(context: FlowContext, steps: readonly PlannedStep[]): Partial<PlannedFlow> {
  const { latencyTarget, poll, microBatch, reconcile } = context.draft;
  const waiting = decideWaiting(context, steps);
  const inbox = decideInbox(context);
  const twoWay = decideTwoWay(context);
  return {
    ...(latencyTarget === undefined ? {} : { latencyTarget }),
    ...(waiting === undefined ? {} : { waiting }),
    ...(poll === undefined
      ? {}
      : { poll: { interval: poll.interval, floor: poll.floor, cursor: poll.cursor } }),
    ...(microBatch === undefined
      ? {}
      : {
          microBatch: {
            items: microBatch.items,
            flush: microBatch.flush,
            callsPerDay: microBatch.callsPerDay,
            naiveCallsPerDay: microBatch.naiveCallsPerDay,
          },
        }),
    ...(reconcile === undefined ? {} : { reconcile }),
    ...(inbox === undefined ? {} : { inbox }),
    ...(twoWay === undefined ? {} : { twoWay }),
  };
}

function shapingOf({ draft }: FlowContext): Pick<PlannedFlow, 'shaping'> {
  const shaping = decideShaping(draft.flow);
  return shaping.length === 0 ? {} : { shaping };
}

function plannedSteps(
  context: FlowContext,
  systems: readonly PlannedSystem[],
): readonly PlannedStep[] {
  const { flow, system } = context.draft;
  return flow.steps.map((step, index) => {
    const id = `flows.${flow.id}.steps.${index}`;
    const load = context.own.loads.find((found) => found.role === 'step' && found.step === step);
    const confirm = confirmOf(`${id}.confirm`, context, index);
    return {
      name: step.name,
      system: step.system,
      mode: step.mode,
      per: step.per,
      ...(step.operation === undefined ? {} : { operation: step.operation.id }),
      calls: load?.perEvent ?? context.draft.traffic.volume,
      repeatable: repeatable(`${id}.repeatable`, {
        step,
        system: system(step.system),
        planned: systems.find((planned) => planned.id === step.system),
        harmless: flow.duplicate?.value === 'harmless',
      }),
      ...(confirm === undefined ? {} : { confirm }),
      ...(step.cache === undefined
        ? {}
        : {
            cache: stated(`${id}.cache`, declaredAt(step.cache.at), {
              value: step.cache.value,
              unit: 's' as const,
              reason: `The file allows an answer to be reused for ${duration(step.cache.value)}; how many calls that saves is unknown until it is measured.`,
            }),
          }),
    };
  });
}

function confirmOf(
  id: string,
  { draft }: FlowContext,
  index: number,
): Decision<string> | undefined {
  const confirm = draft.flow.steps[index]?.confirm;
  if (confirm === undefined) return undefined;
  const value =
    confirm.value.kind === 'read'
      ? `read "${confirm.value.step.name}"`
      : `event "${confirm.value.event}"`;
  return stated(id, declaredAt(confirm.at), {
    value,
    reason: 'A success answer says only that the call was accepted; this says that it took effect.',
  });
}

function extraFigures({ draft, own }: FlowContext): readonly Decision[] {
  const { traffic, poll, batchSizes } = draft;
  const retention = keyRetention(draft);
  return [
    ...(retention === undefined ? [] : [retention]),
    ...(traffic.keys === undefined ? [] : [traffic.keys]),
    ...(poll === undefined ? [] : [poll.calls, poll.promisedCalls]),
    ...batchSizes.values(),
    ...own.loads.flatMap(({ perEvent, figures = [] }) => [perEvent, ...figures]),
    ...(draft.microBatch === undefined ? [] : [draft.microBatch.peakBatches]),
  ];
}

function triggerNames({ draft }: FlowContext): readonly string[] {
  const { trigger } = draft.flow;
  switch (trigger.kind) {
    case 'event':
      return trigger.events;
    case 'poll':
      return [trigger.step.name];
    case 'call':
      return [trigger.name];
    case 'changes':
      return [trigger.table];
    case 'schedule':
      return [];
  }
}
