import { figure } from '../../../src/plan/figure.ts';
import type { PlannedFlow } from '../../../src/plan/flow.ts';
import { clip, markdown } from '../escape.ts';
import { byHand, extra, item, type Item, type Section } from '../section.ts';
import type { Subject, Told } from '../subject.ts';

/** How nothing takes effect twice, and in which order it does. */
export function idempotency(subject: Subject): Section {
  return {
    title: `Idempotency and order${subject.many ? markdown(`: ${subject.flows[0]?.flow.id ?? ''}`) : ''}`,
    path: 'flows.outgoingKey',
    parts: [
      { form: 'list', items: subject.flows.flatMap((told, index) => items(subject, told, index)) },
    ],
  };
}

const mostWords = 44;

function items({ many }: Subject, { flow, style }: Told, index: number): readonly Item[] {
  const first = index === 0;
  const name = many && !first ? `${markdown(flow.id)}, ` : '';
  const at = (priority: number): number => (first ? priority : 50 + index);
  return [
    ...(flow.inbox === undefined || style === 'waiting'
      ? []
      : [
          item(
            at(0),
            `${name}in: ${markdown(flow.inbox.key.value)}, unique, kept ${figure(flow.inbox.keep)}, in the work's transaction${byHand}.`,
          ),
        ]),
    item(at(0), `${name}out: ${out(flow)}.`),
    item(
      at(0),
      `${name}after a time-out or crash: ${markdown(clip(flow.ambiguous.value, mostWords))}.`,
    ),
    item(at(0), `${name}order: ${order(flow)}.`),
    ...(flow.priority === undefined
      ? []
      : [item(at(0), `${name}first: ${markdown(clip(flow.priority.classes.value, mostWords))}.`)]),
    ...(flow.shaping ?? []).map(({ id, value }) =>
      item(
        at(0.02),
        `${name}${id.split('.').at(-1) ?? ''}: ${markdown(clip(value, mostWords))}${byHand}.`,
      ),
    ),
    item(first ? extra + 1 : extra + 6, markdown(flow.ambiguous.reason)),
    item(first ? extra + 2 : extra + 6, markdown(flow.order.reason)),
  ];
}

function out({ outgoingKey, keySent }: PlannedFlow): string {
  const sent = keySent === undefined ? '' : `; ${markdown(clip(keySent.value, mostWords))}`;
  return `${markdown(clip(outgoingKey.value, mostWords))}, same body on each attempt${sent}`;
}

/** Where none is asked for, the reason says what that means. */
function order({ order: { value, source, reason } }: PlannedFlow): string {
  return source.kind === 'default' && value === 'none'
    ? markdown(clip(reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, ''), mostWords))
    : markdown(clip(value, mostWords));
}
