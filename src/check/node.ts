import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Json, SourceDocument } from '../model/document.ts';
import { isList, isObject } from '../model/json.ts';
import type { Declared, Place } from '../model/place.ts';

/** A value of the user's file with its place, and where to say what is wrong with it. */
export interface Node {
  readonly value: Json;
  readonly at: Place;
  /** The place of the key in front of it. */
  readonly keyAt: Place;
  /** The property with that name; absent where the value is no object or has none. */
  child(key: string): Node | undefined;
  /** The properties in the order of the file. */
  entries(): readonly (readonly [string, Node])[];
  /** The items of a list; a value that is no list counts as a list of one. */
  items(): readonly Node[];
  report(diagnostic: Diagnostic): void;
}

/** The root of a document; what its nodes report is appended to `found`. */
export function rootNode(document: SourceDocument, found: Diagnostic[]): Node {
  const told = new Set<string>();
  const nodeAt = (value: Json, pointer: string): Node => ({
    value,
    at: document.place(pointer),
    keyAt: document.keyPlace(pointer),
    child: (key) => {
      const inner = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
      return inner === undefined ? undefined : nodeAt(inner, `${pointer}/${escaped(key)}`);
    },
    entries: () =>
      isObject(value)
        ? Object.entries(value).map(([key, inner]) => [
            key,
            nodeAt(inner, `${pointer}/${escaped(key)}`),
          ])
        : [],
    items: () =>
      isList(value)
        ? value.map((inner, index) => nodeAt(inner, `${pointer}/${index}`))
        : [nodeAt(value, pointer)],
    // What both directions of a flow share is read twice and told once.
    report: (diagnostic) => {
      const { code, message, at } = diagnostic;
      const key = `${at.line}:${at.column} ${code} ${message}`;
      if (!told.has(key)) found.push(diagnostic);
      told.add(key);
    },
  });
  return nodeAt(document.value, '');
}

/** A value that was understood, with the place and the words of its node. */
export function declared<T>(node: Node, value: T): Declared<T> {
  return { value, at: node.at, text: wordsOf(node.value) };
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A value in the short notation of YAML, for a reader. */
function wordsOf(value: Json): string {
  if (isList(value)) return `[${value.map(wordsOf).join(', ')}]`;
  if (!isObject(value)) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${wordsOf(inner)}`)
    .join(', ')} }`;
}
