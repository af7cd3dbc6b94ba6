import { markdown } from '../escape.ts';
import { byHand, item, ranked, type Section } from '../section.ts';
import type { Subject } from '../subject.ts';

/** What fails between these systems. */
export function failureModes({ plan }: Subject): Section {
  const rows = plan.advice.failureModes.map(
    ({ failure, detection, mitigation, byHand: isHandmade }) => [
      markdown(failure),
      markdown(detection),
      `${markdown(mitigation)}${isHandmade ? byHand : ''}`,
    ],
  );
  return {
    title: 'Failure modes',
    path: 'advice.failureModes',
    parts: [
      {
        form: 'table',
        head: ['Failure', 'Seen by', 'Mitigation'],
        items: ranked(rows, { always: 4, from: 15, spread: 0.0002 }),
      },
    ],
  };
}

/** The components to prove first. */
export function risks({ plan }: Subject): Section {
  const rows = plan.advice.risks.map(({ component, why, proof }) => [
    `${markdown(component)}: ${markdown(why)}. Proof: ${markdown(proof)}.`,
  ]);
  return {
    title: 'Highest risks',
    path: 'advice.risks',
    parts: [{ form: 'numbered', items: ranked(rows, { always: 1, from: 0.02, spread: 0.12 }) }],
  };
}

/** The order of work. */
export function phases({ plan }: Subject): Section {
  const rows = plan.advice.phases.map(({ name, exit }) => [
    `${markdown(name)}: ${markdown(exit)}.`,
  ]);
  return {
    title: 'Phases, exits',
    path: 'advice.phases',
    parts: [{ form: 'numbered', items: ranked(rows, { always: 3, from: 0.04, spread: 0 }) }],
  };
}

/** What is to be done, by priority. */
export function checklist({ plan }: Subject): Section {
  const rows = plan.advice.checklist.map(({ text, gate, byHand: isHandmade }) => [
    `${markdown(text)}${isHandmade ? byHand : ''} (${markdown(gate)}).`,
  ]);
  return {
    title: 'Checklist',
    path: 'advice.checklist',
    parts: [{ form: 'numbered', items: ranked(rows, { always: 6, from: 12, spread: 0.0003 }) }],
  };
}

/** What is rested on without being known. */
export function assumptions({ plan }: Subject): Section {
  const rows = plan.advice.assumptions.map(({ assumed, ifWrong }) => [
    markdown(assumed),
    markdown(ifWrong),
  ]);
  return {
    title: 'Assumptions',
    path: 'advice.assumptions',
    parts: [
      {
        form: 'table',
        head: ['Assumed', 'If wrong'],
        items: ranked(rows, { always: 4, from: 13, spread: 0.0002 }),
      },
      {
        form: 'paragraph',
        items: [item(0.5, 'Every other figure has its source in plan.json.')],
      },
    ],
  };
}

const dataWord = 'Data:';

/** Rules that bind the data; its kinds stand among what is never logged, too. */
export function compliance({ plan }: Subject): Section {
  const { data, residency, frameworks, decisions } = plan.compliance;
  const facts = [
    ...(data.length === 0 || frameworks.length === 0
      ? []
      : [
          `${dataWord} ${data.map(markdown).join(', ')}${frameworks.length === 0 ? '' : ` (${frameworks.map(markdown).join(', ')})`}.`,
        ]),
    ...(residency === undefined ? [] : [`Kept in ${markdown(residency)}.`]),
    ...decisions
      .filter(({ value }) => typeof value === 'number')
      .map(({ reason }) => markdown(reason)),
  ];
  return {
    title: 'Compliance',
    path: 'compliance',
    parts: [
      {
        form: 'list',
        items: facts.map((text, index) =>
          item(text.startsWith(dataWord) ? 0.05 : 0.003 + index / 900, text),
        ),
      },
    ],
  };
}
