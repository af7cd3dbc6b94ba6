import type { Decision, DecisionValue, Source } from '../plan/decision.ts';
import type { Declared, Place } from '../model/place.ts';
import type { Evidence } from '../model/provider.ts';

/** What a case settles: a decision without its id. */
export type Settled<T extends DecisionValue> = Omit<Decision<T>, 'id'>;

/** One decision: ordered cases, of which the first that applies holds, and an `otherwise`. */
export interface Rule<Subject, T extends DecisionValue> {
  /** Last part of the decision's id: `max-attempts`. */
  readonly id: string;
  readonly cases: readonly ((subject: Subject) => Settled<T> | undefined)[];
  readonly otherwise: (subject: Subject) => Settled<T>;
}

/** Applies a rule; `owner` is the path in front of the rule's id: `systems.ledger`. */
export function settle<Subject, T extends DecisionValue>(
  rule: Rule<Subject, T>,
  owner: string,
  subject: Subject,
): Decision<T> {
  for (const applies of rule.cases) {
    const settled = applies(subject);
    if (settled !== undefined) return { id: `${owner}.${rule.id}`, ...settled };
  }
  return { id: `${owner}.${rule.id}`, ...rule.otherwise(subject) };
}

/** The source of a value that stands in integration.yaml. */
export function declaredAt({ file, line, column }: Place): Source {
  return { kind: 'declared', file, line, column };
}

/** The source of a value that the catalogue knows of a vendor. */
export function cataloguedAt(
  provider: string,
  { reference, date, confidence }: Evidence,
): Extract<Source, { kind: 'catalogue' }> {
  return { kind: 'catalogue', provider, reference, date, confidence };
}

/** The source of a value that follows from other decisions. */
export function derivedFrom(...decisions: readonly { readonly id: string }[]): {
  readonly source: Source;
  readonly inputs: readonly string[];
} {
  const ids = [...new Set(decisions.map(({ id }) => id))];
  return { source: { kind: 'derived', ids }, inputs: ids };
}

/** The value that the user wrote, or the default with that name. */
export function declaredOr<T extends DecisionValue>(
  declared: Declared<T> | undefined,
  fallback: { readonly name: string; readonly value: T },
): { readonly value: T; readonly source: Source } {
  return declared === undefined
    ? { value: fallback.value, source: { kind: 'default', name: fallback.name } }
    : { value: declared.value, source: declaredAt(declared.at) };
}
