// @ts-nocheck
import { isCollection, isScalar, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';

import { diagnose } from '../../diagnostics/catalog.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Placing } from './placing.ts';
import { shownWord } from './shown-word.ts';

interface Wording {
  readonly what: string;
  readonly fix: string;
}

/** Mistakes in the syntax in our own words: one for each line, as those behind it follow from the first. */
export function syntaxDiagnostics(
  document: Document.Parsed,
  text: string,
  places: Placing,
): readonly Diagnostic[] {
  const found = new Map<number, Diagnostic>();
  for (const problem of [...document.errors, ...document.warnings].sort(byOffset)) {
    const isStrayToken = problem.message.includes('in YAML stream');
    if (isStrayToken && found.size > 0) break;
    if (problem.code === 'MULTIPLE_DOCS') continue;
    const diagnostic = translated(problem, { document, text, places });
    if (!found.has(diagnostic.at.line)) found.set(diagnostic.at.line, diagnostic);
  }
  return [...found.values()].sort((a, b) => a.at.line - b.at.line);
}

/** Where the parser lost the thread: what follows was read by guessing. Undefined where every mistake is one of a single value. */
export function firstGuess(document: Document.Parsed): number | undefined {
  const offsets = [...document.errors, ...document.warnings]
    .filter(({ code }) => !withinOneValue.has(code))
    .map(({ pos }) => pos[0]);
  // As arguments of one call so many could be too many.
  return offsets.reduce<number | undefined>(
    (first, offset) => Math.min(first ?? offset, offset),
    undefined,
  );
}

const withinOneValue: ReadonlySet<YAMLError['code']> = new Set([
  'TAG_RESOLVE_FAILED',
  'BAD_SCALAR_START',
  'BAD_DQ_ESCAPE',
  'MULTIPLE_DOCS',
]);

interface Source {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly places: Placing;
}

function translated(problem: YAMLError, { document, text, places }: Source): Diagnostic {
  const [start, end] = problem.pos;
  if (problem.code === 'TAG_RESOLVE_FAILED') {
    const tag = shownWord(text.slice(start, end), { text, offset: start });
    return diagnose('yaml/tag', { tag }, places.at(start, end));
  }
  const isOpen = isUnclosed(problem);
  const opener = isOpen ? openerOf(document, problem) : undefined;
  const at = opener === undefined ? places.at(start, end) : places.at(opener);
  return diagnose('yaml/syntax', wordingOf(problem, text[opener ?? start] ?? ''), at);
}

function wordingOf(problem: YAMLError, character: string): Wording {
  if (isUnclosed(problem)) {
    return {
      what: `The ${character === '' ? 'bracket or quote' : character} that opens here is not closed where it should be.`,
      fix: 'Close it, and indent what stands inside it further than the key before it.',
    };
  }
  if (problem.code === 'BAD_SCALAR_START') {
    return {
      what: `A value without quotes cannot start with ${character}.`,
      fix: 'Put the value in quotes.',
    };
  }
  return wordings[problem.code] ?? otherwise;
}

const nested: Wording = {
  what: 'A second "key: value" starts inside a value.',
  fix: 'Put the value in quotes if it holds a colon and a space, or write the inner keys on lines of their own, indented.',
};

const wordings: Partial<Record<YAMLError['code'], Wording>> = {
  BLOCK_AS_IMPLICIT_KEY: nested,
  MULTILINE_IMPLICIT_KEY: nested,
  BLOCK_IN_FLOW: nested,
  MISSING_CHAR: {
    what: 'Something is missing here: a colon behind a key, or a comma between entries.',
    fix: 'Write "key: value" on a line of its own, "- item" in a list, and a comma between the entries of [ ] and { }.',
  },
  BAD_INDENT: {
    what: 'This line is indented by another number of spaces than those beside it.',
    fix: 'Start all keys of one mapping, and all items of one list, in the same column.',
  },
  TAB_AS_INDENT: {
    what: 'A tab is used to indent this line.',
    fix: 'Indent with spaces.',
  },
  BAD_DQ_ESCAPE: {
    what: 'A backslash in double quotes starts an escape that YAML does not know.',
    fix: 'Write two backslashes, or use single quotes.',
  },
  BAD_DIRECTIVE: {
    what: 'A line that starts with % is a directive of YAML, and this one is not known.',
    fix: 'Remove the line.',
  },
};

const otherwise: Wording = {
  what: 'Something stands here that YAML does not allow in this place.',
  fix: 'Look at quotes, brackets and indentation on this line and the one before.',
};

function isUnclosed({ code, message }: YAMLError): boolean {
  if (code === 'MISSING_CHAR') return message.includes('closing') || message.includes('must end');
  return code === 'BAD_INDENT' && message.startsWith('Flow ');
}

// The parser tells where it gave up; the reader wants to see what was opened.
function openerOf(document: Document.Parsed, { pos, message }: YAMLError): number | undefined {
  let opener: number | undefined;
  visit(document, {
    Node: (_, node) => {
      const { range } = node;
      if (range === undefined || range === null || range[0] >= pos[0]) return;
      const isQuoted = isScalar(node) && node.type?.startsWith('QUOTE_') === true;
      const isFlow = isCollection(node) && node.flow === true;
      const fits = message.includes('closing') ? isQuoted : isFlow;
      if (fits && range[2] >= pos[0] - 1) opener = range[0];
    },
  });
  return opener;
}

function byOffset(a: YAMLError, b: YAMLError): number {
  return a.pos[0] - b.pos[0];
}
