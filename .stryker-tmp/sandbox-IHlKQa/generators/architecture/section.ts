/** A piece that stands or falls as a whole: a sentence, a list item, a table row. */
// @ts-nocheck

export interface Item {
  /** Finished Markdown; one cell unless it is a row of a table. */
  readonly cells: readonly string[];
  /** 0 always stays; the greater, the earlier it is left out. From `extra` on it only fills a short document. */
  readonly priority: number;
}

export type Part =
  | { readonly form: 'paragraph'; readonly items: readonly Item[] }
  | { readonly form: 'list'; readonly items: readonly Item[] }
  | { readonly form: 'numbered'; readonly items: readonly Item[] }
  | { readonly form: 'table'; readonly head: readonly string[]; readonly items: readonly Item[] }
  /** Code or a diagram; never left out, not counted. */
  | { readonly form: 'fence'; readonly language: string; readonly lines: readonly string[] };

/** A section of the document. */
export interface Section {
  readonly title: string;
  /** Where the whole of it stands in plan.json. */
  readonly path: string;
  readonly parts: readonly Part[];
}

/** Items from this priority on are explanations that only fill a document that would be short. */
export const extra = 90;

/** Marks what the output does not contain; the verdict explains it. */
export const byHand = ' †';

/** A sentence, list item or row. */
export function item(priority: number, ...cells: readonly string[]): Item {
  return { priority, cells };
}

/** How the rows of a table give way: those up to `always` last of all, within `spread` of priority; the others from `from` on. */
export interface Ranking {
  readonly always: number;
  readonly from: number;
  readonly spread?: number;
}

/** Items in their order of importance; the first one stays. */
export function ranked(
  rows: readonly (readonly string[])[],
  { always, from, spread = usualSpread }: Ranking,
): readonly Item[] {
  return rows.map((cells, index) =>
    item(
      index < always ? (index / always) * spread : Math.min(from + index - always, extra - 1),
      ...cells,
    ),
  );
}

/** Rows that should stay are spread over this much of priority, so that all tables shrink together. */
const usualSpread = 0.16;

/** The Markdown lines of a part; none where nothing is left of it. */
export function linesOf(part: Part): readonly string[] {
  if (part.form === 'fence') return [`\`\`\`${part.language}`, ...part.lines, '```'];
  if (part.items.length === 0) return [];
  const cells = part.items.map((found) => found.cells);
  if (part.form === 'paragraph') return [cells.map(([text = '']) => text).join(' ')];
  if (part.form === 'list') return cells.map(([text = '']) => `- ${text}`);
  if (part.form === 'numbered') return cells.map(([text = ''], index) => `${index + 1}. ${text}`);
  return [row(part.head), row(part.head.map(() => '---')), ...cells.map(row)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
