// @ts-nocheck
import type { Decision } from '../../plan/decision.ts';
import { count, duration, rate } from '../../plan/figure.ts';
import type { PlannedPeak } from '../../plan/flow.ts';
import { derived, stated } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { declaredAt } from '../rule.ts';
import type { Traffic } from './traffic.ts';

/** What waits when an outage ends. */
export interface Backlog {
  readonly backlog: Decision<number>;
  /** The same if nothing expired or was replaced; only where something does. */
  readonly fullBacklog?: Decision<number>;
  readonly expires?: Decision<number>;
}

/** Whether the flow lets its work wait: neither a caller nor a deadline stands behind it. */
export function isQueued({ flow, pattern, open }: FlowDraft): boolean {
  if (open !== undefined) return false;
  return pattern.value !== 'request/response' || flow.fallback?.value.recheck === true;
}

/** Events that arrive in an outage: in the peak as long as it lasts, on average after that. */
export function arrivalsInOutage({ traffic }: FlowDraft, seconds: number): number {
  const peak = fullestPeak(traffic, seconds);
  return peak === undefined
    ? traffic.averageRate.value * seconds
    : arrivals(traffic, peak, seconds);
}

/** The peak that brings most in so many seconds; a short one may be busier and still bring less. */
export function fullestPeak(traffic: Traffic, seconds: number): PlannedPeak | undefined {
  const brought = traffic.peaks.map((peak) => arrivals(traffic, peak, seconds));
  return traffic.peaks[brought.indexOf(Math.max(...brought))];
}

function arrivals({ averageRate }: Traffic, { rate, lasts }: PlannedPeak, seconds: number): number {
  const inPeak = Math.min(seconds, lasts.value);
  return rate.value * inPeak + averageRate.value * (seconds - inPeak);
}

/** Events that wait when the outage ends: what expired or was replaced by newer ones does not. */
export function waitingEvents(draft: FlowDraft, outage: number): number {
  const { flow, traffic } = draft;
  const seconds = Math.min(outage, flow.expires?.value ?? Infinity);
  const arrived = arrivalsInOutage(draft, seconds);
  return flow.order?.value.keep === 'latest'
    ? Math.min(arrived, traffic.keys?.value ?? Infinity)
    : arrived;
}

/** The backlog of a flow as decisions. */
export function decideBacklog(draft: FlowDraft, outage: Decision<number>): Backlog {
  const { flow, traffic } = draft;
  const owner = `flows.${flow.id}`;
  const expires = expiry(draft);
  const full = arrivalsInOutage(draft, outage.value);
  const value = waitingEvents(draft, outage.value);
  const keys = flow.order?.value.keep === 'latest' ? traffic.keys : undefined;
  const reduced = expires !== undefined || keys !== undefined;
  const inputs = [
    ...inPeak(traffic, outage.value),
    outage,
    ...(isShorter(draft, outage.value) ? [traffic.averageRate] : []),
  ];
  const backlog = derived(
    `${owner}.backlog`,
    {
      value,
      unit: 'events',
      reason: backlogReason({ expires: expires !== undefined, latest: keys !== undefined }),
      formula: formula({ draft, keys, outage: outage.value, expires: expires?.value, value }),
    },
    [...inputs, expires, keys],
  );
  return {
    backlog,
    ...(expires === undefined ? {} : { expires }),
    ...(reduced
      ? {
          fullBacklog: derived(
            `${owner}.full-backlog`,
            {
              value: full,
              unit: 'events',
              reason:
                'If everything were kept, all that arrives in the outage would have to be sent after it.',
              formula: formula({
                draft,
                keys: undefined,
                outage: outage.value,
                expires: undefined,
                value: full,
              }),
            },
            inputs,
          ),
        }
      : {}),
  };
}

/** The busiest of the peaks. */
export function busiestPeak<Peak extends { readonly rate: Decision<number> }>(
  peaks: readonly Peak[],
): Peak | undefined {
  return peaks.reduce<Peak | undefined>(
    (most, peak) => (most === undefined || peak.rate.value > most.rate.value ? peak : most),
    undefined,
  );
}

/** Whether the outage outlasts the peak, so that the mean counts for the rest of it. */
export function isShorter({ traffic }: FlowDraft, outage: number): boolean {
  const peak = fullestPeak(traffic, outage);
  return peak !== undefined && peak.lasts.value <= outage;
}

// The busiest peak stands in the plan as the peak of the flow; another one by its own name.
function inPeak(traffic: Traffic, outage: number): readonly Decision<number>[] {
  const peak = fullestPeak(traffic, outage);
  if (peak === undefined || peak.rate.value === traffic.peakRate.value) return [traffic.peakRate];
  return [peak.rate];
}

function backlogReason({ expires, latest }: { expires: boolean; latest: boolean }): string {
  if (latest)
    return 'A newer event replaces the one that waits, so at most one of each entity is left.';
  if (expires)
    return 'What is older than its expiry is dropped and counted, so only the youngest wait when the outage ends.';
  return 'Everything that arrives while the other side is away waits, and the outage is taken to fall into the peak.';
}

function formula(at: {
  draft: FlowDraft;
  keys: Decision<number> | undefined;
  outage: number;
  expires: number | undefined;
  value: number;
}): string {
  const { traffic } = at.draft;
  const seconds = Math.min(at.outage, at.expires ?? Infinity);
  const peak = fullestPeak(traffic, seconds);
  const busy = peak?.rate ?? traffic.peakRate;
  const time =
    at.expires === undefined
      ? duration(at.outage)
      : `min(${duration(at.outage)}, ${duration(at.expires)})`;
  const arrived =
    peak !== undefined && peak.lasts.value < seconds
      ? `${rate(busy.value)} x ${duration(peak.lasts.value)} + ${rate(traffic.averageRate.value)} x ${duration(seconds - peak.lasts.value)}`
      : `${rate(busy.value)} x ${time}`;
  const limited = at.keys === undefined ? arrived : `min(${arrived}, ${count(at.keys.value)})`;
  return `${limited} = ${count(at.value)}`;
}

function expiry({ flow }: FlowDraft): Decision<number> | undefined {
  if (flow.expires === undefined) return undefined;
  return stated(`flows.${flow.id}.expires`, declaredAt(flow.expires.at), {
    value: flow.expires.value,
    unit: 's',
    reason:
      'Older than this an item is worth less than nothing, so it is dropped and counted, and the newest goes first.',
  });
}
