// @ts-nocheck
import { Lexer, Parser } from 'yaml';
import type { CST, LineCounter } from 'yaml';

/** How much a text may hold. */
export interface Most {
  readonly levels: number;
  readonly entries: number;
}

/** What a text has too much of, and where. */
export interface Excess {
  readonly kind: 'levels' | 'entries';
  readonly offset: number;
}

/**
 * So many marks (pieces of the text but space, line ends and comments) an entry has at most: a plain value is two,
 * and an indicator stands before or behind it.
 */
const marksAnEntry = 5;

/** The tokens of a text; reading ends where it turns out to hold too much, so that no text costs much more than a good one. */
export function readTokens(
  text: string,
  lines: LineCounter,
  most: Most,
):
  | { readonly tokens: readonly CST.Token[]; readonly excess?: undefined }
  | { readonly tokens?: undefined; readonly excess: Excess } {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let marks = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    if (isMark(lexeme)) marks += 1;
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The document is the first of the stack, and its content the first level.
    const tooDeep = parser.stack[most.levels + 1];
    if (tooDeep !== undefined) return { excess: { kind: 'levels', offset: tooDeep.offset } };
    if (marks > marksAnEntry * most.entries)
      return { excess: { kind: 'entries', offset: parser.offset } };
  }
  for (const token of parser.end()) tokens.push(token);
  const excess = excessIn(tokens, most);
  return excess === undefined ? { tokens } : { excess };
}

function isMark(lexeme: string): boolean {
  return !/^(?:[ \t\r\n#]|$)/.test(lexeme);
}

/** Where finished tokens first have more levels or entries than allowed; without recursion, as the text is hostile. */
function excessIn(tokens: readonly CST.Token[], most: Most): Excess | undefined {
  let entries = 0;
  const open = tokens.map((token) => ({ token, depth: 1 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    entries += 1;
    if (depth > most.levels) return { kind: 'levels', offset: token.offset };
    if (entries > most.entries) return { kind: 'entries', offset: token.offset };
    const inner = childrenOf(token);
    const deeper = token.type === 'document' ? depth : depth + 1;
    for (let index = inner.length - 1; index >= 0; index--) {
      const child = inner[index];
      if (child !== undefined) open.push({ token: child, depth: deeper });
    }
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  const children: CST.Token[] = [];
  for (const { key, value } of token.items) {
    if (key !== undefined && key !== null) children.push(key);
    if (value !== undefined) children.push(value);
  }
  return children;
}
