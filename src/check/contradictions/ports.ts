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
    const method = methodName(step.name);
    if (method === '')
      return [diagnose('port/no-method-name', { system: id, step: step.name }, step.at)];
    const other = byMethod.get(method) ?? step.name;
    byMethod.set(method, other);
    const params = { system: id, step: step.name, other, method };
    return other === step.name ? [] : [diagnose('port/method-collision', params, step.at)];
  });
}

/** Words in camel case, letters and digits only. */
function methodName(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join('');
}
