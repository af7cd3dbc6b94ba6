import { count, figure, share, times } from '../../../src/plan/figure.ts';
import type { Demand } from '../../../src/plan/flow.ts';
import { clip, markdown, short } from '../escape.ts';
import { byHand, item, type Item, type Section } from '../section.ts';
import { bindingOf, limitOf, type Subject, type Told } from '../subject.ts';

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
    plan.description === undefined
      ? []
      : [item(0.7, markdown(clip(plan.description, purposeWords)))];
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
          ...(first === undefined ? [] : away(first)),
          item(0, `${byHand.trim()} = not generated: build by hand.`),
        ],
      },
    ],
  };
}

/** Where a caller waits, the verdict holds only while the other side answers. */
function away({ flow, target }: Told): readonly Item[] {
  if (flow.waiting === undefined) return [];
  const { refusedPerOutage, answer } = flow.waiting;
  return [
    item(
      0,
      `While ${markdown(target.id)} is away nobody waits longer: "${markdown(answer.value)}" at once, for ${figure(refusedPerOutage)} in ${figure(flow.outage)}.`,
    ),
  ];
}

const purposeWords = 24;
const reasonWords = 44;
/** The whole verdict stands within the first words that anyone reads. */
const verdictWords = 84;

function sentencesOf({ plan, many }: Subject, { flow }: Told): readonly Item[] {
  const demand = bindingOf(flow);
  const binding = bindingText(flow, plan);
  // Where the reason tells the same figures, they stand once.
  const told =
    demand !== undefined && demand.use.value > 1 && flow.verdict.reason.includes(demand.label);
  return [
    ...(many ? [item(0, `Worst is ${markdown(flow.id)}.`)] : []),
    ...(told || binding === undefined ? [] : [item(0, binding)]),
    ...(isBusy(flow) ? [] : [item(0, danger(flow))]),
    ...reasons(told || binding === undefined ? flow.verdict.reason : remaining(flow, demand)),
  ];
}

function reasons(text: string): readonly Item[] {
  return text === '' ? [] : [item(0, markdown(short(sentencesWithin(text, verdictWords))))];
}

/** Whole sentences as long as they fit; a first one that is too long alone is clipped. */
function sentencesWithin(text: string, most: number): string {
  const kept: string[] = [];
  for (const sentence of text.split(/(?<=\.) (?=[A-Z"])/)) {
    const isTooLong = [...kept, sentence].join(' ').split(' ').length > most;
    if (isTooLong && kept.length > 0) break;
    kept.push(isTooLong ? clip(sentence, most) : sentence);
  }
  return kept.join(' ');
}

/** The limit that binds, with its figures; nothing where something else than a limit binds, which the reason tells. */
function bindingText(flow: Told['flow'], plan: Subject['plan']): string | undefined {
  const demand = bindingOf(flow);
  if (demand !== undefined) return bindingSentence(demand, plan);
  return flow.demand.length === 0 && flow.binding === undefined
    ? 'No limit of a called system is known, so none binds.'
    : undefined;
}

/** The sentences of a reason that do not repeat what was said of the limit that binds. */
function remaining({ verdict: { reason } }: Told['flow'], demand: Demand | undefined): string {
  if (demand === undefined) return reason;
  const { value } = demand.use;
  const repeats = (sentence: string): boolean =>
    sentence.includes(demand.label) &&
    [share(value), share(1 - value)].some((part) => sentence.includes(part));
  return reason
    .split(/(?<=\.) (?=[A-Z"])/)
    .filter((sentence) => !repeats(sentence))
    .join(' ');
}

/** Below this share of every limit, load is no subject. */
const trivialUse = 0.05;

function isBusy({ demand }: Told['flow']): boolean {
  return demand.length === 0 || demand.some(({ use }) => use.value > trivialUse);
}

function danger({ duplicate, loss }: Told['flow']): string {
  const harm = [duplicate, loss].filter(({ source }) => source.kind === 'declared');
  const words = [...new Set(harm.map(({ value }) => value))].filter(
    (value) => value !== 'harmless',
  );
  return words.length === 0
    ? 'Load is trivial.'
    : `Load is trivial; the danger is: ${markdown(clip(words.join('; '), reasonWords))}.`;
}

function bindingSentence(demand: Demand, plan: Subject['plan']): string {
  const hard = limitOf(demand, plan)?.hard;
  const largest = Math.max(demand.average.value, demand.peak.value);
  const limit = `"${markdown(short(demand.label))}" of ${markdown(demand.system)}`;
  const allowed = hard === undefined ? '' : `, ${count(hard.value)} allowed`;
  const use = demand.use.value;
  if (use > 1) return `${limit} binds: ${count(largest)} needed${allowed}: ${times(use)}.`;
  return `${limit} binds: ${count(largest)} needed, ${share(use)} used, ${share(1 - use)} headroom.`;
}
