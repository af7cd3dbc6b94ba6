import type { Idempotency, Step, System } from '../../model/integration.ts';
import type { Decision, Source } from '../../plan/decision.ts';
import type { PlannedSystem } from '../../plan/system.ts';
import { byDefault, stated } from '../derive.ts';
import { published, type Published } from '../published.ts';
import { declaredAt } from '../rule.ts';

/** What is said of repeating a call: at the step, else at its system, else by its vendor. */
export function statedIdempotency(
  step: Step,
  system: System,
): { value: readonly Idempotency[]; source: Source } | undefined {
  const declared = step.idempotency ?? system.idempotency;
  if (declared !== undefined) return { value: declared.value, source: declaredAt(declared.at) };
  const known = publishedIdempotency(system);
  return known && { value: [known.value], source: known.source };
}

/** The same, where a key goes with the call: one that is repeatable by its method needs none of its vendor. */
export function keyStated(step: Step, system: System): ReturnType<typeof statedIdempotency> {
  const said = statedIdempotency(step, system);
  if (said?.source.kind === 'declared') return said;
  const { mode, operation } = step;
  const isKeyed = operation === undefined || ['post', 'patch'].includes(operation.method);
  return mode === 'do' && isKeyed ? said : undefined;
}

/** By what the vendor recognises a repeat; only what its own page says may have calls repeated blindly. */
export function publishedIdempotency(system: System): Published<Idempotency> | undefined {
  return published(system, ({ idempotency }) =>
    idempotency?.from.confidence === 'high' ? idempotency : undefined,
  );
}

/** Why a step without a key may be repeated all the same, by what it is; undefined where nothing says so. */
export function repeatableByNature({ cache, per, name }: Step, system: System): string | undefined {
  if (cache !== undefined) {
    return `The answer of "${name}" may be reused, so it may also be asked for again.`;
  }
  const kind = system.kind?.value;
  if (kind === 'webhook') {
    return `"${name}" carries the same webhook-id on each attempt, by which receivers of Standard Webhooks drop a repeat.`;
  }
  if ((kind === 'sftp' || kind === 'file') && per === 'run') {
    return `"${name}" sends the same bytes under the same name each time, first under a temporary one, so a repeat replaces and does not add.`;
  }
  if (kind === 'database' && system.owned?.value === true) {
    return `${system.id} is our own database, so the key of the event is unique in the transaction of "${name}".`;
  }
  return undefined;
}

/** Whether a step may be sent again when nobody knows whether it took effect. */
export function repeatable(
  id: string,
  at: { step: Step; system: System; planned: PlannedSystem | undefined; harmless: boolean },
): Decision<boolean> {
  const { step, system, planned } = at;
  const operation = planned?.operations.find((candidate) => candidate.id === step.operation?.id);
  if (operation !== undefined) return operation.repeatable;
  if (step.mode === 'read') {
    return stated(id, declaredAt(step.at), {
      value: true,
      reason: `"${step.name}" only reads, so a repeat changes nothing.`,
    });
  }
  const said = statedIdempotency(step, system);
  if (said?.source.kind === 'declared') return bySaid(id, said, at);
  const nature = repeatableByNature(step, system);
  if (nature !== undefined) {
    const { at: place } = step.cache ?? system.kind ?? step;
    return stated(id, declaredAt(place), { value: true, reason: nature });
  }
  if (at.harmless) {
    return stated(id, byDefault('harmlessRepeat'), {
      value: true,
      reason: 'The file calls a second effect harmless, so a repeat costs only a call.',
    });
  }
  if (said !== undefined) return bySaid(id, said, at);
  return stated(id, byDefault('repeatable'), {
    value: false,
    reason: `Nothing says that ${system.id} recognises a repeat of "${step.name}", so it may take effect twice.`,
  });
}

type Said = NonNullable<ReturnType<typeof statedIdempotency>>;

/** By what the file declares, or what the vendor publishes. */
function bySaid(
  id: string,
  { value: means, source }: Said,
  { step, system }: { step: Step; system: System },
): Decision<boolean> {
  const value = means.some(({ kind }) => kind !== 'none' && kind !== 'lookup');
  const vendor = system.known?.provider.title ?? system.id;
  if (source.kind !== 'declared') {
    return stated(id, source, {
      value,
      reason: value
        ? `${vendor} recognises a repeat of "${step.name}" by a key of ours.`
        : `${vendor} recognises no repeat, so "${step.name}" may take effect twice.`,
    });
  }
  return stated(id, source, {
    value,
    reason: value
      ? `${system.id} recognises a repeat of "${step.name}" by what the file declares.`
      : `The file says that ${system.id} does not recognise a repeat of "${step.name}".`,
  });
}
