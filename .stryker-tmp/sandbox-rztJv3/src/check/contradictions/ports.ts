// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { System } from '../../model/integration.ts';
import { callsAt, type Facts } from '../facts.ts';

/** Steps of a port that would become the same method, or none. */
export function ports(facts: Facts): readonly Diagnostic[] {
  return facts.integration.systems.flatMap((system) => [
    ...(facts.unreadable.has(system.id) || system.api !== undefined
      ? []
      : collisions(system, facts)),
  ]);
}

function collisions({ id }: System, { integration }: Facts): Diagnostic[] {
  const byMethod = new Map<string, string>();
  return callsAt(id, integration).flatMap(({ step }) => {
    const method = methodKey(step.name);
    if (method === '')
      return [diagnose('port/no-method-name', { system: id, step: step.name }, step.at)];
    const other = byMethod.get(method) ?? step.name;
    byMethod.set(method, other);
    return other === step.name
      ? []
      : [diagnose('port/method-collision', { system: id, step: step.name, other }, step.at)];
  });
}

/** What is left of words in the name of a method: letters without accents, digits, and no case. */
function methodKey(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
