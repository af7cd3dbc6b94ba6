// @ts-nocheck
import type { Json, JsonObject } from '../../model/document.ts';
import { isObject, own, ownList } from '../../model/json.ts';
import { referenceOf } from './lookup.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  /** Whether the schema adds to what it refers to, and does not merely choose it. */
  readonly adds: boolean;
  cut(): void;
}

const folder = '#/components/schemas/';

/** A round of schemas that are nothing but each other: where it was cut, and its schemas in order. */
export interface Round {
  readonly cut: string;
  readonly names: readonly string[];
}

/**
 * Cuts, in place, schemas that are nothing but themselves (`A` is `B`, `B` is one of `A`): they describe nothing and no
 * type can be made from them. Recursion through a property or an item is left.
 */
export function breakCycles(schemas: Readonly<Record<string, Json>>): readonly Round[] {
  const rounds: Round[] = [];
  const done = new Set<string>();
  for (const name of Object.keys(schemas)) visit(schemas, { start: name, done, rounds });
  return rounds;
}

interface Search {
  readonly start: string;
  readonly done: Set<string>;
  readonly rounds: Round[];
}

// Depth first with a stack of its own: schemas may refer to one another further than recursion bears.
function visit(schemas: Readonly<Record<string, Json>>, { start, done, rounds }: Search): void {
  if (done.has(start)) return;
  const path: Edge[] = [];
  const depth = new Map([[start, 0]]);
  const stack = [{ name: start, edges: edgesOf(start, own(schemas, start)).values() }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const edge = top.edges.next().value;
    const back = edge === undefined ? undefined : depth.get(edge.to);
    if (edge === undefined) {
      done.add(top.name);
      depth.delete(top.name);
      stack.pop();
      path.pop();
    } else if (back !== undefined) rounds.push(cutRound([...path.slice(back), edge]));
    else if (!done.has(edge.to)) {
      path.push(edge);
      depth.set(edge.to, path.length);
      stack.push({ name: edge.to, edges: edgesOf(edge.to, own(schemas, edge.to)).values() });
    }
  }
}

function cutRound(round: readonly [...Edge[], Edge]): Round {
  // Cutting where a child adds to its parent keeps the parent's choice of children.
  const weakest = round.find(({ adds }) => adds) ?? round[round.length - 1];
  weakest?.cut();
  return { cut: weakest?.from ?? '', names: round.map(({ from }) => from) };
}

function edgesOf(from: string, schema: Json | undefined, adds = false): readonly Edge[] {
  if (!isObject(schema)) return [];
  const reference = referenceOf(schema);
  const own = reference?.startsWith(folder) === true ? [edgeTo(from, schema, adds)] : [];
  return [
    ...own,
    ...ownList(schema, 'allOf').flatMap((item) => edgesOf(from, item, true)),
    ...ownList(schema, 'oneOf').flatMap((item) => edgesOf(from, item, adds)),
    ...ownList(schema, 'anyOf').flatMap((item) => edgesOf(from, item, adds)),
  ];
}

function edgeTo(from: string, schema: JsonObject, adds: boolean): Edge {
  const to = (referenceOf(schema) ?? '').slice(folder.length);
  // An empty schema allows anything, which is all that such a round says.
  return { from, to, adds, cut: () => void Reflect.deleteProperty(schema, '$ref') };
}
