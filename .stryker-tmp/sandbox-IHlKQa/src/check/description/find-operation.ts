// @ts-nocheck
import { closest } from '../../diagnostics/nearest.ts';
import type { IndexedOperation, OperationIndex } from './operation-index.ts';

/** What a name in integration.yaml means: one operation, several, or none and what is near. */
export type Meaning =
  | { readonly kind: 'one'; readonly operation: IndexedOperation }
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'none'; readonly nearest: readonly string[] };

/** Finds operations of one description by operationId or by `METHOD /path`. */
export function operationFinder(index: OperationIndex): (name: string) => Meaning {
  const byName = groupBy(index.all, (operation) => operation.operationId ?? operation.id);
  const byId = groupBy(index.all, (operation) => operation.id);
  const byRoute = groupBy(index.all, ({ method, path }) => routeKey(method, path));
  const byShape = groupBy(index.all, ({ method, path }) => shapeKey(method, path));
  return (name) => {
    const route = /^([A-Za-z]+)\s+(\/\S*)$/.exec(name.trim());
    const [, method = '', path = ''] = route ?? [];
    const found =
      byName.get(name) ??
      byId.get(name) ??
      byRoute.get(routeKey(method, path)) ??
      byShape.get(shapeKey(method, path)) ??
      [];
    const [first] = found;
    if (first === undefined) {
      return { kind: 'none', nearest: closest(name, namesLike(index, route !== null), 3) };
    }
    if (found.length > 1) return { kind: 'several', candidates: found.map(routeOf) };
    return { kind: 'one', operation: first };
  };
}

/** `POST /v1/customers`. */
function routeOf({ method, path }: IndexedOperation): string {
  return `${method.toUpperCase()} ${path}`;
}

function namesLike(index: OperationIndex, routes: boolean): readonly string[] {
  return index.all.map((operation) =>
    routes || operation.operationId === undefined ? routeOf(operation) : operation.id,
  );
}

function routeKey(method: string, path: string): string {
  return `${method.toLowerCase()} ${path}`;
}

// The names of the parameters are the vendor's; `/v1/customers/{id}` is meant as well as `/v1/customers/{customer}`.
function shapeKey(method: string, path: string): string {
  return routeKey(method, path.replaceAll(/\{[^{}]*\}/g, '{}'));
}

function groupBy(
  operations: readonly IndexedOperation[],
  keyOf: (operation: IndexedOperation) => string,
): ReadonlyMap<string, readonly IndexedOperation[]> {
  const groups = new Map<string, IndexedOperation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [operation]);
    else group.push(operation);
  }
  return groups;
}
