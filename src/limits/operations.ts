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
      return [
        { name, id, method, path, pointer, node, tags: ownList(node, 'tags').filter(isText) },
      ];
    }),
  );
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
