// @ts-nocheck
import type { Flow, Step, System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { bytes, count, duration, rate } from '../../plan/figure.ts';
import type { MicroBatch } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import { derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { atLeast } from '../tidy.ts';
import { batchLimitOf, declaredLimits, limitId } from './limits.ts';
import type { Traffic } from './traffic.ts';

/** A micro-batch with what its demand is counted from. */
export interface DecidedMicroBatch extends MicroBatch {
  readonly system: string;
  /** Steps that travel in batches. */
  readonly steps: readonly Step[];
  /** Batches of one step that leave together at the busiest flush. */
  readonly peakBatches: Decision<number>;
}

const day = 86_400;

/** How events are collected: flushed at half the promised time or when a batch is full. */
export function decideMicroBatch(
  flow: Flow,
  at: { system: System; traffic: Traffic; target: Decision<number> | undefined },
): DecidedMicroBatch {
  const owner = `flows.${flow.id}.micro-batch`;
  const steps = flow.steps.filter(
    (step) => step.system === at.system.id && batchItems(at.system, step) > 1,
  );
  const items = itemsDecision(owner, { ...at, steps });
  const flush = flushDecision(owner, at.target);
  const all = batchesADay(at.traffic, { items: items.value, flush: flush.value });
  return {
    system: at.system.id,
    steps,
    peakBatches: derived(
      `${owner}.peak-batches`,
      {
        value: all.peakBatches,
        unit: 'calls',
        reason: 'So many batches of one step leave together at the busiest flush.',
        formula: `ceil(${all.busiest} / ${count(items.value)}) = ${count(all.peakBatches)}`,
      },
      [
        at.traffic.peakRate,
        flush,
        items,
        ...(all.isBeyondPeak
          ? [at.traffic.volume, ...at.traffic.peaks.map(({ lasts }) => lasts)]
          : []),
      ],
    ),
    items,
    flush,
    ...dailyCalls(owner, { steps: steps.length, traffic: at.traffic, items, flush }),
  };
}

function dailyCalls(
  owner: string,
  at: { steps: number; traffic: Traffic; items: Decision<number>; flush: Decision<number> },
): Pick<MicroBatch, 'callsPerDay' | 'naiveCallsPerDay'> {
  const { steps, traffic, items, flush } = at;
  const all = batchesADay(traffic, { items: items.value, flush: flush.value });
  const callsPerDay = atLeast(steps * all.batches);
  const naive = steps * traffic.volume.value;
  const peaks = traffic.peaks.flatMap((peak) => [peak.rate, peak.lasts]);
  return {
    callsPerDay: derived(
      `${owner}.calls-per-day`,
      {
        value: callsPerDay,
        unit: 'calls/day',
        reason:
          'Each flush sends as many batches as its items fill, peak hours counted apart, for each step.',
        formula: `${count(steps)} x (${all.formula}) = ${count(callsPerDay)}`,
      },
      [traffic.volume, ...peaks, items, flush],
    ),
    naiveCallsPerDay: derived(
      `${owner}.naive-calls-per-day`,
      {
        value: naive,
        unit: 'calls/day',
        reason:
          'One call an item and step is the simpler way, and what it costs is why it is rejected.',
        formula: `${count(steps)} x ${count(traffic.volume.value)} = ${count(naive)}`,
      },
      [traffic.volume],
    ),
  };
}

/** Items that one call of a step can carry by what the file says; 1 where no batch form exists. */
export function batchItems(system: System, step: Step): number {
  return step.batch?.items ?? batchLimitOf(system, step)?.items ?? 1;
}

/** Items in a batch: by count or by bytes, whichever binds. */
export function itemsDecision(
  owner: string,
  { system, steps, traffic }: { system: System; steps: readonly Step[]; traffic: Traffic },
): Decision<number> {
  const byCount = Math.min(...steps.map((step) => batchItems(system, step)));
  const sizes = steps.map(
    (step) => step.batch?.bytes ?? batchLimitOf(system, step)?.bytes ?? Infinity,
  );
  const size = Math.min(...sizes);
  const byBytes = Math.floor(size / traffic.itemSize.value);
  const value = Math.max(1, Math.min(byCount, byBytes));
  const finding = {
    value,
    unit: 'items' as const,
    reason:
      'A batch is full when it holds as many items or bytes as the other side takes, whichever comes first.',
    formula:
      size === Infinity
        ? count(byCount)
        : `min(${count(byCount)}, floor(${bytes(size)} / ${bytes(traffic.itemSize.value)}) = ${count(byBytes)}) = ${count(value)}`,
  };
  const from = [
    ...batchLimitIds(system, steps),
    ...(size === Infinity ? [] : [traffic.itemSize.id]),
  ];
  const [step] = steps;
  return from.length === 0 && step !== undefined
    ? stated(`${owner}.items`, declaredAt(step.at), finding)
    : derived(`${owner}.items`, finding, from);
}

// Only what holds for these steps, and only the sizes that the steps do not set themselves.
function batchLimitIds(system: System, steps: readonly Step[]): readonly string[] {
  return declaredLimits(system).flatMap((limit, index) => {
    const bound = steps.filter((step) => batchLimitOf(system, step) === limit);
    if (limit.kind !== 'batch' || bound.length === 0) return [];
    const id = limitId(system.id, index);
    const isCounted = bound.some(({ batch }) => batch?.items === undefined);
    const isSized = bound.some(({ batch }) => batch?.bytes === undefined);
    return [
      ...(limit.items !== undefined && isCounted ? [`${id}.batch-items`] : []),
      ...(limit.bytes !== undefined && isSized ? [`${id}.batch-bytes`] : []),
    ];
  });
}

function flushDecision(owner: string, target: Decision<number> | undefined): Decision<number> {
  const value = target === undefined ? defaults.attemptMost : target.value / 2;
  return derived(
    `${owner}.flush`,
    {
      value,
      unit: 's',
      reason:
        'Half the promised time is spent collecting, so that the other half is left for calls and their retries.',
      formula:
        target === undefined
          ? duration(value)
          : `${duration(target.value)} / 2 = ${duration(value)}`,
    },
    [target],
  );
}

interface Batches {
  readonly batches: number;
  readonly peakBatches: number;
  readonly formula: string;
  /** The items of the busiest flush, as arithmetic. */
  readonly busiest: string;
  /** Whether that flush holds more than its peak. */
  readonly isBeyondPeak: boolean;
}

function batchesADay(
  traffic: Traffic,
  { items, flush }: { items: number; flush: number },
): Batches {
  let restItems = traffic.volume.value;
  let restTime = day;
  let batches = 0;
  let peakBatches = 1;
  let busiest = `${rate(traffic.peakRate.value)} x ${duration(flush)}`;
  let isBeyondPeak = false;
  const parts: string[] = [];
  for (const peak of traffic.peaks) {
    const busy = peak.rate.value;
    const { lasts } = peak;
    const flushes = Math.max(1, lasts.value / flush);
    // A flush that is longer than the peak holds all of it, and what comes beside it.
    const beside = Math.max(0, flush - lasts.value);
    const slow = Math.max(0, restItems - busy * lasts.value) / Math.max(1, restTime - lasts.value);
    const collected = busy * Math.min(flush, lasts.value) + slow * beside;
    const each = atLeast(collected / items);
    batches += Math.min(flushes * each, flushes * collected);
    if (each >= peakBatches) {
      peakBatches = each;
      isBeyondPeak = beside > 0;
      busiest = isBeyondPeak
        ? `(${rate(busy)} x ${duration(lasts.value)} + ${rate(slow)} x ${duration(beside)})`
        : `${rate(busy)} x ${duration(flush)}`;
    }
    restItems = Math.max(0, restItems - flushes * collected);
    restTime = Math.max(0, restTime - flushes * flush);
    parts.push(`${count(flushes)} x ${count(each)}`);
  }
  const flushes = restTime / flush;
  const each = flushes === 0 ? 0 : atLeast(restItems / flushes / items);
  batches += Math.min(flushes * each, restItems);
  const rest =
    flushes * each > restItems
      ? count(restItems)
      : `${count(flushes)}${each === 1 ? '' : ` x ${count(each)}`}`;
  return { batches, peakBatches, formula: [rest, ...parts].join(' + '), busiest, isBeyondPeak };
}
