import type { Decision } from '../../plan/decision.ts';
import { count, duration, share } from '../../plan/figure.ts';
import type { PlannedFlow, WayOut } from '../../plan/flow.ts';
import type { Verdict } from '../../plan/verdict.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Binding } from './binding.ts';
import { judgeConnection } from './judge-connection.ts';
import { judgeKnowledge } from './judge-knowledge.ts';
import { distinctWays, judgeLimits } from './judge-limits.ts';
import { judgeTime, type TimeFigures } from './judge-time.ts';
import { judgeTwoWay } from './judge-two-way.ts';
import type { Judgement } from './judgement.ts';

/** The verdict of a flow with what would make it work. */
export interface Judged {
  readonly verdict: Decision<Verdict>;
  readonly waysOut: readonly WayOut[];
  readonly judgements: readonly Judgement[];
}

const ranks: Record<Verdict, number> = { feasible: 0, 'feasible if': 1, infeasible: 2 };

/** Everything that speaks against a flow, the worst first, and the verdict that follows. */
export function judgeFlow(context: FlowContext, figures: TimeFigures, binding: Binding): Judged {
  const judgements = inOrder(context, [
    ...judgeLimits(context),
    ...judgeTime(context, figures),
    ...judgeKnowledge(context),
    ...judgeTwoWay(context),
    ...judgeConnection(context),
  ]);
  const worst = judgements[0]?.verdict ?? 'feasible';
  const decisive = judgements.filter(({ verdict }) => verdict === worst);
  return {
    verdict:
      decisive.length === 0
        ? feasible(context, figures, binding)
        : derived(
            verdictId(context),
            {
              value: worst,
              reason: decisive.map(({ sentence }) => sentence).join(' '),
              formula: decisive.map(({ formula }) => formula).join('; '),
            },
            decisive.flatMap(({ inputs }) => inputs),
          ),
    waysOut: distinctWays(judgements.flatMap(({ waysOut }) => waysOut)),
    judgements,
  };
}

/** The worst first; where nobody knows the volume, what would fit stands before all that an assumed one does. */
function inOrder(
  { draft: { traffic } }: FlowContext,
  found: readonly Judgement[],
): readonly Judgement[] {
  const sorted = [...found].sort((a, b) => ranks[b.verdict] - ranks[a.verdict]);
  const { volumeKnown, volume, period } = traffic;
  const first = volumeKnown ? undefined : sorted.find(({ kind }) => kind === 'unknown-volume');
  // What no volume could meet is worse.
  if (first === undefined || sorted[0]?.verdict !== first.verdict) return sorted;
  const [next, ...others] = sorted.filter((one) => one !== first);
  if (next === undefined) return [first];
  const assumed = `Taken to be ${count(volume.value)} in ${duration(period)}, an assumption:`;
  return [first, { ...next, sentence: `${assumed} ${next.sentence}` }, ...others];
}

/** The worse of several verdicts, with the sentence of the flow that has it. */
export function overallVerdict(flows: readonly PlannedFlow[]): Decision<Verdict> {
  const worst = flows.reduce<PlannedFlow | undefined>(
    (most, flow) =>
      most === undefined || ranks[flow.verdict.value] > ranks[most.verdict.value] ? flow : most,
    undefined,
  );
  return derived<Verdict>(
    'verdict',
    {
      value: worst?.verdict.value ?? 'feasible',
      reason:
        worst === undefined
          ? 'There is no flow that could fail.'
          : `The whole is as feasible as its worst flow, ${worst.id}: ${worst.verdict.reason}`,
      ...(worst?.verdict.formula === undefined ? {} : { formula: worst.verdict.formula }),
    },
    flows.map((flow) => flow.verdict),
  );
}

function verdictId({ draft }: FlowContext): string {
  return `flows.${draft.flow.id}.verdict`;
}

function feasible(
  context: FlowContext,
  { timetable }: TimeFigures,
  { binding, headroom }: Binding,
): Decision<Verdict> {
  const used = headroom === undefined ? 0 : 1 - headroom.value;
  const isWindow = used > context.utilisation.value;
  const from =
    headroom === undefined ? [] : [binding, headroom, timetable?.slack, context.utilisation];
  return derived<Verdict>(
    verdictId(context),
    {
      value: 'feasible',
      reason:
        binding === undefined || headroom === undefined
          ? 'No limit is declared for what this flow calls, so nothing speaks against it.'
          : `"${binding.value}" binds and ${share(headroom.value)} of it is left.`,
      ...(headroom === undefined
        ? {}
        : {
            formula: isWindow
              ? `${share(headroom.value)} of the window >= 0`
              : `${share(used)} <= ${share(context.utilisation.value)}`,
          }),
    },
    from.some((input) => input !== undefined) ? from : [context.draft.pattern],
  );
}
