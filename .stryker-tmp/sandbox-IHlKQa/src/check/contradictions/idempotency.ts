// @ts-nocheck
import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Idempotency } from '../../model/integration.ts';
import type { Declared } from '../../model/place.ts';
import { callsOf, type Facts } from '../facts.ts';

/** `none` beside something that makes a repeat harmless. */
export function idempotency({ integration }: Facts): readonly Diagnostic[] {
  return [
    ...integration.systems.flatMap((system) => mixed(`System "${system.id}"`, system.idempotency)),
    ...integration.flows
      .flatMap(callsOf)
      .flatMap((step) => mixed(`"${step.name}"`, step.idempotency)),
  ];
}

function mixed(
  where: string,
  declared: Declared<readonly Idempotency[]> | undefined,
): Diagnostic[] {
  if (declared === undefined || declared.value.length < 2) return [];
  return declared.value.some(({ kind }) => kind === 'none')
    ? [diagnose('idempotency/none-among-others', { where }, declared.at)]
    : [];
}
