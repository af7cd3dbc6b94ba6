import { figure } from '../../../src/plan/figure.ts';
import { clip, markdown } from '../escape.ts';
import { byHand, item, type Item, type Section } from '../section.ts';
import type { Subject, Told } from '../subject.ts';

/** Who wins where two sides write to each other, and what keeps their writes from going round. */
export function twoWay({ flows }: Subject): Section {
  const wholes = flows.filter(
    ({ flow }, index) =>
      flow.twoWay !== undefined &&
      !flows.slice(0, index).some((before) => before.flow.id === flow.twoWay?.other),
  );
  return {
    title: wholes.length === 0 ? '' : 'Conflicts and echoes',
    path: 'flows.twoWay',
    parts: [{ form: 'list', items: wholes.flatMap(items) }],
  };
}

const mostWords = 34;

function items({ flow, source, target }: Told, index: number): readonly Item[] {
  const { twoWay: both } = flow;
  if (both === undefined) return [];
  const ends = `${markdown(source.id)} and ${markdown(target.id)}`;
  return [
    item(
      index,
      `Both of ${ends} changed it: ${markdown(clip(both.conflict.value, mostWords))}${byHand}.`,
    ),
    ...(both.conflicts === undefined || both.conflictsInOutage === undefined
      ? [
          item(
            index + 0.02,
            `How often that happens is unknown: nobody says how many entities they share.`,
          ),
        ]
      : [
          item(
            index + 0.002,
            `To be expected: ${markdown(both.conflicts.formula ?? figure(both.conflicts))}; in an outage in the peak ${markdown(figure(both.conflictsInOutage))} more.`,
          ),
        ]),
    item(
      index,
      `Our own writes come back: ${markdown(both.echoes.formula ?? figure(both.echoes))}; ${both.echoFactor === undefined ? 'recognised by' : 'recognised by nothing'}${both.echoFactor === undefined ? ` ${markdown(clip(both.echo.value, mostWords))}${both.echo.source.kind === 'default' ? ' (assumed)' : ''}, dropped before any call${byHand}` : `, so ${figure(both.echoFactor)} times the calls`}.`,
    ),
  ];
}
