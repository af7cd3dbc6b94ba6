import type { Idempotency, Step } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { duration } from '../../plan/figure.ts';
import type { PlannedStep } from '../../plan/flow.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { stated } from '../derive.ts';
import type { FlowContext } from '../flow-context.ts';
import { isOneFile } from './idempotency.ts';
import { keyStated } from './repeatable.ts';

/** By what the other side recognises the key of a call, and for how long; undefined where nothing is written. */
export function keySent(
  { draft }: FlowContext,
  steps: readonly PlannedStep[],
  systems: readonly PlannedSystem[],
): Decision<string> | undefined {
  const index = delicate(draft.flow.steps, steps);
  const step = draft.flow.steps[index];
  const planned = steps[index];
  if (step === undefined || planned === undefined || isOneFile(draft)) return undefined;
  const said = keyStated(step, draft.system(step.system));
  const words = (said?.value ?? []).flatMap(wordsOf);
  const source = said?.source ?? planned.repeatable.source;
  return stated(`flows.${draft.flow.id}.key-sent`, source, {
    value:
      words.length > 0 ? words.join(', ') : (documented(planned, systems) ?? unsaid(step, planned)),
    reason: planned.repeatable.reason,
  });
}

/** The key that the description of the operation has a place for. */
function documented(
  { system, operation }: PlannedStep,
  systems: readonly PlannedSystem[],
): string | undefined {
  const { operations = [] } = systems.find(({ id }) => id === system) ?? {};
  const found = operations.find(({ id }) => id === operation);
  return found?.key === undefined ? undefined : found.idempotency.value;
}

/** The step whose repeat is the most dangerous: the first that may not be repeated, else the first that writes. */
function delicate(steps: readonly Step[], planned: readonly PlannedStep[]): number {
  const unsafe = steps.findIndex(
    ({ mode }, index) => mode === 'do' && planned[index]?.repeatable.value === false,
  );
  return unsafe >= 0 ? unsafe : steps.findIndex(({ mode }) => mode === 'do');
}

function wordsOf(means: Idempotency): readonly string[] {
  switch (means.kind) {
    case 'header':
    case 'field': {
      const { retentionSeconds: kept } = means;
      return [
        `${means.kind} ${means.name}${kept === undefined ? '' : `, remembered ${duration(kept)}`}`,
      ];
    }
    case 'upsert':
      return [`upsert by ${means.field}`];
    case 'natural':
      return ['absolute values, which a repeat does not change'];
    case 'lookup':
    case 'none':
      return [];
  }
}

function unsaid({ cache, system }: Step, { repeatable }: PlannedStep): string {
  if (cache !== undefined) return 'the question itself, which only reads';
  if (repeatable.value) return `a repeat at ${system} does no harm`;
  return repeatable.source.kind === 'default'
    ? `${system} honours none (assumed)`
    : `${system} honours none`;
}
