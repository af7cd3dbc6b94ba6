import { count, times } from '../../plan/figure.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

/** Two sides that write to each other without recognising their own writes. */
export function judgeTwoWay({ draft, flows }: FlowContext): readonly Judgement[] {
  const { flow, echoFactor, traffic } = draft;
  const other = flows.find((loaded) => loaded.draft.flow.id === flow.twoWay?.other)?.draft;
  if (echoFactor === undefined || other === undefined) return [];
  const own = traffic.averageRate.value * day;
  const back = other.traffic.averageRate.value * day;
  return [
    {
      verdict: 'feasible if',
      kind: 'measure',
      sentence: `${flow.from} tells of our own writes too and nothing recognises them, so ${count(own + back)} changes a day go to ${flow.to} instead of ${count(own)} (${times(echoFactor.value)}); that ends only if ${flow.to} tells of no change where a value stays the same.`,
      formula: echoFactor.formula ?? '',
      inputs: [echoFactor],
      waysOut: [
        {
          id: 'recognise-echoes',
          text: `Drop changes of our own user, or keep a hash of what was last written: ${count(own)} a day.`,
          formula: `${count(own + back)} - ${count(back)} = ${count(own)}`,
        },
      ],
    },
  ];
}

const day = 86_400;
