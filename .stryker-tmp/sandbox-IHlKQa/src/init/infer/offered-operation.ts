// @ts-nocheck
import { operationFinder } from '../../check/description/find-operation.ts';
import { indexOperations } from '../../check/description/operation-index.ts';
import type { IndexedOperation } from '../../check/description/operation-index.ts';
import { looksLikeSecret } from '../../diagnostics/secret.ts';
import type { SpecDocument } from '../../model/document.ts';
import { own, ownText } from '../../model/json.ts';
import type { HttpMethod } from '../../model/operation.ts';
import { plainLine } from './plain-line.ts';

/** An operation that a flow may name. */
export interface OfferedOperation {
  /** What integration.yaml writes: the operationId, or `METHOD /path` where that is missing or not unique. */
  readonly name: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** One line; empty where the description says nothing. */
  readonly summary: string;
  readonly isDeprecated: boolean;
  readonly indexed: IndexedOperation;
}

/** Every operation of a description that can be named without doubt, in its order. */
export function offeredOperations(spec: SpecDocument): readonly OfferedOperation[] {
  const index = indexOperations(spec);
  const meaning = operationFinder(index);
  return index.all.flatMap((indexed) => {
    const { method, path, operationId, node } = indexed;
    const route = `${method.toUpperCase()} ${path}`;
    const name = [operationId, route].find((candidate) => {
      if (candidate === undefined || !isPlain(candidate)) return false;
      const found = meaning(candidate);
      return found.kind === 'one' && found.operation === indexed;
    });
    if (name === undefined) return [];
    const summary = summaryOf(ownText(node, 'summary') ?? ownText(node, 'description') ?? '');
    const isDeprecated = own(node, 'deprecated') === true;
    return [{ name, method, path, summary, isDeprecated, indexed }];
  });
}

// Vendors write HTML here; a list has one line for each.
function summaryOf(text: string): string {
  return plainLine(text.slice(0, 2000).replaceAll(/<[^<>]*>/g, ' '), 60);
}

/** Those that change something before those that read, otherwise in the order of the description. */
export function writersFirst(operations: readonly OfferedOperation[]): readonly OfferedOperation[] {
  return [
    ...operations.filter(({ method }) => !isReading(method)),
    ...operations.filter(({ method }) => isReading(method)),
  ];
}

/** Those that read before those that change something. */
export function readersFirst(operations: readonly OfferedOperation[]): readonly OfferedOperation[] {
  return [
    ...operations.filter(({ method }) => isReading(method)),
    ...operations.filter(({ method }) => !isReading(method)),
  ];
}

/** Whether HTTP itself says that a repeat of such a call changes nothing more. */
export function isNaturallyRepeatable(method: HttpMethod): boolean {
  return isReading(method) || method === 'put' || method === 'delete';
}

function isReading(method: HttpMethod): boolean {
  return method === 'get' || method === 'head' || method === 'options' || method === 'trace';
}

// What cannot be written and read back letter by letter is left to be named by hand.
function isPlain(name: string): boolean {
  return name.trim() !== '' && plainLine(name, 500) === name && !looksLikeSecret(name);
}
