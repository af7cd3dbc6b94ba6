// @ts-nocheck
import { isMap, isScalar, isSeq } from 'yaml';
import type { Pair, ParsedNode, YAMLMap } from 'yaml';

import type { SourceDocument } from '../../model/document.ts';
import type { Place } from '../../model/place.ts';
import type { Placing } from './placing.ts';

type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

/** Finds places by JSON pointer; each mapping is indexed when it is first asked for, so that no file costs more than its size. */
export function nodePlaces(
  root: ParsedNode,
  places: Placing,
): Pick<SourceDocument, 'place' | 'keyPlace'> {
  const index = new WeakMap<YAMLMap, ReadonlyMap<string, ParsedPair>>();

  const pairOf = (map: YAMLMap.Parsed, key: string): ParsedPair | undefined => {
    let pairs = index.get(map);
    if (pairs === undefined) {
      pairs = new Map(map.items.map((pair) => [textOf(pair.key), pair]));
      index.set(map, pairs);
    }
    return pairs.get(key);
  };

  const find = (pointer: string): { node: ParsedNode; key?: ParsedNode; whole: boolean } => {
    let node = root;
    let key: ParsedNode | undefined;
    for (const token of tokensOf(pointer)) {
      const pair = isMap(node) ? pairOf(node, token) : undefined;
      const next = pair === undefined ? itemOf(node, token) : pair.value;
      if (pair !== undefined) key = pair.key;
      else if (next !== undefined) key = undefined;
      if (next === undefined) return { node, ...(key && { key }), whole: false };
      // A key without a value: the place of the key stands for it.
      node = next ?? pair?.key ?? node;
    }
    return { node, ...(key && { key }), whole: true };
  };

  return {
    place: (pointer) => {
      const { node, key, whole } = find(pointer);
      // For the parent of something that is missing its key says more than its first line.
      return placeOf(!whole && key !== undefined ? key : node, places);
    },
    keyPlace: (pointer) => {
      const { node, key } = find(pointer);
      return placeOf(key ?? node, places);
    },
  };
}

function placeOf(node: ParsedNode, places: Placing): Place {
  const [start, end] = node.range;
  // A collection is underlined at its start only.
  return isScalar(node) ? places.at(start, end) : places.at(start);
}

function itemOf(node: ParsedNode, token: string): ParsedNode | undefined {
  if (!isSeq(node) || !/^\d{1,9}$/.test(token)) return undefined;
  // Every item of a parsed list is a parsed node; the type of the library is wider.
  return node.items[Number(token)];
}

function textOf(key: ParsedNode): string {
  return isScalar(key) ? String(key.value) : '';
}

function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
