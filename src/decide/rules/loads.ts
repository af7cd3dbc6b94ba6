import type { Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived, stated, byDefault } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { batchLimitOf } from './limits.ts';
import { arrivalsWithin } from './traffic.ts';

/** What one call of a flow asks of its system: how often, how much at once. */
export interface CallLoad {
  readonly flow: string;
  readonly step: Step;
  readonly role: 'step' | 'confirmation' | 'poll' | 'reconciliation';
  /** Calls for one event; the calls of polls and reconciliation do not come from events and have 0. */
  readonly perEvent: Decision<number>;
  readonly averageRate: number;
  readonly peakRate: number;
  /** Calls in so many seconds of the busiest time. */
  within(seconds: number): number;
  /** Calls that so many waiting events cost, batches whole. */
  callsFor(events: number): number;
  /** Bytes that one event moves through this call. */
  readonly bytesPerEvent: number;
  readonly eventRate: { readonly average: number; readonly peak: number };
  /** Ids of the decisions that the load is computed from. */
  readonly inputs: readonly string[];
}

const day = 86_400;

/** Every call that a flow causes: its steps, their confirmations that we read, its polls, its reconciliation. */
export function loadsOf(draft: FlowDraft): readonly CallLoad[] {
  const steps = draft.flow.steps.flatMap((step, index) => {
    const load = stepLoad(draft, step, index);
    return [load, ...confirmationLoad(draft, load, index)];
  });
  return [...pollLoad(draft), ...steps, ...reconciliationLoad(draft)];
}

function stepLoad(draft: FlowDraft, step: Step, index: number): CallLoad {
  const perEvent = callsOf(draft, step, index);
  const { microBatch } = draft;
  if (microBatch?.steps.includes(step) === true) return flushedLoad(draft, { step, perEvent });
  return eventLoad(draft, { step, perEvent, role: 'step' });
}

function eventLoad(
  draft: FlowDraft,
  { step, perEvent, role }: Pick<CallLoad, 'step' | 'perEvent' | 'role'>,
): CallLoad {
  const { traffic, open } = draft;
  const spread = open === undefined ? undefined : traffic.volume.value / open.open;
  const peak = spread ?? traffic.peakRate.value;
  const whole = (seconds: number): number => Math.max(1, seconds / traffic.period) * traffic.volume.value;
  return {
    flow: draft.flow.id,
    step,
    role,
    perEvent,
    averageRate: perEvent.value * traffic.averageRate.value,
    peakRate: perEvent.value * peak,
    within: (seconds) =>
      perEvent.value *
      (spread === undefined
        ? arrivalsWithin(traffic, seconds)
        : Math.min(spread * seconds, whole(seconds))),
    callsFor: (events) => {
      const batch = role === 'step' ? draft.batchSizes.get(step) : undefined;
      if (step.per === 'run') return events > 0 ? 1 : 0;
      return batch === undefined ? events * perEvent.value : Math.ceil(events / batch.value);
    },
    bytesPerEvent: traffic.itemSize.value,
    eventRate: { average: traffic.averageRate.value, peak },
    inputs: [
      perEvent.id,
      traffic.averageRate.id,
      ...(open === undefined ? [traffic.peakRate.id] : open.openInputs.map(({ id }) => id)),
    ],
  };
}

function flushedLoad(
  draft: FlowDraft,
  { step, perEvent }: Pick<CallLoad, 'step' | 'perEvent'>,
): CallLoad {
  const batch = draft.microBatch;
  if (batch === undefined) return eventLoad(draft, { step, perEvent, role: 'step' });
  const daily = batch.callsPerDay.value / batch.steps.length;
  const flush = batch.flush.value;
  return {
    ...eventLoad(draft, { step, perEvent, role: 'step' }),
    averageRate: daily / day,
    callsFor: (events) => Math.ceil(events / batch.items.value),
    peakRate: batch.peakBatches / flush,
    within: (seconds) =>
      seconds >= day
        ? (daily * seconds) / day
        : Math.min(daily, batch.peakBatches * Math.ceil(seconds / flush)),
    inputs: [batch.callsPerDay.id, batch.flush.id, batch.items.id, draft.traffic.peakRate.id],
  };
}

function callsOf(draft: FlowDraft, step: Step, index: number): Decision<number> {
  const id = `flows.${draft.flow.id}.steps.${index}.calls`;
  const { traffic, microBatch, batchSizes } = draft;
  if (microBatch?.steps.includes(step) === true) {
    const value = 1 / microBatch.items.value;
    return derived(id, {
      value,
      unit: 'calls/event',
      reason: 'The events of a flush share a call, so one event costs a fraction of it when batches are full.',
      formula: `1 / ${count(microBatch.items.value)} = ${count(value)}`,
    }, [microBatch.items]);
  }
  const batch = batchSizes.get(step);
  if (batch !== undefined) {
    const calls = Math.ceil(traffic.volume.value / batch.value);
    const isRun = traffic.isRun;
    const value = isRun ? calls / Math.max(1, traffic.volume.value) : 1 / batch.value;
    return derived(id, {
      value,
      unit: 'calls/event',
      reason: 'A call carries a whole batch, so an item costs a fraction of it.',
      formula: isRun
        ? `ceil(${count(traffic.volume.value)} / ${count(batch.value)}) / ${count(traffic.volume.value)} = ${count(value)}`
        : `1 / ${count(batch.value)} = ${count(value)}`,
    }, isRun ? [batch, traffic.volume] : [batch]);
  }
  return callsPer(draft, step, id);
}

function callsPer({ traffic, system }: FlowDraft, step: Step, id: string): Decision<number> {
  if (step.per === 'run') {
    const value = 1 / Math.max(1, traffic.volume.value);
    return derived(id, {
      value,
      unit: 'calls/event',
      reason: 'The whole run is one call, however many items it holds.',
      formula: `1 / ${count(traffic.volume.value)} = ${count(value)}`,
    }, [traffic.volume]);
  }
  if (step.per === 'key' && traffic.keys !== undefined) {
    const value = Math.min(1, traffic.keys.value / Math.max(1, traffic.volume.value));
    return derived(id, {
      value,
      unit: 'calls/event',
      reason: 'Events of one entity share a call.',
      formula: `min(1, ${count(traffic.keys.value)} / ${count(traffic.volume.value)}) = ${count(value)}`,
    }, [traffic.keys, traffic.volume]);
  }
  const chunk = step.batch?.bytes ?? batchLimitOf(system(step.system), step)?.bytes;
  if (step.per === 'chunk' && chunk !== undefined) {
    const value = Math.ceil(traffic.itemSize.value / chunk);
    return derived(id, {
      value,
      unit: 'calls/event',
      reason: 'An item travels in chunks, and each chunk is a call.',
      formula: `ceil(${count(traffic.itemSize.value)} B / ${count(chunk)} B) = ${count(value)}`,
    }, [traffic.itemSize]);
  }
  return stated(id, byDefault('callsPerItem'), {
    value: defaults.callsPerItem,
    unit: 'calls/event',
    reason: `"${step.name}" is called once for each item, since nothing says that several can share a call.`,
  });
}

function confirmationLoad(draft: FlowDraft, load: CallLoad, index: number): readonly CallLoad[] {
  const confirm = load.step.confirm?.value;
  if (confirm?.kind !== 'read') return [];
  const every = confirm.everySeconds ?? draft.open?.table.attemptEvery?.value;
  const takes = confirm.takesSeconds ?? draft.open?.table.confirm?.value;
  const lookUps = every === undefined || takes === undefined ? 1 : Math.max(1, Math.ceil(takes / every));
  const value = load.perEvent.value * lookUps;
  const perEvent = derived(
    `flows.${draft.flow.id}.steps.${index}.confirm-calls`,
    {
      value,
      unit: 'calls/event',
      reason: `Reading "${confirm.step.name}" is how we learn that the call took effect, and each look is a call too.`,
      formula: `${count(load.perEvent.value)} x ${count(lookUps)} looks${every === undefined || takes === undefined ? '' : `, ceil(${duration(takes)} / ${duration(every)})`} = ${count(value)}`,
    },
    [load.perEvent, draft.open?.table.attemptEvery, draft.open?.table.confirm],
  );
  const own = eventLoad(draft, { step: confirm.step, perEvent, role: 'confirmation' });
  if (draft.microBatch?.steps.includes(load.step) !== true) return [own];
  return [
    {
      ...load,
      step: confirm.step,
      role: 'confirmation',
      perEvent,
      averageRate: load.averageRate * lookUps,
      peakRate: load.peakRate * lookUps,
      within: (seconds) => load.within(seconds) * lookUps,
      callsFor: (events) => load.callsFor(events) * lookUps,
    },
  ];
}

function pollLoad(draft: FlowDraft): readonly CallLoad[] {
  const { flow, poll } = draft;
  if (poll === undefined || flow.trigger.kind !== 'poll') return [];
  return [
    everySoOften(draft, {
      step: flow.trigger.step,
      role: 'poll',
      every: poll.interval,
      calls: poll.calls.value,
      inputs: [poll.interval.id, poll.calls.id],
    }),
  ];
}

function reconciliationLoad(draft: FlowDraft): readonly CallLoad[] {
  const step = draft.flow.reconcile?.value.read;
  const every = draft.reconcile;
  if (step === undefined || every === undefined) return [];
  const listed = draft.traffic.averageRate.value * every.value;
  const calls = Math.max(1, Math.ceil(listed / defaults.pageSize));
  return [
    everySoOften(draft, {
      step,
      role: 'reconciliation',
      every,
      calls,
      inputs: [every.id, draft.traffic.averageRate.id],
    }),
  ];
}

function everySoOften(
  draft: FlowDraft,
  at: {
    step: Step;
    role: 'poll' | 'reconciliation';
    every: Decision<number>;
    calls: number;
    inputs: readonly string[];
  },
): CallLoad {
  const rate = at.calls / at.every.value;
  return {
    flow: draft.flow.id,
    step: at.step,
    role: at.role,
    perEvent: stated(`flows.${draft.flow.id}.${at.role}-calls`, byDefault('callsBesideEvents'), {
      value: defaults.callsBesideEvents,
      unit: 'calls/event',
      reason: 'These calls follow a clock and not the events.',
    }),
    averageRate: rate,
    peakRate: rate,
    within: (seconds) => at.calls * Math.max(1, seconds / at.every.value),
    callsFor: () => 0,
    bytesPerEvent: 0,
    eventRate: { average: 0, peak: 0 },
    inputs: at.inputs,
  };
}
