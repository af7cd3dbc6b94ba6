const longest = 100;

/** The known names that a mistyped one most likely means, nearest first; equal distances sort by name. */
export function nearest(name: string, known: Iterable<string>, count: number): readonly string[] {
  const wanted = normalised(name);
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(known)) {
    const distance = distanceOf(wanted, normalised(candidate));
    if (distance <= allowed(wanted, candidate)) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, count).map(({ candidate }) => candidate);
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
