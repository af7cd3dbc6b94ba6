import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import type { FlowContext } from '../flow-context.ts';
import type { Judgement } from './judgement.ts';

/** Whether what a gap of a connection costs is done before the promise, and before the next connection ends. */
export function judgeConnection({ draft, source }: FlowContext): readonly Judgement[] {
  const stream = draft.system(draft.flow.from).stream?.value;
  const resync = source?.connection?.resync;
  if (source === undefined || stream === undefined || resync === undefined) return [];
  if ((stream.replaySeconds ?? 0) > 0) return [];
  return (
    tooShortLived(source, { resync, lifetime: stream.lifetimeSeconds ?? Infinity }) ??
    lateAfterGap(source.id, { resync, promise: draft.latencyTarget })
  );
}

function tooShortLived(
  { id, connection }: PlannedSystem,
  { resync, lifetime }: { resync: Decision<number>; lifetime: number },
): readonly Judgement[] | undefined {
  if (resync.value <= lifetime) return undefined;
  const { overlap } = connection ?? {};
  return [
    {
      verdict: 'infeasible',
      kind: 'limit',
      sentence: `After a gap ${id} needs ${duration(resync.value)} until every entity is there again, but ends a connection after ${duration(lifetime)}.`,
      formula: `${duration(resync.value)} > ${duration(lifetime)}`,
      inputs: [resync, ...(overlap === undefined ? [] : [overlap])],
      waysOut: [fewer(resync.value, lifetime)],
    },
  ];
}

function lateAfterGap(
  id: string,
  { resync, promise }: { resync: Decision<number>; promise: Decision<number> | undefined },
): readonly Judgement[] {
  if (promise === undefined || resync.value <= promise.value) return [];
  return [
    {
      verdict: 'feasible if',
      kind: 'drain',
      sentence: `After a gap that ${id} does not replay, reading every entity anew takes ${duration(resync.value)}, against ${duration(promise.value)}; values that old must be acceptable then.`,
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
