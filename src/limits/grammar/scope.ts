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

const modals = words('can may must cannot could should is has gets will are');
const subjects = words('each every any a an');

/** The bucket that the beginning of a sentence names: "Each API key may …", "An item can only be counted …". */
export function subjectScope(tokens: Tokens, to: number): string | undefined {
  for (let index = 0; index < Math.min(to, maxSubject); index++) {
    if (!subjects.has(textAt(tokens, index))) continue;
    const first = skip(tokens, index + 1, determiners);
    let next = first;
    while (next - first < maxWords && isNoun(tokens, next) && !modals.has(textAt(tokens, next)))
      next++;
    if (next === first || !modals.has(textAt(tokens, next))) continue;
    const nouns = tokens.slice(first, next).map(({ text }) => text);
    const isEach = /^(?:each|every|any)$/.test(textAt(tokens, index));
    const isOwner = nouns.some((noun) => owners.has(noun));
    // "A request may …" and "An endpoint …" name no bucket; "An item can …" does.
    if (isEach || !(isOwner || plain.has(nouns.at(-1) ?? ''))) return nouns.join(' ');
  }
  return undefined;
}

const maxSubject = 12;
const plain = words('maximum limit rate quota request call total burst number query client');

function isNoun(tokens: Tokens, index: number): boolean {
  const token = tokens[index];
  return token?.kind === 'word' && !stops.has(token.text) && unitSeconds(token.text) === undefined;
}
