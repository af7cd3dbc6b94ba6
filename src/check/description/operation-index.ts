import type { Json, JsonObject } from '../../model/document.ts';
import { isObject, own, ownObject, ownText, pointerOf } from '../../model/json.ts';
import { httpMethods } from '../../model/openapi-kind.ts';
import type { HttpMethod } from '../../model/operation.ts';
import { referenceOf, resolve } from './lookup.ts';

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
}

/** All operations of a description in its order. */
export interface OperationIndex {
  readonly all: readonly IndexedOperation[];
  readonly faults: readonly Fault[];
}

/** Finds all operations; what is broken about one leaves the others alone. */
export function indexOperations(
  root: JsonObject,
  dangling: ReadonlyMap<string, string> = new Map(),
): OperationIndex {
  const all: IndexedOperation[] = [];
  const faults: Fault[] = [];
  const taken = new Set<string>();
  const read = (value: Json | undefined, pointer: string): ReturnType<typeof dereferenced> =>
    dereferenced({ root, dangling }, value, pointer);
  const paths = ownObject(root, 'paths') ?? {};
  for (const path of Object.keys(paths)) {
    if (!path.startsWith('/')) continue;
    const pointer = pointerOf(['paths', path]);
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
  { root, dangling }: { root: JsonObject; dangling: ReadonlyMap<string, string> },
  value: Json | undefined,
  pointer: string,
): { readonly node: JsonObject } | Fault {
  if (!isObject(value)) return { pointer, why: 'there is no object' };
  const reference = referenceOf(value);
  if (reference === undefined) return { node: value };
  const left = dangling.get(reference);
  if (left !== undefined) return { pointer, reference, why: left };
  const found = resolve(root, reference);
  if (found.why !== undefined) return { pointer, reference, why: found.why };
  if (!isObject(found.value)) return { pointer, reference, why: 'it leads to no object' };
  // What stands beside the reference counts before what it leads to.
  const beside = Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$ref'));
  return { node: { ...found.value, ...beside } };
}
