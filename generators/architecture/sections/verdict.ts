import { count, figure, share, times } from '../../../src/plan/figure.ts';
import type { Demand } from '../../../src/plan/flow.ts';
import { clip, markdown } from '../escape.ts';
import { byHand, item, type Item, type Section } from '../section.ts';
import { bindingOf, limitOf, those, type Subject, type Told } from '../subject.ts';

/** The purpose and, at once, whether it can work, by which limit and by how much. */
export function verdict(subject: Subject): Section {
  const { plan, flows } = subject;
  const [first] = flows;
  const words = {
    feasible: 'feasible',
    'feasible if': 'feasible under a condition',
    infeasible: 'infeasible as declared',
  }[plan.verdict.value];
  const purpose =
    plan.description === undefined ? [] : [item(1, markdown(clip(plan.description, purposeWords)))];
  const sentences = first === undefined ? [] : sentencesOf(subject, first);
  return {
    title: '',
    path: 'verdict',
    parts: [
      { form: 'paragraph', items: purpose },
      {
        form: 'paragraph',
        items: [
          item(0, `**Verdict: ${words}.**`),
          ...sentences,
          item(0, `${byHand.trim()} marks what is built by hand: the output lacks it.`),
        ],
      },
    ],
  };
}

const purposeWords = 24;
const reasonWords = 40;

function sentencesOf({ plan, many }: Subject, { flow }: Told): readonly Item[] {
  const demand = bindingOf(flow);
  const binding =
    demand === undefined
      ? 'No limit of a called system is known, so none binds.'
      : bindingSentence(demand, plan);
  return [
    item(0, those(many ? `Worst is ${markdown(flow.id)}.` : undefined, binding).join(' ')),
    item(1, markdown(clip(flow.verdict.reason, reasonWords))),
  ];
}

function bindingSentence(demand: Demand, plan: Subject['plan']): string {
  const hard = limitOf(demand, plan)?.hard;
  const largest = Math.max(demand.average.value, demand.peak.value);
  const limit = `"${markdown(demand.label)}" of ${markdown(demand.system)}`;
  const allowed = hard === undefined ? '' : `, ${figure(hard)} allowed`;
  const use = demand.use.value;
  if (use > 1) return `${limit} binds: ${count(largest)} needed${allowed}: ${times(use)}.`;
  return `${limit} binds: ${count(largest)} needed${allowed}; ${share(use)} used, ${share(1 - use)} headroom.`;
}
