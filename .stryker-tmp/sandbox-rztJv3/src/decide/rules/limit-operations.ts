// @ts-nocheck
import type { Step, System } from '../../model/integration.ts';
import type { Limit, PointLimit } from '../../model/limit.ts';

/** Where names of operations are looked up. */
export interface Names {
  readonly system: System;
  readonly steps: readonly Step[];
}

/** Ids of the operations (names of steps of a port) that a limit covers; undefined: all. */
export function coveredOperations(limit: Limit, names: Names): readonly string[] | undefined {
  if (limit.operations === undefined) return undefined;
  return [...new Set(limit.operations.map((name) => operationId(name, names)))];
}

/** What a call costs, by the id of its operation. */
export function costsByOperation(cost: PointLimit['cost'], names: Names): PointLimit['cost'] {
  const entries = Object.entries(cost.byOperation).map(
    ([name, points]) => [operationId(name, names), points] as const,
  );
  return { default: cost.default, byOperation: nullPrototype(entries) };
}

// Names come from the user: `__proto__` is an operation like any other.
function nullPrototype(
  entries: readonly (readonly [string, number])[],
): Readonly<Record<string, number>> {
  // `Object.create` is typed as any.
  const result = Object.create(null) as Record<string, number>;
  for (const [name, value] of entries) result[name] = value;
  return result;
}

function operationId(name: string, { system, steps }: Names): string {
  const step = steps.find((candidate) => candidate.name === name);
  if (step !== undefined) return step.operation?.id ?? name;
  const operation = system.api?.operations.find(
    ({ id, method, path }) => id === name || `${method.toUpperCase()} ${path}` === name,
  );
  return operation?.id ?? name;
}
