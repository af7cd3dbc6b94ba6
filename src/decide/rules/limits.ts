import type { Step, System } from '../../model/integration.ts';
import type { BatchLimit, Limit } from '../../model/limit.ts';
import type { Decision } from '../../plan/decision.ts';
import { isEachTenants, largestShare } from './tenants.ts';

/** A limit; `largest`: each tenant has it, and so much of the demand falls on the one that has the most. */
export type ScopedLimit = Limit & { readonly largest?: Decision<number> };

/** The limits that the file names, or else its description; none where neither does or the file says that nobody knows. */
export function declaredLimits(system: System): readonly ScopedLimit[] {
  const { limits } = system;
  if (limits === undefined || limits.value === 'unknown') return [];
  return limits.value.map(({ value }) => scoped(value, system));
}

/** A limit with whose it is. */
export function scoped(limit: Limit, system: System): ScopedLimit {
  // A size is the same for all, and of one entity each tenant has the whole.
  if (limit.kind === 'batch' || limit.key !== undefined || !isEachTenants(system, limit))
    return limit;
  const largest = largestShare(system);
  return largest === undefined ? limit : { ...limit, largest };
}

/** The id of a planned limit, in front of its decisions. */
export function limitId(system: string, index: number): string {
  return `systems.${system}.limits.${index}`;
}

/** Whether a limit counts the calls of a step of a flow. */
export function covers(
  { operations, flows }: Limit,
  { flow, step }: { flow: string; step: Step },
): boolean {
  if (flows !== undefined && !flows.includes(flow)) return false;
  if (operations === undefined) return true;
  return namesOf(step).some((name) => operations.includes(name));
}

/** The batch limit of a system that holds for a step. */
export function batchLimitOf(system: System, step: Step): BatchLimit | undefined {
  return declaredLimits(system).find(
    (limit): limit is BatchLimit =>
      limit.kind === 'batch' &&
      (limit.operations === undefined ||
        namesOf(step).some((name) => limit.operations?.includes(name))),
  );
}

/** Units that one call of a step costs under a limit: calls, or points. */
export function costOf(limit: Limit, step: Step): number {
  if (limit.kind !== 'points') return 1;
  const { byOperation, default: usual } = limit.cost;
  const name = namesOf(step).find((known) => Object.hasOwn(byOperation, known));
  return name === undefined ? usual : (byOperation[name] ?? usual);
}

/** Every name that the file may use for what a step calls. */
function namesOf({ name, operation }: Step): readonly string[] {
  if (operation === undefined) return [name];
  return [name, operation.id, `${operation.method.toUpperCase()} ${operation.path}`];
}
