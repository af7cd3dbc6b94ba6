import type { Idempotency, Step, System } from '../model/integration.ts';

const safeMethods: readonly string[] = ['get', 'head', 'options', 'trace', 'put', 'delete'];

/** Whether a call may be sent again when nobody knows whether the first one took effect. */
export function isRepeatable(step: Step, system: System | undefined): boolean {
  if (step.mode === 'read') return true;
  const declared = step.idempotency?.value ?? system?.idempotency?.value;
  // A look-up finds a copy that is already there; it does not stop one that is still under way.
  if (declared !== undefined) return declared.some(permitsRepeat);
  const { operation } = step;
  if (honoursKey(system) || isEndpoints(system)) return true;
  if (operation === undefined) return false;
  return safeMethods.includes(operation.method) || takesKey(operation);
}

/** Webhooks of ours carry an id that stays the same, by which receivers drop a repeat. */
function isEndpoints(system: System | undefined): boolean {
  return system?.kind?.value === 'webhook';
}

/** Whether a repeat leads to the same state without anything that the caller must remember. */
export function isNaturallyRepeatable(step: Step, system: System | undefined): boolean {
  if (step.mode === 'read') return true;
  const declared = step.idempotency?.value ?? system?.idempotency?.value;
  if (declared !== undefined)
    return declared.some(({ kind }) => kind === 'natural' || kind === 'upsert');
  return step.operation !== undefined && safeMethods.includes(step.operation.method);
}

function permitsRepeat({ kind }: Idempotency): boolean {
  return kind !== 'none' && kind !== 'lookup';
}

/** Whether the vendor says so on its own page. */
function honoursKey(system: System | undefined): boolean {
  const fact = system?.known?.provider.idempotency;
  return fact?.from.confidence === 'high' && permitsRepeat(fact.value);
}

function takesKey({ parameters }: NonNullable<Step['operation']>): boolean {
  return parameters.some(
    (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key',
  );
}
