import type { Phrase } from '../grammar/rate.ts';
import { words } from '../grammar/words.ts';
import type { Confidence } from '../../model/documented-limit.ts';
import type { Sentence } from '../text/sentences.ts';
import { isBounded, namesLimit, permits, setsBound, setsTightBound } from './cues.ts';
import { isAdvice, refusal } from './doubts.ts';

/** What the place of a sentence says before a word of it is read. */
export interface Setting {
  /** The answer to too many calls, or a value that is named for a limit. */
  readonly isAboutLimits: boolean;
}

const sizes = words(
  'frame frames fps bit bits sample samples percent pixel pixels word words character characters seat seats user users hour hours minute minutes second seconds day days page pages result results period periods km kmh kph mph miles mbit mbps kbps gbps kbit gbit megabits kilobits gigabits usd eur dollar dollars version versions year years month months week weeks beat beats',
);
const jobs = words(
  'job jobs download downloads upload uploads export exports import imports restores session sessions task tasks process processes thread threads',
);

/** How sure it is that a phrase is a limit on calls; undefined where it is none. */
export function judge(
  phrase: Phrase,
  sentence: Sentence,
  setting: Setting,
): Confidence | undefined {
  if (phrase.count <= 0 || sizes.has(phrase.noun)) return undefined;
  if (refusal(phrase, sentence) !== undefined) return undefined;
  const sure = sureness(phrase, evidenceFor(phrase, sentence, setting));
  if (sure === undefined) return undefined;
  return phrase.isVague || isAdvice(sentence) ? 'low' : sure;
}

interface Evidence {
  /** The sentence, what introduces it, or its place speak of limits. */
  readonly around: boolean;
  /** Or a heading does. */
  readonly above: boolean;
  /** The sentence sets a bound: "up to", "only". */
  readonly bound: boolean;
  /** Words just before it permit or forbid. */
  readonly permitted: boolean;
  /** A bound that nothing may exceed. */
  readonly tight: boolean;
}

function evidenceFor(
  { from, to }: Phrase,
  { tokens, lead, headings }: Sentence,
  { isAboutLimits }: Setting,
): Evidence {
  const around = isAboutLimits || namesLimit(tokens) || namesLimit(lead);
  return {
    around,
    above: around || headings.some((heading) => namesLimit(heading)),
    bound: isBounded(tokens, from, to) || setsBound(lead),
    permitted: permits(tokens, from) || setsBound(lead),
    tight: setsTightBound(tokens),
  };
}

function sureness(phrase: Phrase, evidence: Evidence): Confidence | undefined {
  if (phrase.rule === 'concurrency') return ofConcurrency(phrase, evidence);
  switch (phrase.unit) {
    case 'requests':
      return ofRequests(evidence);
    case 'times':
      return ofTimes(phrase, evidence);
    case 'points':
      return evidence.around ? 'high' : evidence.above ? 'medium' : undefined;
    case 'bytes':
    case 'things':
      return ofThings(phrase, evidence);
    case 'none':
      if (phrase.noun !== '') return ofThings(phrase, evidence);
      // "10/s" says nothing by itself.
      return evidence.around ? 'high' : undefined;
  }
}

function ofConcurrency({ unit, noun }: Phrase, { above, tight }: Evidence): Confidence | undefined {
  if (above) return jobs.has(noun) ? 'medium' : 'high';
  // What happens "at a time" may be a rule about something else than calls.
  return tight && unit !== 'things' ? 'medium' : undefined;
}

function ofRequests({ around, above, bound }: Evidence): Confidence | undefined {
  if (around || (above && bound)) return 'high';
  return above || bound ? 'medium' : undefined;
}

function ofTimes({ isVague }: Phrase, { around, permitted }: Evidence): Confidence | undefined {
  if (isVague) return undefined;
  return around ? 'high' : permitted ? 'medium' : undefined;
}

// Things that are limited may be made by a call each, or by many.
function ofThings({ isVague }: Phrase, { around, above, bound }: Evidence): Confidence | undefined {
  return !isVague && (around || (above && bound)) ? 'medium' : undefined;
}
