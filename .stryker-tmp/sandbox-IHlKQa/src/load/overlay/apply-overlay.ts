// @ts-nocheck
import type { JSONValue } from 'json-p3';

import type { Json } from '../../model/document.ts';
import { isList, isObject } from '../../model/json.ts';
import { copied, formOf, mergeInto, put } from './merge.ts';
import type { Mutable } from './merge.ts';
import type { Action, Overlay, OverlayFault } from './overlay.ts';

/** What became of a document: faults, and actions whose target selects nothing. */
export interface Applied {
  readonly faults: readonly OverlayFault[];
  readonly unmatched: readonly Action[];
}

/** A node that a target selects, by what holds it; the document itself is held by a list of one. */
interface Selected {
  readonly holder: Mutable | Json[];
  readonly key: string | number;
  readonly value: Json;
  readonly isRoot: boolean;
}

type Select = (path: string) => readonly Selected[];

/**
 * Changes a document in place, action by action, each on the result of those before it (Overlay 1.1, Action Object). The
 * document must be a tree: what stands in two places would change in both.
 */
export async function applyOverlay(document: Json, overlay: Overlay): Promise<Applied> {
  const { JSONPathEnvironment, JSONPathError } = await import('json-p3');
  // Deeper than any document that is read.
  const environment = new JSONPathEnvironment({ maxRecursionDepth: 400 });
  const root: Json[] = [document];
  const select: Select = (path) =>
    environment
      // It only reads; its type for JSON has no readonly lists.
      .query(path, document as JSONValue)
      .nodes.map(({ location, value }) => selectedAt(root, location, value as Json));
  const faults: OverlayFault[] = [];
  const unmatched: Action[] = [];
  for (const action of overlay.actions) {
    try {
      const nodes = select(action.target);
      if (nodes.length === 0) unmatched.push(action);
      const why = change(nodes, action, { select, minor: overlay.minor });
      if (why !== undefined) faults.push({ pointer: action.pointer, why });
    } catch (error) {
      if (!(error instanceof JSONPathError)) throw error;
      const why = `its JSONPath cannot be read: ${error.message.replace(/ \('[^]*$/, '')}`;
      faults.push({ pointer: action.pointer, why });
    }
  }
  return { faults, unmatched };
}

function selectedAt(root: Json[], location: readonly (string | number)[], value: Json): Selected {
  const path = [0, ...location];
  const key = path.pop() ?? 0;
  const holder = path.reduce<unknown>((node, step) => Reflect.get(Object(node), step), root);
  // What holds a node is a list or an object; the document belongs to this run.
  return { holder: holder as Selected['holder'], key, value, isRoot: location.length === 0 };
}

function change(
  nodes: readonly Selected[],
  { change: wanted }: Action,
  { select, minor }: { readonly select: Select; readonly minor: Overlay['minor'] },
): string | undefined {
  if (wanted.kind === 'remove') return remove(nodes);
  if (wanted.kind === 'update') return update(nodes, wanted.value, minor);
  const [source, ...others] = select(wanted.from);
  if (source === undefined || others.length > 0) return 'what it copies is not one node';
  return update(nodes, source.value, minor);
}

function remove(nodes: readonly Selected[]): string | undefined {
  if (nodes.some(({ isRoot }) => isRoot)) return 'it would remove the whole document';
  const keys = new Map<Selected['holder'], Set<string | number>>();
  for (const { holder, key } of nodes) keys.set(holder, (keys.get(holder) ?? new Set()).add(key));
  for (const [holder, removed] of keys) {
    if (Array.isArray(holder)) {
      const kept = holder.filter((_, index) => !removed.has(index));
      holder.length = 0;
      for (const item of kept) holder.push(item);
    } else for (const key of removed) Reflect.deleteProperty(holder, key);
  }
  return undefined;
}

function update(
  nodes: readonly Selected[],
  value: Json,
  minor: Overlay['minor'],
): string | undefined {
  const forms = new Set(nodes.map((node) => formOf(node.value)));
  if (forms.size > 1) return 'its target selects objects, lists and single values together';
  for (const node of nodes) {
    const why = updateOne(node, value, minor);
    if (why !== undefined) return why;
  }
  return undefined;
}

function updateOne(node: Selected, value: Json, minor: Overlay['minor']): string | undefined {
  switch (formOf(node.value)) {
    case 'list': {
      // The document is ours to change. Overlay 1.0 appends the value as it is, 1.1 each item of a list.
      const list = node.value as Json[];
      for (const item of isList(value) && minor === 1 ? value : [value]) list.push(copied(item));
      return undefined;
    }
    case 'object': {
      if (!isObject(value)) return 'it updates an object with what is none';
      const wrong = mergeInto(node.value as Mutable, value);
      return wrong === undefined
        ? undefined
        : `what it says of ${wrong} is of another form than what is there`;
    }
    case 'primitive':
      if (formOf(value) !== 'primitive') return 'it updates a single value with what is none';
      if (Array.isArray(node.holder)) node.holder[Number(node.key)] = value;
      else put(node.holder, String(node.key), value);
      return undefined;
  }
}
