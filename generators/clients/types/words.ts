import { docComment } from '../../../src/emit/doc-comment.ts';
import { own, ownText } from '../../../src/plan/description.ts';
import type { JsonObject } from '../../../src/plan/description.ts';
import type { Code } from '../../../src/emit/code.ts';
import { gist } from '../gist.ts';

/** The comment over what a node of a description describes: its words, format and default. */
export function wordsOf(node: JsonObject, more: readonly string[] = []): Code {
  const title = ownText(node, 'title') ?? '';
  const text = ownText(node, 'description') ?? ownText(node, 'summary') ?? '';
  const words = [title === text ? '' : title, text].map(gist);
  const lines = [...words, ...more, ...factsOf(node)];
  return docComment(
    lines.filter((line) => line.trim() !== ''),
    { deprecated: own(node, 'deprecated') === true },
  );
}

function factsOf(node: JsonObject): readonly string[] {
  const format = ownText(node, 'format');
  // Its name says of a field that it is an address.
  const isSaid = format === undefined || format === 'uri';
  const value = own(node, 'default');
  return [
    isSaid ? '' : `Format: ${format}.`,
    value === undefined || value === null ? '' : `Default: ${shown(JSON.stringify(value))}.`,
  ];
}

function shown(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const longest = 200;
