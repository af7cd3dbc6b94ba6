// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

export interface DeclaredProblem {
  readonly system: string;
  readonly operation: string;
  /** `402`; `4XX` and `default` for what nothing more exact covers. */
  readonly status: string | number;
  /** All error statuses of the operation. */
  readonly declared: readonly string[];
}

/** The statuses that one may ask for: declared ones, and each number that a range or `default` covers. */
export type ProblemStatus<Answers> =
  | (keyof Answers & (string | number))
  | (Extract<keyof Answers, '4XX' | '5XX' | 'default'> extends never ? never : number);

/** What the answer with a status holds: as declared for it, for its range, or by `default`. */
export type ProblemData<Answers, Status> = Status extends keyof Answers
  ? Answers[Status]
  : Status extends number
    ? ByKey<Answers, `${Status}` extends `4${string}` ? '4XX' : '5XX'>
    : never;

type ByKey<Answers, Range> = Range extends keyof Answers
  ? Answers[Range]
  : 'default' extends keyof Answers
    ? Answers['default']
    : unknown;

/** Whether an error is the declared answer: `404` before `4XX` before `default`. */
export function isDeclaredProblem(
  error: unknown,
  { system, operation, status, declared }: DeclaredProblem,
): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const found: { kind?: unknown; system?: unknown; operation?: unknown; status?: unknown } = error;
  if (found.kind !== 'problem' && found.kind !== 'throttled') return false;
  if (found.system !== system || found.operation !== operation) return false;
  if (typeof found.status !== 'number') return false;
  const covering = declaredStatus(found.status, declared);
  return typeof status === 'number'
    ? found.status === status && covering !== undefined
    : covering === status;
}

/** The declared status that an answer falls under; undefined where none covers it. */
export function declaredStatus(status: number, declared: readonly string[]): string | undefined {
  const exact = String(status);
  const range = `${exact.slice(0, 1)}XX`;
  return [exact, range, 'default'].find((candidate) => declared.includes(candidate));
}
