import { duration } from '../../plan/figure.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

/** Whether what a gap of a connection costs is done before the promise, and before the next connection ends. */
export function judgeConnection({ draft, source }: FlowContext): readonly Judgement[] {
  const { resync, overlap } = source?.connection ?? {};
  const lifetime = draft.system(draft.flow.from).stream?.value.lifetimeSeconds;
  const replay = draft.system(draft.flow.from).stream?.value.replaySeconds;
  if (source === undefined || resync === undefined || (replay ?? 0) > 0) return [];
  if (lifetime !== undefined && overlap !== undefined && resync.value > lifetime) {
    return [
      {
        verdict: 'infeasible',
        kind: 'limit',
        sentence: `After a gap ${source.id} needs ${duration(resync.value)} until every entity is there again, but ends a connection after ${duration(lifetime)}.`,
        formula: `${duration(resync.value)} > ${duration(lifetime)}`,
        inputs: [resync, overlap],
        waysOut: [fewer(resync.value, lifetime)],
      },
    ];
  }
  const promise = draft.latencyTarget;
  if (promise === undefined || resync.value <= promise.value) return [];
  return [
    {
      verdict: 'feasible if',
      kind: 'drain',
      sentence: `After a gap that ${source.id} does not replay, reading every entity anew takes ${duration(resync.value)}, against ${duration(promise.value)}; values that old must be acceptable then.`,
      formula: resync.formula ?? '',
      inputs: [resync, promise],
      waysOut: [fewer(resync.value, promise.value)],
    },
  ];
}

function fewer(resync: number, most: number): Judgement['waysOut'][number] {
  const parts = Math.ceil(resync / most);
  return {
    id: 'split-connections',
    text: `Split the entities over ${String(parts)} connections, if each has the limit for itself.`,
    formula: `ceil(${duration(resync)} / ${duration(most)}) = ${String(parts)}`,
  };
}
