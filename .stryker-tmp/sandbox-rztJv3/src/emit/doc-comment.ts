// @ts-nocheck
import { comment, noCode, type Code } from './code.ts';

/**
 * A JSDoc comment over texts that nobody has checked: it cannot be closed from inside, holds no
 * invisible characters, and no line of it is a tag or a directive. No text: no comment.
 */
export function docComment(
  texts: string | readonly string[],
  options: { readonly deprecated?: boolean; readonly columns?: number } = {},
): Code {
  const lines = [texts].flat().flatMap((text) => safeLines(text, options.columns ?? 96));
  const tags = options.deprecated === true ? ['@deprecated'] : [];
  return lines.length + tags.length === 0 ? noCode : comment([...lines, ...tags], 'doc');
}

/** One line of a comment from a text that nobody has checked. */
export function safeLine(text: string): string {
  return neutral(text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
}

function safeLines(text: string, columns: number): readonly string[] {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
    .flatMap((line) => wrapped(neutral(line.replace(/[\s\p{Cc}]+/gu, ' ')), columns))
    .map((line) => line.replace(/^@/, '\\@'));
  const from = lines.findIndex((line) => line !== '');
  const to = lines.findLastIndex((line) => line !== '');
  return from === -1
    ? []
    : lines.slice(from, to + 1).filter((line, index, all) => line !== '' || all[index - 1] !== '');
}

// Format characters are removed (they reorder or hide text), lone surrogates replaced.
function neutral(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
    .replaceAll('*/', '*\\/')
    .replace(/^@/, '\\@');
}

function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
