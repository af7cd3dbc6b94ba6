// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declared } from '../../model/place.ts';
import type { Facts } from '../facts.ts';

/** A store that one process keeps for itself, although several run. */
export function deployment({ integration }: Facts): readonly Diagnostic[] {
  const { instances, queue, limiter } = integration.deployment;
  if (instances === undefined || instances.value < 2) return [];
  const own = (key: string, store: Declared<string> | undefined, alone: string): Diagnostic[] =>
    store?.value === alone
      ? [
          diagnose(
            'deployment/not-shared',
            { key, store: alone, instances: String(instances.value) },
            store.at,
          ),
        ]
      : [];
  return [...own('queue', queue, 'sqlite'), ...own('limiter', limiter, 'memory')];
}
