// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

/** A declared error answer: of which operation, and under which of its declared statuses. */
export interface DeclaredProblem {
  readonly system: string;
  readonly operation: string;
  /** `402`, `4XX` or `default`. */
  readonly status: string;
  /** All error statuses that the operation declares; the most exact one counts. */
  readonly declared: readonly string[];
}

/** Whether an error is the declared answer: `404` before `4XX` before `default`. */
export function isDeclaredProblem(
  error: unknown,
  { system, operation, status, declared }: DeclaredProblem,
): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const found: { kind?: unknown; system?: unknown; operation?: unknown; status?: unknown } = error;
  if (found.kind !== 'problem' && found.kind !== 'throttled') return false;
  if (found.system !== system || found.operation !== operation) return false;
  return typeof found.status === 'number' && declaredStatus(found.status, declared) === status;
}

/** The declared status that an answer falls under; undefined where none covers it. */
export function declaredStatus(status: number, declared: readonly string[]): string | undefined {
  const exact = String(status);
  const range = `${exact.slice(0, 1)}XX`;
  return [exact, range, 'default'].find((candidate) => declared.includes(candidate));
}
