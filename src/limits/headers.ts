import type { JsonObject } from '../model/document.ts';
import { ownObject } from '../model/json.ts';
import { followed } from './operations.ts';
import type { FoundOperation } from './operations.ts';

/** Which headers tell the state of a limit, by operation. */
export interface HeaderIndex {
  readonly namesFor: (appliesTo: 'all' | readonly string[]) => readonly string[];
  readonly hasRetryAfter: (appliesTo: 'all' | readonly string[]) => boolean;
}

const telling = /rate-?limit|throttl|quota/i;

/** Reads the headers that the responses of a description declare. */
export function headersOf(root: JsonObject, operations: readonly FoundOperation[]): HeaderIndex {
  const byOperation = new Map(
    operations.map((operation) => [operation.name, declaredBy(root, operation)]),
  );
  const all = new Set([...byOperation.values()].flat());
  const of = (appliesTo: 'all' | readonly string[]): readonly string[] =>
    appliesTo === 'all'
      ? [...all]
      : [...new Set(appliesTo.flatMap((name) => byOperation.get(name) ?? []))];
  return {
    namesFor: (appliesTo) => of(appliesTo).filter((name) => telling.test(name)),
    hasRetryAfter: (appliesTo) =>
      of(appliesTo).some((name) => /^(?:x-)?retry-?after(?:-ms)?$/i.test(name)),
  };
}

function declaredBy(root: JsonObject, { node }: FoundOperation): string[] {
  return Object.values(ownObject(node, 'responses') ?? {})
    .flatMap((response) => Object.keys(ownObject(followed(root, response), 'headers') ?? {}))
    .filter((name) => telling.test(name) || /retry-?after/i.test(name));
}
