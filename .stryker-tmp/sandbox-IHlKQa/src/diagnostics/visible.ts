// @ts-nocheck
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Cn}]/u;
const invisibles = new RegExp(invisible, 'gu');

/** Text in which control, bidirectional and other invisible characters stand as `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(invisibles, escaped);
}

/** One line with a caret line below: tabs as two spaces, and cut around the caret where it is long. */
export function excerptLines(
  line: string,
  { column, length, width }: { column: number; length: number; width: number },
): readonly [string, string] {
  const from = Math.max(0, column - 1 - width);
  const cells = cellsOf(line, { from, to: column - 1 + 2 * width });
  const before = cells.filter(({ index }) => index < column - 1);
  const marked = cells.filter(({ index }) => index >= column - 1 && index < column - 1 + length);
  const offset = widthOf(before);
  // Some of what follows is shown too: the mistake may be a value of which only the beginning is marked.
  const after = Math.max(Math.min(widthOf(marked), width / 2), width / 3);
  const start = Math.max(0, Math.min(offset + after, widthOf(cells)) - width);
  const shown = windowOf(cells, { start, width });
  const cutBefore = from > 0 || start > 0;
  const cutAfter = shown.end < widthOf(cells) || column - 1 + 2 * width < line.length;
  const lead = cutBefore ? '…' : '';
  const caretAt = Math.max(0, offset - shown.start) + lead.length;
  const carets = Math.max(1, Math.min(widthOf(marked), shown.end - offset));
  return [
    `${lead}${shown.text}${cutAfter ? '…' : ''}`,
    `${' '.repeat(caretAt)}${'^'.repeat(carets)}`,
  ];
}

interface Cell {
  /** Where the character stands in the line, in UTF-16 units as columns are counted. */
  readonly index: number;
  readonly text: string;
  readonly width: number;
}

function cellsOf(line: string, { from, to }: { from: number; to: number }): readonly Cell[] {
  const cells: Cell[] = [];
  let index = from;
  for (const character of line.slice(from, to)) {
    const text = character === '\t' ? '  ' : visible(character);
    cells.push({ index, text, width: text === character && isWide(character) ? 2 : text.length });
    index += character.length;
  }
  return cells;
}

function windowOf(
  cells: readonly Cell[],
  { start, width }: { start: number; width: number },
): { text: string; start: number; end: number } {
  let position = 0;
  let text = '';
  let first: number | undefined;
  for (const cell of cells) {
    const fits = position >= start && position + cell.width <= start + width;
    if (fits) {
      first ??= position;
      text += cell.text;
    } else if (first !== undefined) break;
    position += cell.width;
  }
  return { text, start: first ?? 0, end: position };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

// East Asian and emoji characters take two cells of a terminal.
function isWide(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u.test(
    character,
  );
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
