/** A Markdown table; a text that is too long for a cell is cut. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function cellOf(text: string): string {
  const oneLine = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return oneLine.length > 110 ? `${oneLine.slice(0, 109)}…` : oneLine;
}
