// @ts-nocheck
import type { Json, JsonObject, Unfollowed } from '../../model/document.ts';
import { isObject, own, ownList, ownObject, ownText, pointerOf } from '../../model/json.ts';
import { httpMethods } from '../../model/openapi-kind.ts';
import type { HttpMethod } from '../../model/operation.ts';
import { referenceOf, resolve } from './lookup.ts';
import type { Linked } from './lookup.ts';

/** An operation as it stands in the description. */
export interface IndexedOperation {
  /** Unique: the operationId, or a name made from method and path; with a number where it stands twice. */
  readonly id: string;
  /** What the description says, where it does. */
  readonly operationId?: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  readonly pathItem: JsonObject;
  readonly node: JsonObject;
}

/** A place of the description that cannot be used, and why. */
export interface Fault {
  readonly pointer: string;
  /** The reference that leads nowhere, if it is one. */
  readonly reference?: string;
  readonly why: string;
  readonly kind: Unfollowed['kind'];
}

/** All operations of a description in its order. */
export interface OperationIndex {
  readonly all: readonly IndexedOperation[];
  readonly faults: readonly Fault[];
}

/** Finds all operations; what is broken about one leaves the others alone. */
export function indexOperations(spec: Linked): OperationIndex {
  const all: IndexedOperation[] = [];
  const faults: Fault[] = [];
  const taken = new Set<string>();
  const read = (value: Json | undefined, pointer: string): ReturnType<typeof dereferenced> =>
    dereferenced(spec, value, pointer);
  const paths = ownObject(spec.root, 'paths') ?? {};
  for (const path of Object.keys(paths)) {
    if (path.startsWith('x-')) continue;
    const pointer = pointerOf(['paths', path]);
    if (!path.startsWith('/')) {
      faults.push({ pointer, kind: 'missing', why: 'a path begins with a slash' });
      continue;
    }
    const pathItem = read(own(paths, path), pointer);
    if ('why' in pathItem) faults.push(pathItem);
    else
      for (const method of httpMethods.filter((name) => Object.hasOwn(pathItem.node, name))) {
        const at = `${pointer}/${method}`;
        const operation = read(own(pathItem.node, method), at);
        if ('why' in operation) faults.push(operation);
        else {
          const { node } = operation;
          const operationId = nonEmpty(ownText(node, 'operationId'));
          const id = free(operationId ?? derivedId(method, path), taken);
          const named = operationId === undefined ? {} : { operationId };
          all.push({ id, ...named, method, path, pointer: at, pathItem: pathItem.node, node });
        }
      }
  }
  return { all, faults };
}

/** The name of an operation without operationId: `get /v1/customers/{id}` is `getV1CustomersId`. */
function derivedId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function free(id: string, taken: Set<string>): string {
  let candidate = id;
  for (let count = 2; taken.has(candidate); count++) candidate = `${id}_${count}`;
  taken.add(candidate);
  return candidate;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function dereferenced(
  spec: Linked,
  value: Json | undefined,
  pointer: string,
): { readonly node: JsonObject } | Fault {
  const noObject = { pointer, kind: 'missing', why: 'there is no object' } as const;
  if (!isObject(value)) return noObject;
  const reference = referenceOf(value);
  if (reference === undefined) return { node: value };
  const found = resolve(spec, reference);
  if (found.why !== undefined) return { pointer, reference, kind: found.kind, why: found.why };
  if (!isObject(found.value)) return { ...noObject, reference };
  // What stands beside the reference counts before what it leads to.
  const beside = Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$ref'));
  return { node: { ...found.value, ...beside } };
}

/** Why an operation cannot be called: a parameter or a body that it refers to is not there. */
export function obstaclesOf(spec: Linked, operation: IndexedOperation): readonly Fault[] {
  const { pathItem, node, pointer } = operation;
  const pathPointer = pointer.slice(0, pointer.lastIndexOf('/'));
  const parts = [
    ...partsOf(ownList(pathItem, 'parameters'), `${pathPointer}/parameters`),
    ...partsOf(ownList(node, 'parameters'), `${pointer}/parameters`),
    { part: own(node, 'requestBody'), at: `${pointer}/requestBody` },
  ];
  return parts.flatMap(({ part, at }) => {
    const reference = referenceOf(part);
    if (reference === undefined) return [];
    const found = resolve(spec, reference);
    // What may not be read is an error, wherever it is reached.
    if (found.why === undefined || found.kind === 'refused') return [];
    return [{ pointer: at, reference, kind: found.kind, why: found.why }];
  });
}

function partsOf(
  list: readonly Json[],
  at: string,
): readonly { readonly part: Json; readonly at: string }[] {
  return list.map((part, index) => ({ part, at: `${at}/${String(index)}` }));
}
