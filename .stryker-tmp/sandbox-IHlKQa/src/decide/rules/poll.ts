// @ts-nocheck
import type { Flow, Step, System } from '../../model/integration.ts';
import type { Limit, RequestLimit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, duration, share } from '../../plan/figure.ts';
import type { PlannedPoll } from '../../plan/flow.ts';
import type { Settings } from '../../plan/plan.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { declaredLatency } from './latency-target.ts';
import { covers, declaredLimits, limitId } from './limits.ts';
import { arrivalsWithin, type Traffic } from './traffic.ts';

/** What a poll's interval hangs on. */
export interface PollSubject {
  readonly flow: Flow;
  readonly step: Step;
  readonly source: System;
  readonly traffic: Traffic;
  readonly settings: Settings;
  /** All flows, because others may use the same limit. */
  readonly flows: readonly Flow[];
}

/** A poll with the calls that one round costs. */
export interface DecidedPoll extends PlannedPoll {
  readonly step: Step;
  /** Calls of one round: pages, for each entity that is asked about. */
  readonly calls: Decision<number>;
  /** The same in the interval that the promise alone would set, from which the floor is made. */
  readonly promisedCalls: Decision<number>;
}

interface Floor {
  readonly seconds: number;
  readonly formula: string;
  readonly inputs: readonly string[];
}

/** How often a source is asked: never more often than its limits bear, never less than the promise needs. */
export function decidePoll(subject: PollSubject): DecidedPoll {
  const owner = `flows.${subject.flow.id}.poll`;
  const onePage = floorFor(subject, roundCalls(subject, 1));
  const first = intervalOf(subject, floorDecision(owner, onePage));
  const promise =
    declaredLatency(subject.flow) === undefined ? [] : [`flows.${subject.flow.id}.latency-target`];
  const promised = callsDecision(`${owner}.promised-calls`, subject, {
    seconds: first.value,
    inputs: first.source.kind === 'declared' ? [] : [...promise, ...onePage.inputs],
  });
  const floor = floorDecision(owner, floorFor(subject, promised.value, promised.id));
  const interval = intervalOf(subject, floor);
  // Whoever asks less often finds more pages: demand is counted in the rounds that really come.
  const calls = callsDecision(`${owner}.calls`, subject, {
    seconds: interval.value,
    inputs: interval.source.kind === 'declared' ? [] : [interval.id],
  });
  const cursor = cursorOf(owner, subject, interval);
  return { step: subject.step, interval, floor, calls, promisedCalls: promised, cursor };
}

function roundCalls({ step, traffic }: PollSubject, pages: number): number {
  return step.per === 'key' ? Math.max(pages, traffic.keys?.value ?? 1) : pages;
}

function callsDecision(
  id: string,
  subject: PollSubject,
  interval: { readonly seconds: number; readonly inputs: readonly string[] },
): Decision<number> {
  const changes = arrivalsWithin(subject.traffic, interval.seconds);
  const pages = Math.max(1, Math.ceil(changes.value / defaults.pageSize));
  const value = roundCalls(subject, pages);
  const perKey = subject.step.per === 'key' ? subject.traffic.keys : undefined;
  return derived(
    id,
    {
      value,
      unit: 'calls',
      reason:
        'A round asks for every page of what changed since the last one, and for every entity that has to be asked apart.',
      formula: `max(1, ceil(${count(changes.value)} changes in ${duration(interval.seconds)} / ${count(defaults.pageSize)} a page)${perKey === undefined ? '' : `, ${count(perKey.value)} entities`}) = ${count(value)}`,
    },
    [...changes.inputs, perKey, ...interval.inputs],
  );
}

function floorFor(subject: PollSubject, calls: number, callsId?: string): Floor {
  const floors = declaredLimits(subject.source).flatMap((limit, index) => {
    if (limit.kind !== 'requests') return [];
    if (!covers(limit, { flow: subject.flow.id, step: subject.step })) return [];
    return [limitFloor(limit, { subject, index, calls, callsId })];
  });
  const usual: Floor[] =
    declaredLatency(subject.flow) === undefined
      ? [{ seconds: defaults.pollFloor, formula: duration(defaults.pollFloor), inputs: [] }]
      : [];
  const all = [...usual, ...floors];
  return {
    seconds: Math.max(0, ...all.map(({ seconds }) => seconds)),
    formula: all.length === 0 ? 'no limit' : `max(${all.map(({ formula }) => formula).join(', ')})`,
    inputs: [...new Set(all.flatMap(({ inputs }) => inputs))],
  };
}

function limitFloor(
  limit: RequestLimit,
  at: { subject: PollSubject; index: number; calls: number; callsId: string | undefined },
): Floor {
  const { subject, index, calls } = at;
  const allowed = Math.max(1, Math.floor(limit.requests * (subject.source.share?.value ?? 1)));
  const id = `${limitId(subject.source.id, index)}.hard`;
  const isShared = othersUse(limit, subject);
  if (limit.key !== undefined && !isShared) {
    const pages = subject.step.per === 'key' ? 1 : calls;
    const rounds = Math.max(1, Math.floor((allowed - 1) / pages));
    const seconds = (limit.perSeconds + subject.settings.jitter.value) / rounds;
    return {
      seconds,
      formula: `(${duration(limit.perSeconds)} + ${duration(subject.settings.jitter.value)}) / max(1, floor((${count(allowed)} - 1) / ${count(pages)})) = ${duration(seconds)}`,
      inputs: [id, `${limitId(subject.source.id, index)}.window`, subject.settings.jitter.id],
    };
  }
  const part = isShared ? defaults.pollShare : subject.settings.utilisation.value;
  const perRound = limit.key === undefined || subject.step.per !== 'key' ? calls : 1;
  const seconds = (perRound * limit.perSeconds) / (part * allowed);
  return {
    seconds,
    formula: `${count(perRound)} / (${share(part)} x ${count(allowed)} / ${duration(limit.perSeconds)}) = ${duration(seconds)}`,
    inputs: [
      id,
      `${limitId(subject.source.id, index)}.window`,
      ...(at.callsId === undefined ? [] : [at.callsId]),
      ...(isShared ? [] : [subject.settings.utilisation.id]),
    ],
  };
}

function othersUse(limit: Limit, { flow, step, source, flows }: PollSubject): boolean {
  return flows.some((other) =>
    stepsOf(other).some(
      (candidate) =>
        candidate !== step &&
        candidate.system === source.id &&
        covers(limit, { flow: other.id, step: candidate }) &&
        (other.id !== flow.id || candidate !== step),
    ),
  );
}

/** All calls that a flow names: steps, the polled one, confirmations and reconciliation. */
function stepsOf(flow: Flow): readonly Step[] {
  const confirmations = flow.steps.flatMap(({ confirm }) =>
    confirm?.value.kind === 'read' ? [confirm.value.step] : [],
  );
  const polled = flow.trigger.kind === 'poll' ? [flow.trigger.step] : [];
  const reconciled = flow.reconcile?.value.read;
  return [
    ...flow.steps,
    ...confirmations,
    ...polled,
    ...(reconciled === undefined ? [] : [reconciled]),
  ];
}

function floorDecision(owner: string, { seconds, formula, inputs }: Floor): Decision<number> {
  const finding = {
    value: seconds,
    unit: 's',
    reason:
      'Asking more often than this would eat the part of the limits that polling may take, for answers that mostly say nothing new.',
    formula: `${formula} = ${duration(seconds)}`,
  } as const;
  return inputs.length === 0
    ? stated(`${owner}.floor`, byDefault('pollFloor'), finding)
    : derived(`${owner}.floor`, finding, inputs);
}

function intervalOf({ flow }: PollSubject, floor: Decision<number>): Decision<number> {
  const id = `flows.${flow.id}.poll.interval`;
  const every = flow.schedule?.value.everySeconds;
  if (flow.schedule !== undefined && every !== undefined) {
    return stated(id, declaredAt(flow.schedule.at), {
      value: every,
      unit: 's',
      reason: 'The file sets how often the source is asked.',
    });
  }
  const target = declaredLatency(flow)?.value.total;
  if (target === undefined) {
    return derived(
      id,
      {
        value: floor.value,
        unit: 's',
        reason:
          'Nothing is promised, so the source is asked as seldom as its floor allows without being slow.',
        formula: duration(floor.value),
      },
      [floor],
    );
  }
  const value = Math.max(target / 2, floor.value);
  return derived(
    id,
    {
      value,
      unit: 's',
      reason: `Half the promised time is the longest interval that keeps it; a change waits up to ${duration(value)} to be seen, which is the price of asking.`,
      formula: `max(${duration(target)} / 2, ${duration(floor.value)}) = ${duration(value)}`,
    },
    [`flows.${flow.id}.latency-target`, floor],
  );
}

function cursorOf(
  owner: string,
  { flow, step }: PollSubject,
  interval: Decision<number>,
): Decision<string> {
  const id = `${owner}.cursor`;
  if (flow.cursor !== undefined) {
    const { field, param, lookbackSeconds } = flow.cursor.value;
    const parts = [
      field === undefined ? 'position of the last round' : `field ${field}`,
      ...(param === undefined ? [] : [`sent as ${param}`]),
      ...(lookbackSeconds === undefined ? [] : [`looking back ${duration(lookbackSeconds)}`]),
    ];
    return stated(id, declaredAt(flow.cursor.at), {
      value: parts.join(', '),
      reason:
        'The file says by what the source tells new from old, and late entries need the look-back.',
    });
  }
  return derived(
    id,
    {
      value: 'time of the last complete round, one interval looked back',
      reason: `Nobody says how "${step.name}" tells new from old, so rounds overlap by one interval and repeats fall to the inbox.`,
      formula: `1 interval of ${duration(interval.value)}`,
    },
    [interval],
  );
}
