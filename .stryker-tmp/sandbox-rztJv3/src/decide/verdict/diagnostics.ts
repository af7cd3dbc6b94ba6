// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { count, duration, rate, share } from '../../plan/figure.ts';
import type { WayOut } from '../../plan/flow.ts';
import { defaults } from '../defaults.ts';
import type { DecidedFlow } from '../flow.ts';
import type { FlowContext } from '../flow-context.ts';
import { distinctWays } from './judge-limits.ts';
import type { Judgement } from './judgement.ts';

/** What the verdict of a flow tells its author, with the arithmetic and the ways out. */
export function verdictDiagnostics(
  context: FlowContext,
  decided: DecidedFlow,
  { acceptInfeasible }: { acceptInfeasible: boolean },
): readonly Diagnostic[] {
  const failed = decided.judgements.filter(({ verdict }) => verdict === 'infeasible');
  const verdicts = acceptInfeasible
    ? accepted(context, failed)
    : codes.flatMap((code) =>
        refused(context, { code, failed: failed.filter((one) => codeOf(one) === code) }),
      );
  return [
    ...verdicts,
    ...synchronousAtRisk(context, decided),
    ...retryTooShort(context, decided),
    ...concurrencyOverLimit(context),
    ...timeoutOverBudget(context),
  ];
}

type VerdictCode = 'verdict/infeasible' | 'verdict/poll-floor' | 'verdict/synchronous-deadline';

const codes: readonly VerdictCode[] = [
  'verdict/infeasible',
  'verdict/poll-floor',
  'verdict/synchronous-deadline',
];

function codeOf({ kind }: Judgement): VerdictCode {
  if (kind === 'synchronous') return 'verdict/synchronous-deadline';
  return kind === 'poll' ? 'verdict/poll-floor' : 'verdict/infeasible';
}

function refused(
  context: FlowContext,
  { code, failed }: { code: VerdictCode; failed: readonly Judgement[] },
): readonly Diagnostic[] {
  if (failed.length === 0) return [];
  return [diagnose(code, params(context, failed), placeOf(context, code))];
}

function accepted(context: FlowContext, failed: readonly Judgement[]): readonly Diagnostic[] {
  if (failed.length === 0) return [];
  return [
    diagnose(
      'verdict/infeasible-accepted',
      params(context, failed),
      placeOf(context, 'verdict/infeasible'),
    ),
  ];
}

function params(
  { draft }: FlowContext,
  failed: readonly Judgement[],
): { flow: string; why: string; ways: string } {
  const ways = distinctWays(failed.flatMap(({ waysOut }) => waysOut));
  return {
    flow: draft.flow.id,
    why: failed.map(({ sentence }) => sentence).join(' '),
    ways: ways.map(wayText).join(' '),
  };
}

function wayText({ text, formula }: WayOut): string {
  return `${text.replace(/\.$/, '')} (${formula}).`;
}

function placeOf({ draft }: FlowContext, code: VerdictCode): Place {
  const { flow } = draft;
  if (code === 'verdict/poll-floor') return (flow.schedule ?? flow.latency ?? flow).at;
  if (code === 'verdict/synchronous-deadline') return (flow.latency ?? flow).at;
  return (flow.volume ?? flow.deadline ?? flow).at;
}

function synchronousAtRisk(context: FlowContext, { flow }: DecidedFlow): readonly Diagnostic[] {
  const { draft, demand } = context;
  if (flow.waiting === undefined) return [];
  const used = demand.find(({ use }) => use.value > defaults.waitingShareMost);
  const busy = draft.traffic.peakRate.value > defaults.waitingRateMost;
  if (used === undefined && !busy) return [];
  const why =
    used === undefined
      ? `${rate(draft.traffic.peakRate.value)} of them come in the peak, more than ${rate(defaults.waitingRateMost)}`
      : `they use ${share(used.use.value)} of "${used.label}" at ${used.system}, more than ${share(defaults.waitingShareMost)}`;
  return [
    diagnose(
      'flow/synchronous-at-risk',
      { flow: flow.id, why, refused: `${count(flow.waiting.refusedPerOutage.value)} of them` },
      draft.flow.trigger.at,
    ),
  ];
}

function retryTooShort(
  { draft, outage }: FlowContext,
  { flow }: DecidedFlow,
): readonly Diagnostic[] {
  const { retry } = draft.flow.overrides;
  const span = flow.queueRetry?.minimumSpan;
  if (retry === undefined || span === undefined || span.value > outage.value) return [];
  return [
    diagnose(
      'verdict/retry-too-short',
      { flow: flow.id, span: duration(span.value), outage: duration(outage.value) },
      retry.at,
    ),
  ];
}

function concurrencyOverLimit({ draft, limits }: FlowContext): readonly Diagnostic[] {
  const asked = draft.flow.overrides.concurrency;
  if (asked === undefined) return [];
  const tightest = limits
    .filter(
      ({ planned }) =>
        planned.kind === 'concurrent' && (planned.hard?.value ?? Infinity) < asked.value,
    )
    .sort((a, b) => (a.planned.hard?.value ?? 0) - (b.planned.hard?.value ?? 0))[0];
  if (tightest?.planned.hard === undefined) return [];
  const allowed = `"${tightest.planned.label}" of ${tightest.system} allows ${count(tightest.planned.hard.value)}`;
  return [
    diagnose(
      'verdict/concurrency-over-limit',
      { flow: draft.flow.id, asked: count(asked.value), allowed },
      asked.at,
    ),
  ];
}

function timeoutOverBudget({ draft }: FlowContext): readonly Diagnostic[] {
  const { timeout } = draft.flow.overrides;
  const budget = draft.waiting?.budget;
  if (timeout === undefined || budget === undefined || timeout.value <= budget.value) return [];
  return [
    diagnose(
      'verdict/synchronous-deadline',
      {
        flow: draft.flow.id,
        why: `The time-out of ${timeout.text} is longer than the ${duration(budget.value)} that a call may take.`,
        ways: `Set the time-out to ${duration(budget.value)} at most, or leave it out.`,
      },
      timeout.at,
    ),
  ];
}
