// @ts-nocheck
import { isObject } from '../../model/json.ts';

/** Deeper than any description that was ever published, and far from what recursion bears. */
const maxDepth = 300;
/** Aliases of YAML can make a small file huge; the largest published description has 2 million values. */
const maxValues = 20_000_000;

/** What one look at every value of a document finds. */
export interface Survey {
  readonly tooLarge: boolean;
  /** Whether a reference leads to another file. */
  readonly refersToFiles: boolean;
}

/** Counts values and depth, and looks for references to other files. */
export function survey(document: unknown): Survey {
  const found = { values: 0, refersToFiles: false };
  const fits = look(document, 0, found);
  return { tooLarge: !fits, refersToFiles: found.refersToFiles };
}

function look(
  value: unknown,
  depth: number,
  found: { values: number; refersToFiles: boolean },
): boolean {
  found.values += 1;
  if (typeof value !== 'object' || value === null) return true;
  if (depth > maxDepth || found.values > maxValues) return false;
  if (Array.isArray(value)) return value.every((item) => look(item, depth + 1, found));
  if (!isObject(value)) return true;
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (key === '$ref' && typeof inner === 'string' && !inner.startsWith('#')) {
      found.refersToFiles = true;
    }
    if (!look(inner, depth + 1, found)) return false;
  }
  return true;
}
