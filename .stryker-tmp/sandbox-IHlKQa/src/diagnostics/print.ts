// @ts-nocheck
import type { Diagnostic } from './diagnostic.ts';
import { paintFor } from './paint.ts';
import type { Paint } from './paint.ts';
import { holdsSecret } from './secret.ts';
import { excerptLines, visible } from './visible.ts';

const excerptWidth = 100;

/** In the order in which they are printed: file, line, column, code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.at.file, b.at.file) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** The diagnostics with the lines they speak of, by the text of each file; a line that may hold a secret stays out. */
export function withExcerpts(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const lines = new Map<string, readonly string[]>();
  for (const [file, text] of sources) lines.set(file, text.replace(/^\uFEFF/, '').split(/\r?\n/));
  const secretLines = new Set(
    diagnostics.filter(({ redacted }) => redacted === true).map(({ at }) => lineId(at)),
  );
  const hidden = new Map<string, boolean>();
  return diagnostics.map((diagnostic) => {
    const line = lines.get(diagnostic.at.file)?.[diagnostic.at.line - 1];
    if (line === undefined) return diagnostic;
    const id = lineId(diagnostic.at);
    const hides = hidden.get(id) ?? (secretLines.has(id) || holdsSecret(line));
    hidden.set(id, hides);
    return hides ? { ...diagnostic, redacted: true } : { ...diagnostic, excerpt: line };
  });
}

/** The printed form, without a trailing summary; text of the user's cannot reach the terminal as a control sequence. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  { color }: { color: boolean },
): string {
  const paint = paintFor(color);
  return sortDiagnostics(diagnostics)
    .map((diagnostic) => formatOne(diagnostic, paint))
    .join('\n');
}

function formatOne(diagnostic: Diagnostic, paint: Paint): string {
  const { at, severity, code, message, fix } = diagnostic;
  const place = paint.bold(`${visible(at.file)}:${at.line}:${at.column}`);
  const loud = severity === 'error' ? paint.red : paint.yellow;
  const lines = [
    `${place} ${loud(severity)} ${code}`,
    ...indented(message),
    ...excerpt(diagnostic, paint),
    ...indented(fix, `${paint.green('fix:')} `),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function excerpt(diagnostic: Diagnostic, paint: Paint): readonly string[] {
  const { line, column, length = 1 } = diagnostic.at;
  const number = String(line).padStart(5);
  const bar = paint.dim(`${number} |`);
  if (diagnostic.redacted === true) return [`${bar} (not shown: the line may hold a secret)`];
  if (diagnostic.excerpt === undefined) return [];
  const [shown, carets] = excerptLines(diagnostic.excerpt, { column, length, width: excerptWidth });
  const gutter = paint.dim(`${' '.repeat(number.length)} |`);
  return [`${bar} ${shown}`.trimEnd(), `${gutter} ${carets.replace(/\^+/, paint.red)}`];
}

// A message may have lines of its own; each stays under its head.
function indented(text: string, lead = ''): readonly string[] {
  return text
    .split('\n')
    .map(
      (line, index) => `  ${index === 0 ? lead : ' '.repeat(lead === '' ? 0 : 5)}${visible(line)}`,
    );
}

function lineId({ file, line }: { file: string; line: number }): string {
  return `${file}:${line}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
