import type { Json } from '../../model/document.ts';
import { isList, isObject, own, pointerOf, pointerSegments } from '../../model/json.ts';

/** What a reference leads to, and the pointer of the place itself; `why` where it leads nowhere. */
export type Found =
  | { readonly value: Json; readonly segments: readonly string[]; readonly why?: undefined }
  | { readonly why: string };

/** More references behind one another than any description has. */
const maxHops = 50;

/** Follows a reference inside one document, through references on the way, but not that at its end. */
export function lookUp(root: Json, reference: string, hops = 0): Found {
  if (!reference.startsWith('#')) return { why: 'it leads to another file' };
  if (hops > maxHops) return { why: 'it leads back to itself' };
  return walk(root, pointerSegments(reference.slice(1)), hops);
}

/** As `lookUp`, and on through the references at its end to what is not a reference. */
export function resolve(root: Json, reference: string): Found {
  let found = lookUp(root, reference);
  for (let hops = 0; found.why === undefined; hops++) {
    const next = referenceOf(found.value);
    if (next === undefined) return found;
    found = hops > maxHops ? { why: 'it leads back to itself' } : lookUp(root, next);
  }
  return found;
}

/** The text of `$ref`, if a value is a reference. */
export function referenceOf(value: Json | undefined): string | undefined {
  const reference = own(value, '$ref');
  return typeof reference === 'string' ? reference : undefined;
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
    if (through === undefined) return { why: 'the document has nothing there' };
    return lookUp(root, `${through}${encoded(segments.slice(index))}`, hops + 1);
  }
  return { value, segments };
}

// The pointer is decoded again as a URI fragment.
function encoded(segments: readonly string[]): string {
  return pointerOf(segments).replaceAll('%', '%25');
}
