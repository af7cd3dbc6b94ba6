// @ts-nocheck
import { Composer, isMap, LineCounter } from 'yaml';
import type { Document } from 'yaml';

import { diagnose } from '../diagnostics/catalog.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics, withExcerpts } from '../diagnostics/print.ts';
import type { SourceDocument } from '../model/document.ts';
import { decodeText } from './yaml/decode-text.ts';
import { nodePlaces } from './yaml/node-places.ts';
import { placing } from './yaml/placing.ts';
import type { Placing } from './yaml/placing.ts';
import { readTokens } from './yaml/read-tokens.ts';
import { firstGuess, syntaxDiagnostics } from './yaml/syntax-diagnostics.ts';
import { toJson } from './yaml/to-json.ts';

const mostBytes = 1024 * 1024;
const mostLevels = 64;
const mostEntries = 20_000;
// More than a reader works through; the rest shows once these are mended.
const mostDiagnostics = 100;

/** Reads the bytes or text of an integration.yaml; every mistake in its YAML is reported at once, with excerpts. */
export function yamlDocument(file: string, content: Uint8Array | string): Outcome<SourceDocument> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  if (bytes.length > mostBytes) {
    const params = { file, bytes: bytes.length, most: mostBytes };
    return failed([diagnose('yaml/too-large', params, { file, line: 1, column: 1 })]);
  }
  const { text, diagnostics } = decodeText(file, bytes);
  const read = diagnostics.length > 0 ? { diagnostics } : readText(file, text);
  return read.value === undefined ? failed(told(read.diagnostics, file, text)) : read;
}

function readText(file: string, text: string): Outcome<SourceDocument> {
  const lines = new LineCounter();
  const places = placing(file, text, lines);
  const { tokens, excess } = readTokens(text, lines, { levels: mostLevels, entries: mostEntries });
  // The composer is recursive and costs much for each entry, so it never sees such a file.
  if (excess !== undefined) {
    const at = places.at(excess.offset);
    return failed([
      excess.kind === 'levels'
        ? diagnose('yaml/too-deep', { most: mostLevels }, at)
        : diagnose('yaml/too-many', { most: mostEntries }, at),
    ]);
  }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    // Its own test compares every key with every other; ours takes linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (document === undefined) return failed([diagnose('yaml/empty', { file }, places.at(0))]);
  const more =
    second === undefined
      ? []
      : [diagnose('yaml/many-documents', { file }, places.at(second.range[0]))];
  return fromDocument(document, { file, text, places, more });
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly places: Placing;
  readonly more: readonly Diagnostic[];
}

function fromDocument(
  document: Document.Parsed,
  { file, text, places, more }: Source,
): Outcome<SourceDocument> {
  const syntax = syntaxDiagnostics(document, text, places);
  const { value, diagnostics } = toJson(document.contents, { text, places });
  const guess = firstGuess(document);
  const firstLine = guess === undefined ? Infinity : places.at(guess).line;
  const said = new Set(syntax.map(({ code, at }) => `${code} ${at.line}`));
  // What follows a guess is not sure; a tag that was told as syntax is not told twice.
  const sure = [...diagnostics, ...more].filter(
    ({ code, at }) => at.line < firstLine && !said.has(`${code} ${at.line}`),
  );
  const found = [...syntax, ...sure];
  if (found.length > 0) return failed(found);
  const { contents } = document;
  if (contents === null || value === null)
    return failed([diagnose('yaml/empty', { file }, places.at(0))]);
  if (!isMap(contents)) {
    const params = { file, found: Array.isArray(value) ? 'a list' : 'one value' };
    return failed([diagnose('yaml/not-a-mapping', params, places.at(contents.range[0]))]);
  }
  return { value: { file, text, value, ...nodePlaces(contents, places) }, diagnostics: [] };
}

function told(
  diagnostics: readonly Diagnostic[],
  file: string,
  text: string,
): readonly Diagnostic[] {
  const first = sortDiagnostics(diagnostics).slice(0, mostDiagnostics);
  return withExcerpts(first, new Map([[file, text]]));
}

function failed(diagnostics: readonly Diagnostic[]): Outcome<SourceDocument> {
  return { diagnostics };
}
