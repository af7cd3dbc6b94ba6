// @ts-nocheck
import type { SpecDocument } from '../../model/document.ts';
import type { Oddity } from './copier.ts';
import type { Meaning } from './find-operation.ts';
import { obstaclesOf } from './operation-index.ts';
import type { Fault, IndexedOperation, OperationIndex } from './operation-index.ts';

/** The wanted operations that can be called, and what became of the others. */
export interface UsableOperations {
  /** In the order of the description, so that the order of the flows changes no byte. */
  readonly operations: readonly IndexedOperation[];
  /** What keeps an operation that is named, or everything, from being used. */
  readonly faults: readonly Fault[];
  /** What is broken and that nobody named. */
  readonly leftOut: readonly Fault[];
  readonly oddities: readonly Oddity[];
}

/** Chooses among the operations those that are wanted and can be called. */
export function usableOperations(
  spec: SpecDocument,
  wanted: {
    readonly index: OperationIndex;
    readonly names: ReadonlyMap<string, Meaning>;
    readonly all: boolean;
  },
): UsableOperations {
  const { index, all } = wanted;
  const named = namedOperations(wanted.names);
  const operations: IndexedOperation[] = [];
  const faults = all ? index.faults.filter((fault) => fault.kind !== 'missing') : [];
  const leftOut = all ? index.faults.filter((fault) => fault.kind === 'missing') : [];
  for (const operation of index.all) {
    if (!all && !named.has(operation)) continue;
    const obstacles = obstaclesOf(spec, operation);
    if (obstacles.length === 0) operations.push(operation);
    else if (named.has(operation)) faults.push(...obstacles);
    else leftOut.push(...obstacles);
  }
  const isNothing = operations.length === 0 && faults.length === 0;
  return {
    operations,
    faults: isNothing ? leftOut : faults,
    leftOut: isNothing ? [] : leftOut,
    oddities: operations.flatMap(doubleName),
  };
}

function namedOperations(names: ReadonlyMap<string, Meaning>): ReadonlySet<IndexedOperation> {
  const named = new Set<IndexedOperation>();
  for (const meaning of names.values()) if (meaning.kind === 'one') named.add(meaning.operation);
  return named;
}

function doubleName({ id, operationId, pointer }: IndexedOperation): readonly Oddity[] {
  if (operationId === undefined || operationId === id) return [];
  const what = `has the operationId "${operationId}" of another operation, so it is called "${id}"`;
  return [{ pointer, what }];
}
