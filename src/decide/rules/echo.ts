import type { TwoWay } from '../../model/two-way.ts';
import type { Decision } from '../../plan/decision.ts';
import { count, rate } from '../../plan/figure.ts';
import { defaults } from '../defaults.ts';
import { derived } from '../derive.ts';
import type { FlowDraft } from '../flow-draft.ts';
import { declaredOr, type Rule, type Settled } from '../rule.ts';
import type { CallLoad } from './loads.ts';
import type { Traffic } from './traffic.ts';

const day = 86_400;

/** How our own writes are recognised when they come back as changes. */
export const echo: Rule<TwoWay, string> = {
  id: 'echo',
  cases: [
    (twoWay: TwoWay): Settled<string> | undefined =>
      isEchoed(twoWay) && twoWay.echo !== undefined
        ? {
            ...declaredOr(twoWay.echo, { name: 'echo', value: defaults.echo }),
            reason:
              'The file says that nothing tells our own writes from those of others, so each comes back as a change and is written to the other side again.',
          }
        : undefined,
  ],
  otherwise: (twoWay: TwoWay): Settled<string> => ({
    ...declaredOr(twoWay.echo, { name: 'echo', value: defaults.echo }),
    reason:
      twoWay.echo === undefined
        ? 'The file does not say how our own writes are recognised; whoever wrote them is known in most systems, and a hash of the content catches the rest.'
        : 'The file says by what our own writes are recognised, so they end where they come back.',
  }),
};

/** Whether our own writes come back unrecognised. */
export function isEchoed({ echo: declared }: TwoWay): boolean {
  return declared?.value.trim().toLowerCase() === 'none';
}

/** Our own writes to the source that come back in a day. */
export function echoesOf(draft: FlowDraft, other: FlowDraft): Decision<number> {
  const { from, id } = draft.flow;
  const writes = other.flow.steps.filter(({ mode, system }) => mode === 'do' && system === from);
  const perDay = other.traffic.averageRate.value * day;
  const value = writes.length * perDay;
  return derived(
    `flows.${id}.echoes`,
    {
      value,
      unit: 'events',
      reason: `Whatever ${other.flow.from} changes is written to ${from}, which tells us of it as if somebody had changed it there.`,
      formula: `${count(writes.length)} x ${rate(other.traffic.averageRate.value)} = ${count(value)} a day`,
    },
    [other.traffic.averageRate],
  );
}

/** By how much unrecognised echoes multiply the calls of a direction. */
export function echoFactor(flow: string, own: Traffic, other: Traffic): Decision<number> {
  const value = 1 + other.averageRate.value / own.averageRate.value;
  return derived(
    `flows.${flow}.echo-factor`,
    {
      value,
      unit: 'factor',
      reason:
        'A change of the other side comes back from here and goes there once more, so this direction carries the changes of both.',
      formula: `1 + ${rate(other.averageRate.value)} / ${rate(own.averageRate.value)} = ${count(value)}`,
    },
    [own.averageRate, other.averageRate],
  );
}

/** A load with what unrecognised echoes add to it. */
export function withEchoes(load: CallLoad, factor: Decision<number>): CallLoad {
  const more = ({ value, inputs }: { value: number; inputs: readonly string[] }) => ({
    value: value * factor.value,
    inputs: [...inputs, factor.id],
  });
  return {
    ...load,
    average: more(load.average),
    peak: more(load.peak),
    within: (seconds) => more(load.within(seconds)),
    callsFor: (events) => load.callsFor(events * factor.value),
  };
}
