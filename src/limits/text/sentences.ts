import { maskMarkup } from './mask.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A sentence, an item or a cell, with what stands over it. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  /** The sentence that introduces it: before a list, a table, or with a colon at its end. */
  readonly lead: readonly Token[];
  /** The sentence directly before it in the same paragraph. */
  readonly before: readonly Token[];
  /** The headings over it, the innermost last. */
  readonly headings: readonly (readonly Token[])[];
}

/** A table: its head, empty where it has none, and its rows, each a list of cells. */
export interface Table {
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly lead: readonly Token[];
  readonly headings: readonly (readonly Token[])[];
}

export interface Cell {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export interface Prose {
  readonly sentences: readonly Sentence[];
  readonly tables: readonly Table[];
}

/** The sentences and tables of a text in markdown or HTML. */
export function proseOf(text: string): Prose {
  const masked = maskMarkup(text);
  const reader = new Reader(text, masked);
  for (const line of linesOf(masked)) reader.line(line);
  reader.finish();
  return { sentences: reader.sentences, tables: reader.tables };
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield { start, end, text: text.slice(start, end) };
    start = end + 1;
  }
}

/** Characters of a heading, and tokens of a sentence or cell, that are looked at: what keeps hostile text linear. */
const maxHeading = 300;
const maxSentence = 120;

type Heading = { readonly level: number; readonly tokens: readonly Token[] };

class Reader {
  readonly sentences: Sentence[] = [];
  readonly tables: Table[] = [];
  readonly #original: string;
  readonly #masked: string;
  #headings: Heading[] = [];
  /** The paragraph or item that is being read. */
  #open: { start: number; end: number; isItem: boolean; lines: number } | undefined;
  /** The last sentence of the last paragraph that was no item. */
  #lead: readonly Token[] = [];
  #rows: Line[] = [];

  constructor(original: string, masked: string) {
    this.#original = original;
    this.#masked = masked;
  }

  line(line: Line): void {
    const { text, start, end } = line;
    if (isRow(text, this.#rows.length > 0)) {
      this.#close();
      this.#rows.push(line);
      return;
    }
    this.#closeTable();
    const hashes = /^[\s>]*(#{1,6})/.exec(text)?.[1];
    if (text.trim() === '') this.#close();
    else if (/^\s*(?:=+|-{2,})\s*$/.test(text)) this.#underline();
    else if (hashes !== undefined) this.#heading(line, hashes.length);
    else if (this.#isBold(line)) this.#heading(line, 7);
    else this.#extend(start, end, /^[\s>]*(?:[*+•·–-]|\d{1,3}[.)])\s/.test(text));
  }

  finish(): void {
    this.#closeTable();
    this.#close();
  }

  #extend(start: number, end: number, isItem: boolean): void {
    if (isItem) this.#close();
    if (this.#open === undefined) this.#open = { start, end, isItem, lines: 1 };
    else this.#open = { ...this.#open, end, lines: this.#open.lines + 1 };
  }

  #heading({ start, end }: Line, level: number): void {
    this.#close();
    const outer = this.#headings.filter((heading) => heading.level < level);
    const tokens = tokensOf(this.#masked, start, Math.min(end, start + maxHeading));
    this.#headings = [...outer.slice(-6), { level, tokens }];
    this.#lead = [];
  }

  // A line of signs under a single line makes that line a heading.
  #underline(): void {
    const open = this.#open;
    if (open?.lines !== 1 || open.isItem) {
      this.#close();
      return;
    }
    this.#open = undefined;
    this.#heading({ ...open, text: '' }, 2);
  }

  #isBold({ start, end, text }: Line): boolean {
    if (this.#open !== undefined || text.length > 200) return false;
    const line = this.#original
      .slice(start, end)
      .replaceAll(/<\/?p>|\s+/g, ' ')
      .trim();
    return (
      /^(?:\*\*|__|<b>|<strong>)[^*<>]{1,60}(?:\*\*|__|<\/b>|<\/strong>):?$/i.test(line) &&
      !/\d/.test(line)
    );
  }

  #close(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    const headings = this.#headings.map(({ tokens }) => tokens);
    const lead = open.isItem || this.#lead.at(-1)?.text === ':' ? this.#lead : [];
    let before: readonly Token[] = [];
    for (const { tokens, start, end } of sentencesOf(
      this.#masked,
      withoutBullet(this.#masked, open),
    )) {
      this.sentences.push({ tokens, start, end, lead, before, headings });
      before = tokens;
    }
    if (!open.isItem) this.#lead = before;
  }

  #closeTable(): void {
    const rows = this.#rows;
    if (rows.length === 0) return;
    this.#rows = [];
    const ruled = rows.findIndex(({ text }) => isRule(text));
    const cells = rows.filter(({ text }) => !isRule(text)).map((row) => cellsOf(this.#masked, row));
    const hasHead = ruled > 0 || isHead(cells);
    this.tables.push({
      head: hasHead ? (cells[0] ?? []) : [],
      rows: hasHead ? cells.slice(1) : cells,
      lead: this.#lead,
      headings: this.#headings.map(({ tokens }) => tokens),
    });
  }
}

function isRow(text: string, inTable: boolean): boolean {
  const line = text.trim();
  return line.startsWith('|') || (inTable && line.includes('|')) || / \| .* \| /.test(line);
}

function isRule(text: string): boolean {
  return /^[\s|:+=-]+$/.test(text) && text.includes('-');
}

// A table in HTML has no line under its head: the head is the row without a figure.
function isHead(cells: readonly (readonly Cell[])[]): boolean {
  const [first, second] = cells;
  const hasFigure = (row: readonly Cell[] | undefined): boolean =>
    row?.some(({ tokens }) => tokens.some(({ kind }) => kind === 'number')) ?? false;
  return cells.length > 1 && !hasFigure(first) && hasFigure(second);
}

/** More columns than a person reads. */
const maxCells = 40;
const maxCell = 600;

function cellsOf(text: string, { start, end }: Line): Cell[] {
  const cells: Cell[] = [];
  const first = text.slice(start, end).search(/\S/);
  let from = start + Math.max(first, 0);
  if (text.charAt(from) === '|') from++;
  while (from < end && cells.length < maxCells) {
    const bar = text.indexOf('|', from);
    const to = bar === -1 || bar > end ? end : bar;
    cells.push({
      tokens: tokensOf(text, from, Math.min(to, from + maxCell)),
      start: from,
      end: to,
    });
    from = to + 1;
  }
  return cells;
}

function withoutBullet(text: string, open: Range & { isItem: boolean }): Range {
  if (!open.isItem) return open;
  const bullet = /^[\s>]*(?:[*+•·–-]|\d{1,3}[.)])/.exec(text.slice(open.start, open.start + 40));
  return { start: open.start + (bullet?.[0].length ?? 0), end: open.end };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function* sentencesOf(text: string, range: Range): Generator<Range & { tokens: readonly Token[] }> {
  const tokens = tokensOf(text, range.start, range.end);
  let first = 0;
  for (const [index, token] of tokens.entries()) {
    const isLast = index + 1 === tokens.length || index + 1 - first === maxSentence;
    if (!isLast && !endsAt(text, tokens, index)) continue;
    const part = tokens.slice(first, index + 1);
    yield { tokens: part, start: part[0]?.start ?? range.start, end: token.end };
    first = index + 1;
  }
}

const abbreviations: ReadonlySet<string> = new Set(
  'approx max min ca vs eg ie no incl e i'.split(' '),
);

function endsAt(text: string, tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token === undefined || next === undefined) return true;
  // What touches the next word ends nothing: `e.g.`, `v1.2`, `it!=`.
  if (next.start === token.end) return false;
  const before = tokens[index - 1]?.text ?? '';
  if (token.text === '!' || token.text === '?') return true;
  // "(It may change.) The limit …"
  if (token.text === ')') return before === '.';
  if (token.text !== '.' || abbreviations.has(before)) return false;
  return startsSentence(text, next);
}

function startsSentence(text: string, { kind, text: word, start }: Token): boolean {
  return !/\p{Ll}/u.test(text.charAt(start)) && (kind !== 'mark' || word === '(');
}
