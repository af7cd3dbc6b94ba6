import { operationsOf } from '../limits/operations.ts';
import type { FoundOperation } from '../limits/operations.ts';
import type { SpecDocument } from '../model/document.ts';
import type { DocumentedLimits, ThrottleSignal } from '../model/documented-limit.ts';
import type { System } from '../model/integration.ts';
import { ownObject } from '../model/json.ts';

/** Payment required: waiting does not help. */
const unpaid = 402;

/**
 * What a description says of the answers of the called operations: by which status other than 429 they say "too fast",
 * and how a header writes the end of a window. A status that any of them uses for something else too is no sign.
 */
export function documentedAnswers(
  { signals, resetHeaders }: DocumentedLimits,
  called: ReadonlyMap<string, string>,
  { root, file }: SpecDocument,
): Pick<System, 'documentedThrottled' | 'resetHeaders'> {
  const operations = operationsOf(root).filter(({ name }) => called.has(name));
  const sure = signals.filter(
    (signal) => signal.isSure && signal.status !== unpaid && isSign(signal, signals, operations),
  );
  const throttled = [...new Map(sure.map((signal) => [signal.status, signal])).values()].map(
    ({ status, source }) => ({ status, file, ...source }),
  );
  const headers = resetHeaders.map(({ name, form, source }) => ({
    header: name,
    form,
    file,
    ...source,
  }));
  return {
    ...(throttled.length === 0 ? {} : { documentedThrottled: throttled }),
    ...(headers.length === 0 ? {} : { resetHeaders: headers }),
  };
}

function isSign(
  { status, appliesTo }: ThrottleSignal,
  signals: readonly ThrottleSignal[],
  operations: readonly FoundOperation[],
): boolean {
  const covered = (name: string): boolean =>
    signals.some(
      (other) =>
        other.status === status &&
        other.isSure &&
        other.appliesTo !== 'all' &&
        other.appliesTo.includes(name),
    );
  const declaring = operations.filter(({ node }) =>
    Object.hasOwn(ownObject(node, 'responses') ?? {}, String(status)),
  );
  // The introduction says it of all; where operations declare the status, theirs are the words that count.
  if (declaring.length > 0) return declaring.every(({ name }) => covered(name));
  return appliesTo === 'all' || operations.some(({ name }) => appliesTo.includes(name));
}
