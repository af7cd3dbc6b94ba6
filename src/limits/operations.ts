import type { Json, JsonObject } from '../model/document.ts';
import {
  isObject,
  own,
  ownList,
  ownObject,
  ownText,
  pointerOf,
  pointerSegments,
} from '../model/json.ts';
import { httpMethods } from '../model/openapi-kind.ts';

/** An operation as the description holds it. */
export interface FoundOperation {
  /** `GET /orders` */
  readonly name: string;
  readonly id: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly node: JsonObject;
  readonly tags: readonly string[];
  /** The words that it is called by: of its path, id, tags and summary. */
  readonly words: () => ReadonlySet<string>;
}

/** Every operation of a description, in its order. */
export function operationsOf(root: JsonObject): readonly FoundOperation[] {
  const paths = ownObject(root, 'paths') ?? {};
  return Object.entries(paths).flatMap(([path, item]) =>
    httpMethods.flatMap((method) => {
      const node = own(item, method);
      if (!isObject(node)) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const pointer = pointerOf(['paths', path, method]);
      const id = ownText(node, 'operationId');
      const tags = ownList(node, 'tags').filter(isText);
      let known: ReadonlySet<string> | undefined;
      const words = (): ReadonlySet<string> =>
        (known ??= wordsOf([path, id ?? '', ...tags, ownText(node, 'summary') ?? '']));
      return [{ name, id, method, path, pointer, node, tags, words }];
    }),
  );
}

const maxWords = 300;

function wordsOf(texts: readonly string[]): ReadonlySet<string> {
  const parts = texts.flatMap(
    (text) => text.slice(0, maxWords).match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu) ?? [],
  );
  return new Set(parts.map((part) => stem(part.toLowerCase())));
}

/** A word without what grammar puts to its end: `searches`, `searching` and `search` are one. */
export function stem(word: string): string {
  const root = word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?<=\w{3})(?:ing|ed)$/, '')
    .replace(/([bdgmnpt])\1$/, '$1')
    .replace(/(?<=s|x|z|ch|sh)es$/, '')
    .replace(/(?<!s)s$/, '');
  return root.length > 3 ? root.replace(/e$/, '') : root;
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

/** The local target of a reference, as a pointer: `#/components/responses/Busy`. */
export function referenceOf(node: Json | undefined): string | undefined {
  const reference = ownText(node, '$ref');
  return reference?.startsWith('#/') === true ? reference.slice(1) : undefined;
}

/** A node, or what it refers to within the document; undefined where that leads nowhere. */
export function followed(root: JsonObject, node: Json): Json | undefined {
  const pointer = referenceOf(node);
  if (pointer === undefined) return node;
  return pointerSegments(pointer).reduce<Json | undefined>((value, key) => own(value, key), root);
}
