import type { System } from '../../model/integration.ts';
import type { Decision } from '../../plan/decision.ts';
import { stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { limitLabel } from './limit-label.ts';

/** Where address or limits differ, each in words; the figures of the plan are those of the system itself. */
export function decideEnvironments(system: System): readonly Decision<string>[] {
  const { environments } = system;
  if (environments === undefined) return [];
  return environments.value.map(({ name, url, limits }) => {
    const labels =
      limits === undefined
        ? []
        : limits.value === 'unknown'
          ? ['limits unknown']
          : limits.value.map(({ value }) => limitLabel(value));
    return stated(`systems.${system.id}.environments.${name}`, declaredAt(environments.at), {
      value: [...(url === undefined ? [] : [url.value]), ...labels].join('; '),
      reason:
        'A drill in another environment proves only what its own limits allow; the plan holds to those of production.',
    });
  });
}
