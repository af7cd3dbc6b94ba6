import { unitSeconds } from './window.ts';
import { skip, textAt, words } from './words.ts';
import type { Found, Tokens } from './words.ts';

const openers = [
  'per each',
  'per',
  'pro',
  '/',
  'for each',
  'for every',
  'for any given',
  'for a given',
  'for a single',
  'for the same',
  'from the same',
  'from a single',
  'from a given',
  'from one',
  'from each',
  'from any',
  'by each',
  'by a single',
  'by',
  'to each',
  'to a single',
  'on a single',
  'across each',
  'across the',
].map((opener) => opener.split(' '));
const determiners = words(
  'a an the each every single given unique individual individually authenticated',
);
const stops = words(
  'per / in within over during every each a an and or but to for from by on with when if is are can may will , . ; : ( ) which that this the your combination',
);
/** A bucket named with "by" or a slash must be one that callers have; behind "per" any noun is one. */
const owners = words(
  'ip ips address user users account accounts key token app application client organization organisation org tenant workspace project store shop site team company customer merchant device host domain subscription caller consumer developer partner seller installation bot integration instance endpoint route method resource',
);
const maxWords = 3;

/** scope := opener determiner* noun: `per API key`, `/account`, `from the same IP address` */
export function scope(tokens: Tokens, index: number): Found<string> | undefined {
  const opener = openers.find((phrase) =>
    phrase.every((word, offset) => textAt(tokens, index + offset) === word),
  );
  if (opener === undefined) return undefined;
  const first = skip(tokens, index + opener.length, determiners);
  let next = first;
  while (next - first < maxWords && isNoun(tokens, next)) next++;
  if (next === first || unitSeconds(textAt(tokens, first)) !== undefined) return undefined;
  const nouns = tokens.slice(first, next).map(({ text }) => text);
  const needsOwner = opener[0] !== 'per' && opener[0] !== 'pro';
  if (needsOwner && !nouns.some((noun) => owners.has(noun))) return undefined;
  return { value: nouns.join(' '), next };
}

function isNoun(tokens: Tokens, index: number): boolean {
  const token = tokens[index];
  return token?.kind === 'word' && !stops.has(token.text) && unitSeconds(token.text) === undefined;
}
