// @ts-nocheck
import { Pair, Scalar, YAMLMap } from 'yaml';
import type { Node } from 'yaml';

/** A key with its value and what is said about it. */
export interface Entry {
  readonly key: string;
  readonly value: string | boolean | Node;
  /** Lines of a comment above the key; made by `comment`. */
  readonly above?: string;
  /** A comment behind the value; made by `comment`. */
  readonly behind?: string;
  /** A blank line above. */
  readonly apart?: boolean;
}

/** A YAML mapping; `below` is a comment under its last key. */
export function mapping(
  entries: readonly Entry[],
  { below, flow = false }: { below?: string | undefined; flow?: boolean } = {},
): YAMLMap {
  const map = new YAMLMap();
  for (const { key, value, above, behind, apart } of entries) {
    const keyNode = new Scalar(key);
    if (above !== undefined) keyNode.commentBefore = above;
    if (apart === true) keyNode.spaceBefore = true;
    const valueNode = typeof value === 'object' ? value : new Scalar(value);
    if (behind !== undefined) valueNode.comment = behind;
    map.items.push(new Pair(keyNode, valueNode));
  }
  if (below !== undefined) map.comment = below;
  map.flow = flow;
  return map;
}
