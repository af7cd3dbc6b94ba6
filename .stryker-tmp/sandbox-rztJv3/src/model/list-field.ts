// @ts-nocheck
import type { FieldFact, Listing } from './pagination.ts';

/** The one list that an answer is about; undefined where there is none, or several that could be it. */
export function describedList({ fields }: Listing): FieldFact | undefined {
  const lists = fields.filter(({ kind, path }) => kind === 'list' && !isBeside(path));
  for (const depth of [0, 1, 2, 3]) {
    const level = lists.filter(({ path }) => path.length === depth);
    if (level.length === 0) continue;
    const named = level.filter(({ path }) => usualNames.has(plain(path.at(-1) ?? '')));
    return level.length === 1 ? level[0] : named.length === 1 ? named[0] : undefined;
  }
  return undefined;
}

/** Whether two paths lead to the same place. */
export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

/** A name as it is compared: `next_cursor`, `nextCursor` and `next-cursor` are one. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function isBeside(path: readonly string[]): boolean {
  return path.some((key) => besideLists.has(plain(key)));
}

/** Lists that stand beside the entries of a page and are none themselves. */
const besideLists: ReadonlySet<string> = new Set(
  (
    'errors warnings included includes links link facets aggregations filters sort sorting ' +
    'columns fields meta metadata paging pagination failures expand'
  ).split(' '),
);

const usualNames: ReadonlySet<string> = new Set(
  'data items results result value values records entries list content objects elements nodes rows'.split(
    ' ',
  ),
);
