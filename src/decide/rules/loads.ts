import type { Confirm, Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived, stated, byDefault } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { atLeast, tidy } from '../tidy.ts';
import { withEchoes } from './echo.ts';
import { stepCalls } from './step-calls.ts';
import type { OpenTime } from './timetable.ts';
import { arrivalsWithin, type Counted } from './traffic.ts';

/** What one call of a flow asks of its system: how often, how much at once. */
export interface CallLoad {
  readonly flow: string;
  readonly step: Step;
  readonly role: 'step' | 'confirmation' | 'poll' | 'reconciliation';
  /** Calls for one event; the calls of polls and reconciliation do not come from events and have 0. */
  readonly perEvent: Decision<number>;
  /** Calls a second, with what they are computed from. */
  readonly average: Counted;
  readonly peak: Counted;
  /** Calls in so many seconds of the busiest time. */
  within(seconds: number): Counted;
  /** Calls that so many waiting events cost, batches whole. */
  callsFor(events: number): number;
  /** Decisions that only the load uses. */
  readonly figures?: readonly Decision[];
  /** Bytes that one event moves through this call. */
  readonly bytesPerEvent: number;
}

const day = 86_400;

/** Every call that a flow causes: its steps, their confirmations that we read, its polls, its reconciliation. */
export function loadsOf(draft: FlowDraft): readonly CallLoad[] {
  const { echoFactor } = draft;
  const steps = draft.flow.steps
    .flatMap((step, index) => {
      const load = stepLoad(draft, step, index);
      return [load, ...confirmationLoad(draft, load, index)];
    })
    .map((load) => (echoFactor === undefined ? load : withEchoes(load, echoFactor)));
  return [...pollLoad(draft), ...steps, ...reconciliationLoad(draft)];
}

function stepLoad(draft: FlowDraft, step: Step, index: number): CallLoad {
  const perEvent = stepCalls(draft, step, index);
  const { microBatch } = draft;
  if (microBatch?.steps.includes(step) === true) return flushedLoad(draft, { step, perEvent });
  return eventLoad(draft, { step, perEvent, role: 'step' });
}

function eventLoad(
  draft: FlowDraft,
  {
    step,
    perEvent,
    role,
    isOne,
  }: Pick<CallLoad, 'step' | 'perEvent' | 'role'> & { readonly isOne?: boolean },
): CallLoad {
  const { traffic, open } = draft;
  const calls = (events: Counted): Counted => ({
    value: perEvent.value * events.value,
    inputs: [perEvent.id, ...events.inputs],
  });
  const own = {
    flow: draft.flow.id,
    step,
    role,
    perEvent,
    callsFor: (events: number) => wholeCalls(draft, { step, perEvent, role }, events),
    bytesPerEvent: traffic.itemSize.value,
  };
  if (open !== undefined) {
    const from = runInputs(draft, { perEvent, isOne: isOne ?? step.per === 'run' });
    return { ...own, ...runRates(draft, { perEvent, from, open }) };
  }
  return {
    ...own,
    average: calls({ value: traffic.averageRate.value, inputs: [traffic.averageRate.id] }),
    peak: calls({ value: traffic.peakRate.value, inputs: [traffic.peakRate.id] }),
    within: (seconds) => calls(arrivalsWithin(traffic, seconds)),
  };
}

// One call for a whole run does not change with the number of items in it.
function runInputs(
  { traffic, open }: FlowDraft,
  { perEvent, isOne }: { perEvent: Decision<number>; isOne: boolean },
): readonly string[] {
  if (!isOne) return [perEvent.id, traffic.volume.id];
  const { start, attemptEvery, confirm } = open?.table ?? {};
  return [start, ...(perEvent.id.endsWith('confirm-calls') ? [attemptEvery, confirm] : [])].flatMap(
    (decision) => decision?.id ?? [],
  );
}

// The calls of a run are a count over the open time.
function runRates(
  { traffic }: FlowDraft,
  { perEvent, from, open }: { perEvent: Decision<number>; from: readonly string[]; open: OpenTime },
): Pick<CallLoad, 'average' | 'peak' | 'within'> {
  const total = tidy(perEvent.value * traffic.volume.value);
  const times = open.openInputs.map(({ id }) => id);
  return {
    average: { value: total / traffic.period, inputs: from },
    peak: { value: total / open.open, inputs: [...from, ...times] },
    within: (seconds) => {
      const whole = total * Math.max(1, seconds / traffic.period);
      const spread = (total * seconds) / open.open;
      return spread >= whole
        ? { value: whole, inputs: from }
        : { value: spread, inputs: [...from, ...times] };
    },
  };
}

function wholeCalls(
  draft: FlowDraft,
  { step, perEvent, role }: Pick<CallLoad, 'step' | 'perEvent' | 'role'>,
  events: number,
): number {
  const batch = role === 'step' ? draft.batchSizes.get(step) : undefined;
  if (step.per === 'run') return events > 0 ? 1 : 0;
  return batch === undefined ? events * perEvent.value : atLeast(events / batch.value);
}

function flushedLoad(
  draft: FlowDraft,
  { step, perEvent }: Pick<CallLoad, 'step' | 'perEvent'>,
): CallLoad {
  const batch = draft.microBatch;
  const plain = eventLoad(draft, { step, perEvent, role: 'step' });
  if (batch === undefined) return plain;
  const daily = batch.callsPerDay.value / batch.steps.length;
  const flush = batch.flush.value;
  const inFlush = [batch.peakBatches.id, batch.flush.id];
  return {
    ...plain,
    average: { value: daily / day, inputs: [batch.callsPerDay.id] },
    callsFor: (events) => atLeast(events / batch.items.value),
    peak: { value: batch.peakBatches.value / flush, inputs: inFlush },
    within: (seconds) => {
      // A limiter of a second or less spreads a flush; a longer window takes it whole.
      if (seconds <= 1) {
        return { value: (batch.peakBatches.value * seconds) / flush, inputs: inFlush };
      }
      const flushed = batch.peakBatches.value * Math.ceil(seconds / flush);
      return seconds >= day || flushed > daily
        ? { value: daily * Math.max(1, seconds / day), inputs: [batch.callsPerDay.id] }
        : { value: flushed, inputs: seconds <= flush ? [batch.peakBatches.id] : inFlush };
    },
  };
}

function confirmationLoad(draft: FlowDraft, load: CallLoad, index: number): readonly CallLoad[] {
  const confirm = load.step.confirm?.value;
  if (confirm?.kind !== 'read') return [];
  const looks = looksOf(draft, confirm);
  const value = load.perEvent.value * looks.count;
  const perEvent = derived(
    `flows.${draft.flow.id}.steps.${index}.confirm-calls`,
    {
      value,
      unit: 'calls/event',
      reason: `Reading "${confirm.step.name}" is how we learn that the call took effect, and each look is a call too.`,
      formula: `${count(load.perEvent.value)} x ${count(looks.count)} looks${looks.formula} = ${count(value)}`,
    },
    [load.perEvent, ...looks.inputs],
  );
  if (draft.microBatch?.steps.includes(load.step) === true) {
    return [
      {
        ...load,
        step: confirm.step,
        role: 'confirmation',
        perEvent,
        average: scaled(load.average, looks.count),
        peak: scaled(load.peak, looks.count),
        within: (seconds) => scaled(load.within(seconds), looks.count),
        callsFor: (events) => load.callsFor(events) * looks.count,
      },
    ];
  }
  const isOne = load.step.per === 'run';
  return [eventLoad(draft, { step: confirm.step, perEvent, role: 'confirmation', isOne })];
}

// How often we look until it must be there: by the file, else by the timetable, else once.
function looksOf(
  { open }: Pick<FlowDraft, 'open'>,
  confirm: Confirm,
): { count: number; formula: string; inputs: readonly (Decision | undefined)[] } {
  const { attemptEvery, confirm: reserved } = open?.table ?? {};
  const every = confirm.everySeconds ?? attemptEvery?.value;
  const takes = confirm.takesSeconds ?? reserved?.value;
  if (every === undefined || takes === undefined) return { count: 1, formula: '', inputs: [] };
  return {
    count: Math.max(1, atLeast(takes / every)),
    formula: `, ceil(${duration(takes)} / ${duration(every)})`,
    inputs: [
      confirm.everySeconds === undefined ? attemptEvery : undefined,
      confirm.takesSeconds === undefined ? reserved : undefined,
    ],
  };
}

function pollLoad(draft: FlowDraft): readonly CallLoad[] {
  const { poll } = draft;
  if (poll === undefined) return [];
  return [
    everySoOften(draft, {
      step: poll.step,
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
  const pages = Math.max(1, atLeast(listed / defaults.pageSize));
  const calls = derived(
    `flows.${draft.flow.id}.reconciliation-pages`,
    {
      value: pages,
      unit: 'calls',
      reason: 'A comparison lists everything since the last one, page by page.',
      formula: `max(1, ceil(${rate(draft.traffic.averageRate.value)} x ${duration(every.value)} / ${count(defaults.pageSize)} a page)) = ${count(pages)}`,
    },
    [draft.traffic.averageRate, every],
  );
  return [
    {
      ...everySoOften(draft, {
        step,
        role: 'reconciliation',
        every,
        calls: pages,
        inputs: [every.id, calls.id],
      }),
      figures: [calls],
    },
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
  const often: Counted = { value: at.calls / at.every.value, inputs: at.inputs };
  return {
    flow: draft.flow.id,
    step: at.step,
    role: at.role,
    perEvent: stated(`flows.${draft.flow.id}.${at.role}-calls`, byDefault('callsBesideEvents'), {
      value: defaults.callsBesideEvents,
      unit: 'calls/event',
      reason: 'These calls follow a clock and not the events.',
    }),
    average: often,
    peak: often,
    within: (seconds) => withinRound(at, seconds),
    callsFor: () => 0,
    bytesPerEvent: 0,
  };
}

// The calls of a round follow each other and have the whole round for it, so no short window holds them all.
function withinRound(
  at: { every: Decision<number>; calls: number; inputs: readonly string[] },
  seconds: number,
): Counted {
  const spread = (at.calls * seconds) / at.every.value;
  const { callsOfRound } = defaults;
  return spread <= callsOfRound
    ? { value: callsOfRound, inputs: [] }
    : { value: spread, inputs: at.inputs };
}

function scaled({ value, inputs }: Counted, factor: number): Counted {
  return { value: value * factor, inputs };
}
