import type { Answer, Arrival } from './recorder.ts';

/** One call, as the description names things. */
export interface ProbeCall {
  readonly operationId: string;
  readonly method: string;
  /** The template of the path. */
  readonly template: string;
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What became of a call; `pending` where it had not ended in time. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly value: unknown }
  | { readonly kind: 'pending' };

/** What was seen of a probe, shortly, and whether it is as the standards want it. */
export interface Verdict {
  readonly right: boolean;
  readonly seen: string;
}

/** A question to a client; its calls are made one after another, and then it is judged. */
export interface Probe {
  readonly id: string;
  readonly title: string;
  readonly description: 'api' | 'names' | 'stripe';
  readonly calls: readonly ProbeCall[];
  /** A fresh server for each run, so that what it remembers is of this run. */
  readonly server: () => Answer;
  readonly judge: (arrivals: readonly Arrival[], outcomes: readonly Outcome[]) => Verdict;
}

/** One probe whose only arrival is judged by one text of it. */
export function seenOnce(
  read: (arrival: Arrival) => string,
  isRight: (seen: string) => boolean,
): Probe['judge'] {
  return (arrivals) => {
    const [arrival] = arrivals;
    const seen = arrival === undefined ? 'nothing arrived' : read(arrival);
    return { right: arrivals.length === 1 && isRight(seen), seen };
  };
}

/** Whether the call came to a good end after so many requests. */
export function endsWell(requests: number): Probe['judge'] {
  return (arrivals, [outcome]) => ({
    right:
      arrivals.length === requests && outcome?.kind === 'returned' && !tells(outcome.value, 403),
    seen: `${arrivals.length} requests, ${endOf(outcome)}`,
  });
}

/** Whether whoever made the call can read all of that from what it returned or threw. */
export function toldAll(...facts: readonly (string | number)[]): Probe['judge'] {
  return (_, [outcome]) => {
    const missing = facts.filter(
      (fact) => outcome === undefined || outcome.kind === 'pending' || !tells(outcome.value, fact),
    );
    const without = missing.length === 0 ? '' : ` without ${missing.join(' and ')}`;
    return { right: missing.length === 0, seen: `${endOf(outcome)}${without}` };
  };
}

/** How a call ended, in a word or two. */
export function endOf(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome.kind === 'pending') return 'pending';
  if (outcome.kind === 'returned') return 'returned';
  return `threw ${outcome.value instanceof Error ? outcome.value.name : 'no Error'}`;
}

/** Whether a value holds a fact in one of its fields or theirs, three deep; a getter of its class is a field too. */
function tells(value: unknown, fact: string | number, depth = 0): boolean {
  if (value === fact) return true;
  if (typeof value !== 'object' || value === null || depth > 3) return false;
  // The status of a `Response` is a getter, and so is the data of our errors, which printing must not show.
  const got = ['status', 'data'].filter((name) => name in value);
  return [...Object.getOwnPropertyNames(value), ...got].some((name) =>
    // Any field of any object may be asked for by its name.
    tells((value as Record<string, unknown>)[name], fact, depth + 1),
  );
}

/** A header as it arrived. */
export function headerOf(name: string): (arrival: Arrival) => string {
  return ({ headers }) => String(headers[name] ?? 'none');
}

/** The pairs of a form or query as they arrived, decoded and in alphabetical order. */
export function pairsOf(text: string): string {
  return [...new URLSearchParams(text)]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}
