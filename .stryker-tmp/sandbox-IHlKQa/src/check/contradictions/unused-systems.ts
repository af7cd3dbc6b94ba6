// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { callsAt, type Facts } from '../facts.ts';

/** Systems that no flow touches. */
export function unusedSystems({ integration, isComplete }: Facts): readonly Diagnostic[] {
  if (!isComplete) return [];
  const ends = new Set(integration.flows.flatMap(({ from, to }) => [from, to]));
  return integration.systems
    .filter(({ id }) => !ends.has(id) && callsAt(id, integration).length === 0)
    .map(({ id, at }) => diagnose('system/unused', { system: id }, at));
}
