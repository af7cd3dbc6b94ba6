import type { Decision } from '../../plan/decision.ts';
import { clockText, count, duration, rate, share } from '../../plan/figure.ts';
import { declaredAt } from '../rule.ts';
import { adviceDefaults as defaults } from './defaults.ts';
import { derived, present, standard } from './figures.ts';
import { bindingOf, type FlowCase } from './subject.ts';

export const lasting = (): Decision<number> =>
  standard('alertFor', 'Shorter excursions heal before somebody has read the message.', 's');
export const countWindow = (): Decision<number> =>
  standard('countWindow', 'Long enough to count at this traffic, short enough to act.', 's');
export const fewest = (): Decision<number> =>
  standard('refusedFloor', 'A share of fewer says nothing.');
export const missingShare = (): Decision<number> =>
  standard(
    'unconfirmedShare',
    'Confirmations of single calls come late; a tenth missing is a fault.',
    'share',
  );

/** The age at which a waiting item is late for a reason that the plan does not know. */
export function lateAge({ flow }: FlowCase): Decision<number> {
  const target = flow.latencyTarget?.value ?? 0;
  const worst = flow.worstLatency?.value ?? null;
  const outage = worst ?? flow.outage.value;
  const kept = worst !== null && worst <= target;
  return derived(
    `${flow.id}.late-age`,
    {
      value: kept ? target : stepped(outage + target),
      unit: 's',
      reason: kept
        ? 'The promise holds even through the planned outage, so whatever is older is late.'
        : 'Whatever is older than the planned outage and the promise together is late for a reason nobody planned.',
      formula: kept
        ? `target ${duration(target)}`
        : `ceil((${duration(outage)} + ${duration(target)}) / ${duration(defaults.thresholdStep)}) x ${duration(defaults.thresholdStep)} = ${duration(stepped(outage + target))}`,
    },
    present(
      flow.latencyTarget,
      kept ? undefined : worst === null ? flow.outage : flow.worstLatency,
    ),
  );
}

function stepped(seconds: number): number {
  return Math.ceil(seconds / defaults.thresholdStep) * defaults.thresholdStep;
}

/** Seconds of silence that ordinary traffic does not produce. */
export function silence({ flow }: FlowCase): Decision<number> {
  if (flow.poll !== undefined) {
    const value = flow.poll.interval.value * defaults.missedIntervals;
    return derived(
      `${flow.id}.silence`,
      {
        value,
        unit: 's',
        reason: 'One missed poll heals by itself; several do not.',
        formula: `${count(defaults.missedIntervals)} x ${duration(flow.poll.interval.value)} = ${duration(value)}`,
      },
      [flow.poll.interval],
    );
  }
  const average = flow.averageRate.value;
  const swing = average === 0 ? 1 : Math.max(1, flow.peakRate.value / average);
  const gaps = average === 0 ? Infinity : (defaults.silentGaps * swing) / average;
  const value =
    gaps > defaults.silenceCeiling
      ? defaults.silenceLong
      : Math.max(defaults.silenceFloor, stepped(gaps));
  return derived(
    `${flow.id}.silence`,
    {
      value,
      unit: 's',
      reason:
        'So long a gap does not happen by chance at this traffic; quiet nights need a longer one.',
      formula: `${count(defaults.silentGaps)} mean gaps at ${rate(average)} x ${count(swing)} (peak to mean), in steps of ${duration(defaults.thresholdStep)}, between ${duration(defaults.silenceFloor)} and ${duration(defaults.silenceCeiling)}, else ${duration(defaults.silenceLong)}: ${duration(value)}`,
    },
    [flow.averageRate, flow.peakRate],
  );
}

/** The use of the binding limit that is reported: the planned one, or half way from there to the end. */
export function usedShare({ flow, settings }: FlowCase): Decision<number> {
  const use = bindingOf(flow)?.use;
  const planned = settings.utilisation.value;
  const isTight = use !== undefined && use.value > planned;
  const value = isTight ? (use.value + 1) / 2 : planned;
  return derived(
    `${flow.id}.used-share`,
    {
      value,
      unit: 'share',
      reason: isTight
        ? 'Half way between the planned peak and the limit: above it the plan is wrong, not the day.'
        : 'More than the planned utilisation of the limit means traffic that nobody planned.',
      formula: isTight
        ? `half of (${share(use.value)} + ${share(1)}) = ${share(value)}`
        : share(value),
    },
    [isTight ? use : settings.utilisation],
  );
}

/** The share of calls that must be saved so that the rest fits the limit. */
export function savingNeeded({ flow }: FlowCase): Decision<number> {
  const use = bindingOf(flow)?.use;
  const value = use === undefined ? 0 : 1 - 1 / use.value;
  return derived(
    `${flow.id}.saving-needed`,
    {
      value,
      unit: 'share',
      reason: 'Unless so many calls are saved, the limit ends the work before its window does.',
      formula: `${share(1)} - ${share(1)} / ${count(use?.value ?? 0)} = ${share(value)}`,
    },
    present(use),
  );
}

/** The share of items that may go stale: the error budget. */
export function unservedShare({ flow, settings }: FlowCase): Decision<number> {
  const value = 1 - settings.slo.value;
  return derived(
    `${flow.id}.stale-share`,
    {
      value,
      unit: 'share',
      reason:
        'More stale items than the error budget allows, while the system answers, is our own fault.',
      formula: `${share(1)} - ${share(settings.slo.value)} = ${share(value)}`,
    },
    [settings.slo],
  );
}

/** Seconds for which stale items go on after an outage: until what waited is sent or has expired. */
export function staleFor({ flow }: FlowCase): Decision<number> {
  const drain = flow.drain?.value ?? flow.drainAtLimit?.value ?? undefined;
  const from = flow.drain?.value == null ? flow.drainAtLimit : flow.drain;
  const recovery = drain ?? flow.outage.value;
  const value = stepped(recovery + defaults.alertFor);
  return derived(
    `${flow.id}.stale-for`,
    {
      value,
      unit: 's',
      reason:
        'While what waited in an outage is sent, some of it expires: that heals itself and wakes nobody.',
      formula: `${duration(recovery)} ${drain === undefined ? 'outage' : 'drain'} + ${duration(defaults.alertFor)}, in steps of ${duration(defaults.thresholdStep)} = ${duration(value)}`,
    },
    present(drain === undefined ? flow.outage : from),
  );
}

/** Seconds after which a comparison is overdue: one may fail, and the next must come. */
export function comparisonOverdue({ flow }: FlowCase): Decision<number> | undefined {
  const { reconcile } = flow;
  if (reconcile === undefined) return undefined;
  const value = defaults.comparisons * reconcile.value;
  return derived(
    `${flow.id}.comparison-overdue`,
    {
      value,
      unit: 's',
      reason: 'One comparison that is missed heals with the next; then nobody knows any more.',
      formula: `${count(defaults.comparisons)} x ${duration(reconcile.value)} = ${duration(value)}`,
    },
    [reconcile],
  );
}

/** The share of calls that may need a second attempt. */
export function secondShare({ flow, target }: FlowCase): Decision<number> {
  const budget = target.calls?.retry.budget;
  const value = (budget?.value ?? 0) * defaults.retryNotice;
  return derived(
    `${flow.id}.second-share`,
    {
      value,
      unit: 'share',
      reason: 'The budget ends second attempts, so they must be told before they reach it.',
      formula: `${share(budget?.value ?? 0)} x ${share(defaults.retryNotice)} = ${share(value)}`,
    },
    present(budget),
  );
}

/** The time over which is counted what was saved. */
export const savingWindow = (): Decision<number> =>
  standard('savingWindow', 'Caches fill and empty within a day.', 's');

/** The time of day by which the comparison must agree, as declared. */
export function comparedBy({ flow, declared }: FlowCase): Decision<string> | undefined {
  const { reconcile } = declared ?? {};
  if (reconcile?.value.deadline === undefined) return undefined;
  return {
    id: `advice.${flow.id}.compared-by`,
    value: clockText(reconcile.value.deadline),
    source: declaredAt(reconcile.at),
    reason:
      'The file says by when both sides must agree, so a difference after it is told at once.',
  };
}
