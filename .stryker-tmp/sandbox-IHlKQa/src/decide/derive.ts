// @ts-nocheck
import type { Decision, DecisionValue, Source, Unit } from '../plan/decision.ts';
import { derivedFrom } from './rule.ts';
import { tidy } from './tidy.ts';

/** What a derived decision says, besides its id and what it follows from. */
export interface Finding<T extends DecisionValue> {
  readonly value: T;
  readonly unit?: Unit;
  readonly reason: string;
  readonly formula?: string;
}

/** A decision that follows from other decisions. */
export function derived<T extends DecisionValue>(
  id: string,
  finding: Finding<T>,
  from: readonly (string | Decision | undefined)[],
): Decision<T> {
  const inputs = from
    .filter((input) => input !== undefined)
    .map((input) => (typeof input === 'string' ? { id: input } : input));
  return { id, ...finding, value: tidied(finding.value), ...derivedFrom(...inputs) };
}

/** A decision whose value stands in a file or in the defaults. */
export function stated<T extends DecisionValue>(
  id: string,
  source: Source,
  finding: Finding<T>,
): Decision<T> {
  return { id, ...finding, value: tidied(finding.value), source };
}

/** The source of a default. */
export function byDefault(name: string): Source {
  return { kind: 'default', name };
}

// Only numbers carry the noise of binary fractions; the value keeps its type.
function tidied<T extends DecisionValue>(value: T): T {
  return typeof value === 'number' ? (tidy(value) as T) : value;
}
