// @ts-nocheck
import type { Flow, Step, System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { batchLimitOf } from './limits.ts';
import { itemsDecision } from './micro-batch.ts';
import type { Traffic } from './traffic.ts';

/** How many items one call carries, for each step that is called by the batch. */
export function batchSizes(
  flow: Flow,
  { system, traffic }: { system: (id: string) => System; traffic: Traffic },
): ReadonlyMap<Step, Decision<number>> {
  const found = new Map<Step, Decision<number>>();
  for (const [index, step] of flow.steps.entries()) {
    const called = system(step.system);
    const isBatch =
      step.per === 'batch' || (traffic.isRun && !step.perDeclared && step.per === 'item');
    if (!isBatch || (step.batch === undefined && batchLimitOf(called, step) === undefined))
      continue;
    const owner = `flows.${flow.id}.steps.${index}.batch`;
    found.set(step, itemsDecision(owner, { system: called, steps: [step], traffic }));
  }
  return found;
}
