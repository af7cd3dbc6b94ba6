// @ts-nocheck
import { holdsSecret } from '../../diagnostics/secret.ts';

const longest = 60;
// Enough to see the key before a value; a hostile line may be as long as the file.
const reach = 200;

/** A word of the file as a message may repeat it: cut where it is long, `…` where it may be a secret. */
export function shownWord(
  word: string,
  { text, offset }: { text: string; offset: number },
): string {
  if (holdsSecret(lineAround(text, offset))) return '…';
  return word.length > longest ? `${word.slice(0, longest)}…` : word;
}

function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - reach), offset);
  const after = text.slice(offset, offset + reach);
  return `${before.slice(before.lastIndexOf('\n') + 1)}${/^[^\r\n]*/.exec(after)?.[0] ?? ''}`;
}
