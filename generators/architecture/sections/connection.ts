import { figure } from '../../../src/plan/figure.ts';
import { markdown } from '../escape.ts';
import { byHand, item, type Section } from '../section.ts';
import type { Subject } from '../subject.ts';

/** The connections that we hold to receive events. */
export function connection({ flows }: Subject): Section {
  const sources = [...new Set(flows.map(({ source }) => source))];
  const items = sources.flatMap(({ id, connection: held }, index) => {
    if (held === undefined) return [];
    const { resync, overlap, rollOvers, jitter, deadAfter } = held;
    return [
      item(
        index / 100,
        `${markdown(id)} over ${markdown(held.via.value)}${byHand}; after a gap: ${markdown(held.resume.value)}.`,
      ),
      ...(resync === undefined
        ? []
        : [item(index / 100, `A whole snapshot: ${markdown(resync.formula ?? figure(resync))}.`)]),
      item(
        index / 100,
        `Connecting again: spread over ${markdown(jitter.formula ?? figure(jitter))} at least; dead after ${figure(deadAfter)} of silence.`,
      ),
      ...(overlap === undefined || rollOvers === undefined
        ? []
        : [
            item(
              index / 100 + 0.003,
              `Roll-over: the next connection opens ${figure(overlap)} before the end, ${markdown(rollOvers.formula ?? figure(rollOvers))} a day; doubles are dropped by id.`,
            ),
          ]),
    ];
  });
  return {
    title: items.length === 0 ? '' : 'Connection',
    path: 'systems.connection',
    parts: [{ form: 'list', items }],
  };
}
