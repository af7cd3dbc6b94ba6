import { figure } from '../../../src/plan/figure.ts';
import { clip, markdown } from '../escape.ts';
import { extra, item, ranked, type Item, type Section } from '../section.ts';
import { those, type Subject, type Told } from '../subject.ts';

/** The shape of each flow, what was rejected, and what is accepted with it. */
export function pattern(subject: Subject): Section {
  const { flows } = subject;
  const rejected = flows.flatMap(({ flow }) =>
    flow.alternatives.map(({ option, cost }) => [
      markdown(option),
      markdown(clip(untold(cost, flow.verdict.reason), costWords)),
    ]),
  );
  const [first] = flows;
  const downside =
    first === undefined
      ? []
      : [item(0, `Accepted downside: ${markdown(clip(first.flow.downside.value, costWords))}.`)];
  return {
    title: 'Pattern',
    path: 'flows.pattern',
    parts: [
      { form: 'paragraph', items: flows.flatMap((told, index) => sentences(subject, told, index)) },
      {
        form: 'table',
        head: ['Rejected', 'Cost here'],
        items: ranked(rejected, { always: 2, from: 34, spread: 0 }),
      },
      { form: 'paragraph', items: [...downside, polling(subject)] },
    ],
  };
}

const costWords = 19;
/** Flows whose shape is told before anything gives way. */
const mostShapes = 3;

/** A cost without the arithmetic that the verdict has shown already. */
function untold(cost: string, verdict: string): string {
  const [claim = cost, ...arithmetic] = cost.split(': ');
  return arithmetic.length > 0 && verdict.includes(arithmetic.join(': ')) ? claim : cost;
}

function sentences({ many }: Subject, { flow }: Told, index: number): readonly Item[] {
  const name = many ? `${markdown(flow.id)}: ` : '';
  const shape = `**${flow.pattern.value}** by ${markdown(flow.protocol.value)}${flow.queue === undefined ? '' : `, queue ${markdown(flow.queue.value)}`}.`;
  const first = index === 0;
  return [
    item(first ? 0 : index < mostShapes ? index / 10_000 : 40 + index, `${name}${shape}`),
    item(first ? 0.5 : extra + 5, markdown(flow.pattern.reason)),
    ...(flow.queue === undefined
      ? []
      : [item(first ? extra : extra + 5, markdown(flow.queue.reason))]),
    item(extra + 4, markdown(flow.protocol.reason)),
  ];
}

function polling({ flows, many }: Subject): Item {
  const polled = flows.filter(({ flow }) => flow.poll !== undefined);
  const [first] = polled;
  if (first?.flow.poll === undefined) return item(0, 'Nothing is polled.');
  const { interval, floor } = first.flow.poll;
  const isFloor = interval.value === floor.value;
  const formula = isFloor ? floor.formula : interval.formula;
  return item(
    polled[0] === flows[0] ? 0 : 0.6,
    those(
      `${many ? `${markdown(first.flow.id)} is polled` : 'Polled'} every ${figure(interval)}${formula === undefined ? '' : ` (${markdown(formula)})`}${isFloor ? ', its floor' : `, floor ${figure(floor)}`}; the delay it adds is as long.`,
    ).join(' '),
  );
}
