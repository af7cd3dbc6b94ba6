// @ts-nocheck
import type { Json, Unfollowed } from '../../model/document.ts';
import { isList, isObject, own, pointerOf, pointerSegments } from '../../model/json.ts';

/** What a reference leads to, and the pointer of the place itself; `why` where it leads nowhere. */
export type Found =
  | { readonly value: Json; readonly segments: readonly string[]; readonly why?: undefined }
  | Unfollowed;

/** A document, and why references that are left in it lead nowhere, by their text. */
export interface Linked {
  readonly root: Json;
  readonly dangling?: ReadonlyMap<string, Unfollowed>;
}

/** More references in the middle of pointers than any description has. */
const maxHops = 50;

/** Follows a reference inside one document, through references on the way, but not that at its end. */
export function lookUp(root: Json, reference: string, hops = 0): Found {
  if (!reference.startsWith('#')) return { kind: 'refused', why: 'it leads to another file' };
  if (hops > maxHops) return { kind: 'loop', why: 'it leads back to itself' };
  return walk(root, pointerSegments(reference.slice(1)), hops);
}

/** As `lookUp`, and on through the references at its end to what is not a reference, or is an end of its own. */
export function resolve(
  { root, dangling }: Linked,
  reference: string,
  isEnd: (value: Json) => boolean = () => false,
): Found {
  const seen = new Set<string>();
  for (let next = reference; ;) {
    const left = dangling?.get(next);
    if (left !== undefined) return left;
    if (seen.has(next)) return loopOf([...seen], next);
    seen.add(next);
    const found = lookUp(root, next);
    if (found.why !== undefined) return found;
    const further = referenceOf(found.value);
    if (further === undefined || isEnd(found.value)) return found;
    next = further;
  }
}

/** The text of `$ref`, if a value is a reference. */
export function referenceOf(value: Json | undefined): string | undefined {
  const reference = own(value, '$ref');
  return typeof reference === 'string' ? reference : undefined;
}

/** The stations of a round, the first again at its end; the middle of a long one is left out. */
export function roundText(stations: readonly string[]): string {
  const round = [...stations, ...stations.slice(0, 1)];
  const shown = round.length > 6 ? [...round.slice(0, 4), '…', ...round.slice(-1)] : round;
  return shown.join(' → ');
}

function loopOf(seen: readonly string[], start: string): Unfollowed {
  const round = seen.slice(seen.indexOf(start));
  return { kind: 'loop', why: `it leads back to itself (${roundText(round)})` };
}

function walk(root: Json, segments: readonly string[], hops: number): Found {
  let value: Json = root;
  for (const [index, segment] of segments.entries()) {
    const inner: Json | undefined = isList(value) ? value[Number(segment)] : own(value, segment);
    if (inner !== undefined) {
      value = inner;
      continue;
    }
    const through: string | undefined = isObject(value) ? referenceOf(value) : undefined;
    if (through === undefined) return { kind: 'missing', why: 'the document has nothing there' };
    return lookUp(root, `${through}${encoded(segments.slice(index))}`, hops + 1);
  }
  return { value, segments };
}

// The pointer is decoded again as a URI fragment.
function encoded(segments: readonly string[]): string {
  return pointerOf(segments).replaceAll('%', '%25');
}
