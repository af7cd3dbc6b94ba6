// @ts-nocheck
import type { Place } from '../model/place.ts';
import type { Decision, DecisionValue } from '../plan/decision.ts';
import { declaredAt } from './rule.ts';

/** The decision with the user's own value, which keeps what was derived as overruled. */
export function overridden<T extends DecisionValue>(
  decision: Decision<T>,
  declared:
    { readonly value: T | undefined; readonly at: Place; readonly reason: string } | undefined,
): Decision<T> {
  if (declared?.value === undefined) return decision;
  return {
    id: decision.id,
    value: declared.value,
    ...(decision.unit === undefined ? {} : { unit: decision.unit }),
    source: declaredAt(declared.at),
    reason: declared.reason,
    overruled: { value: decision.value, source: decision.source },
  };
}
