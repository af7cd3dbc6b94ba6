import type { Idempotency, Step, System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { byDefault, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';

/** What the file says of repeating a call: at the step, else at its system. */
export function declaredIdempotency(
  step: Step,
  system: System,
): { value: readonly Idempotency[]; at: Parameters<typeof declaredAt>[0] } | undefined {
  return step.idempotency ?? system.idempotency;
}

/** Whether a step may be sent again when nobody knows whether it took effect. */
export function repeatable(
  id: string,
  at: { step: Step; system: System; planned: PlannedSystem | undefined; harmless: boolean },
): Decision<boolean> {
  const { step, system, planned } = at;
  const operation = planned?.operations.find((candidate) => candidate.id === step.operation?.id);
  if (operation !== undefined && step.idempotency === undefined) return operation.repeatable;
  if (step.mode === 'read') {
    return stated(id, declaredAt(step.at), {
      value: true,
      reason: `"${step.name}" only reads, so a repeat changes nothing.`,
    });
  }
  const declared = declaredIdempotency(step, system);
  if (declared !== undefined) {
    const value = declared.value.some(({ kind }) => kind !== 'none' && kind !== 'lookup');
    return stated(id, declaredAt(declared.at), {
      value,
      reason: value
        ? `${system.id} recognises a repeat of "${step.name}" by what the file declares.`
        : `The file says that ${system.id} does not recognise a repeat of "${step.name}".`,
    });
  }
  if (at.harmless) {
    return stated(id, byDefault('harmlessRepeat'), {
      value: true,
      reason: 'The file calls a second effect harmless, so a repeat costs only a call.',
    });
  }
  return stated(id, byDefault('repeatable'), {
    value: false,
    reason: `Nothing says that ${system.id} recognises a repeat of "${step.name}", so it may take effect twice.`,
  });
}
