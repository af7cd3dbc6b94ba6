import type { Decision } from '../../plan/decision.ts';
import { count, share } from '../../plan/figure.ts';
import type { PlannedFlow, WayOut } from '../../plan/flow.ts';
import type { Verdict } from '../../plan/plan.ts';
import { derived } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { judgeKnowledge } from './judge-knowledge.ts';
import { distinctWays, judgeLimits } from './judge-limits.ts';
import { judgeTime, type TimeFigures } from './judge-time.ts';
import type { Judgement } from './judgement.ts';

/** The limit that a flow comes nearest to, and what is left of it. */
export type Binding = Pick<PlannedFlow, 'binding' | 'headroom'>;

/** The verdict of a flow with what would make it work. */
export interface Judged {
  readonly verdict: Decision<Verdict>;
  readonly waysOut: readonly WayOut[];
  readonly judgements: readonly Judgement[];
}

const ranks: Record<Verdict, number> = { feasible: 0, 'feasible if': 1, infeasible: 2 };

/** Everything that speaks against a flow, the worst first, and the verdict that follows. */
export function judgeFlow(context: FlowContext, figures: TimeFigures, binding: Binding): Judged {
  const judgements = [
    ...judgeLimits(context),
    ...judgeTime(context, figures),
    ...judgeKnowledge(context),
  ].sort((a, b) => ranks[b.verdict] - ranks[a.verdict]);
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

/** The limit, or the window of a run, that a flow comes nearest to. */
export function bindingOf({ draft, demand, limits }: FlowContext, { timetable }: TimeFigures): Binding {
  const id = `flows.${draft.flow.id}`;
  const tightest = [...demand].sort((a, b) => b.use.value - a.use.value)[0];
  const { slack, window, start, deadline } = timetable ?? {};
  const left = slack === undefined || window === undefined ? undefined : slack.value / window.value;
  if (slack !== undefined && window !== undefined && left !== undefined && left <= 1 - (tightest?.use.value ?? 0)) {
    return {
      binding: derived(`${id}.binding`, {
        value: `window from ${start?.value ?? ''} to ${deadline?.value ?? ''}`,
        reason: 'Rates hardly matter for this run; time is what can run out.',
        formula: `${share(left)} <= 1 - ${share(tightest?.use.value ?? 0)}`,
      }, [slack, window, ...(tightest === undefined ? [] : [tightest.use])]),
      headroom: derived(`${id}.headroom`, {
        value: left,
        unit: 'share',
        reason: 'The slack, an outage already taken off, as a part of the window.',
        formula: `${count(slack.value)} s / ${count(window.value)} s = ${share(left)}`,
      }, [slack, window]),
    };
  }
  if (tightest === undefined) return {};
  const headroom = 1 - tightest.use.value;
  return {
    binding: derived(`${id}.binding`, {
      value: tightest.label,
      reason: `Of all limits this one, at ${tightest.system}, is used most, so it is met first when traffic grows.`,
      formula: demand.map(({ label, use }) => `${label}: ${share(use.value)}`).join('; '),
    }, [...demand.map(({ use }) => use), limits.find(({ planned }) => planned.id === tightest.limit)?.planned.window]),
    headroom: derived(`${id}.headroom`, {
      value: headroom,
      unit: 'share',
      reason: headroom < 0 ? 'Nothing is left: demand is beyond the limit.' : 'What is left is for growth and for recovery after an outage.',
      formula: `1 - ${share(tightest.use.value)} = ${share(headroom)}`,
    }, [tightest.use]),
  };
}

function verdictId({ draft }: FlowContext): string {
  return `flows.${draft.flow.id}.verdict`;
}

function feasible(context: FlowContext, { timetable }: TimeFigures, { binding, headroom }: Binding): Decision<Verdict> {
  const from = headroom === undefined ? [] : [binding, headroom, timetable?.slack, context.utilisation];
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
        : { formula: `${share(1 - headroom.value)} <= ${share(context.utilisation.value)}` }),
    },
    from.some((input) => input !== undefined) ? from : [context.draft.pattern],
  );
}
