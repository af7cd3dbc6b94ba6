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
  'on each',
  'of each',
  'of every',
  'of any',
  'of a',
  'of an',
  'for any',
  'for one',
  'within a',
  'within an',
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
  'ip ips address user users account accounts key token app application client organization organisation org tenant workspace project store shop site team company customer merchant device host domain subscription caller consumer developer partner seller installation bot integration instance endpoint route method resource requester',
);
const maxWords = 4;

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

const modals = words('can may must cannot could should is has have gets receives will are');
const subjects = words('each every any a an');

/** The bucket that the subject of a clause names: "Each API key may …", "An item can only be counted …". */
export function subjectScope(tokens: Tokens, to: number): string | undefined {
  // The clause of the amount is the last before it.
  for (let index = to - 1; index >= Math.max(0, to - maxBack); index--) {
    const found = subjects.has(textAt(tokens, index)) ? subjectAt(tokens, index) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function subjectAt(tokens: Tokens, index: number): string | undefined {
  const first = skip(tokens, index + 1, determiners);
  let next = first;
  while (next - first < maxWords && isNoun(tokens, next) && !modals.has(textAt(tokens, next)))
    next++;
  if (next === first || !modals.has(textAt(tokens, next))) return undefined;
  const nouns = tokens.slice(first, next).map(({ text }) => text);
  // "Any number of users may …" shares one bucket.
  if (nouns[0] === 'number') return undefined;
  const isEach = /^(?:each|every|any)$/.test(textAt(tokens, index));
  // "A request may …" and "An endpoint …" name no bucket; "An item can …" does.
  const isPlain = isOwned(nouns) || plain.has(nouns.at(-1) ?? '');
  return isEach || !isPlain ? nouns.join(' ') : undefined;
}

/** The buckets that words before an amount name: "The limits of a tenant are …", "For every key …". */
export function scopesBefore(tokens: Tokens, to: number): readonly string[] {
  const found: string[] = [];
  for (let index = Math.max(0, to - maxSubject); index < to; index++) {
    // "You can filter by access method" names no bucket; "per", "for each" and "of a" do.
    const bucket = /^(?:per|for|from|of)$/.test(textAt(tokens, index))
      ? scope(tokens, index)
      : undefined;
    if (bucket === undefined || bucket.next > to) continue;
    if (isOwned(bucket.value.split(' '))) found.push(bucket.value);
    index = bucket.next - 1;
  }
  return found;
}

function isOwned(nouns: readonly string[]): boolean {
  return nouns.some((noun) => owners.has(noun));
}

const maxSubject = 12;
const maxBack = 30;
const plain = words('maximum limit rate quota request call total burst number query client');

function isNoun(tokens: Tokens, index: number): boolean {
  const token = tokens[index];
  return token?.kind === 'word' && !stops.has(token.text) && unitSeconds(token.text) === undefined;
}
