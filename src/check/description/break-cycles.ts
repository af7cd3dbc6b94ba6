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

/**
 * Cuts, in place, schemas that are nothing but themselves (`A` is `B`, `B` is one of `A`): they describe nothing and no
 * type can be made from them. Recursion through a property or an item is left. Returns the names of what was cut.
 */
export function breakCycles(schemas: Readonly<Record<string, Json>>): readonly string[] {
  const cut: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, path: readonly Edge[]): void => {
    for (const edge of edgesOf(name, own(schemas, name))) {
      const start = path.findIndex(({ from }) => from === edge.to);
      if (start !== -1 || edge.to === name) {
        const round = [...(start === -1 ? [] : path.slice(start)), edge];
        // Cutting where a child adds to its parent keeps the parent's choice of children.
        const weakest = round.find(({ adds }) => adds) ?? edge;
        weakest.cut();
        cut.push(weakest.from);
      } else if (!done.has(edge.to)) visit(edge.to, [...path, edge]);
    }
    done.add(name);
  };
  for (const name of Object.keys(schemas)) if (!done.has(name)) visit(name, []);
  return [...new Set(cut)];
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
