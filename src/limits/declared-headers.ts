import type { Json, JsonObject } from '../model/document.ts';
import { ownObject, pointerOf } from '../model/json.ts';
import { followed, referenceOf } from './operations.ts';
import type { FoundOperation } from './operations.ts';

/** A header that an answer of an operation declares. */
export interface DeclaredHeader {
  readonly name: string;
  readonly node: Json;
  readonly pointer: string;
  readonly operation: string;
}

/** Every header of every answer, as often as it is declared; where it stands once, its pointer leads there. */
export function declaredHeaders(
  root: JsonObject,
  operations: readonly FoundOperation[],
): DeclaredHeader[] {
  return operations.flatMap((operation) =>
    Object.entries(ownObject(operation.node, 'responses') ?? {}).flatMap(([status, response]) => {
      const answer = followed(root, response);
      const at = referenceOf(response) ?? `${operation.pointer}${pointerOf(['responses', status])}`;
      return Object.entries(ownObject(answer, 'headers') ?? {}).flatMap(([name, header]) => {
        const node = followed(root, header);
        if (node === undefined) return [];
        const pointer = referenceOf(header) ?? `${at}${pointerOf(['headers', name])}`;
        return [{ name, node, pointer, operation: operation.name }];
      });
    }),
  );
}
