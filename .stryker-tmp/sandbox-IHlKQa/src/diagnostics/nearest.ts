// @ts-nocheck
const longest = 100;

/** The known names that a mistyped one most likely means, nearest first; equal distances sort by name. */
export function nearest(name: string, known: Iterable<string>, count: number): readonly string[] {
  const wanted = normalised(name);
  return byDistance(wanted, known)
    .filter(({ candidate, distance }) => distance <= allowed(wanted, candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** The nearest names however far they are, for a reader who wants to see what there is. */
export function closest(name: string, known: Iterable<string>, count: number): readonly string[] {
  return byDistance(normalised(name), known)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function byDistance(
  wanted: string,
  known: Iterable<string>,
): readonly { readonly candidate: string; readonly distance: number }[] {
  return [...new Set(known)]
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, normalised(candidate)) }))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
}

// Case, `-`, `_` and spaces are what people mistake most and mean least.
function normalised(name: string): string {
  return name
    .slice(0, longest)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}

// More than 40 % of the letters wrong is another word; a word that starts or ends with the other is meant.
function allowed(wanted: string, candidate: string): number {
  const other = normalised(candidate);
  if (wanted.length >= 3 && (other.startsWith(wanted) || wanted.startsWith(other))) return longest;
  return Math.max(1, Math.floor(Math.max(wanted.length, other.length) * 0.4));
}

/** Damerau-Levenshtein distance (optimal string alignment): a swap of neighbours counts once. */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = [
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      ];
      current.push(Math.min(...steps));
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
