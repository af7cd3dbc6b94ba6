import type { Phrase } from '../grammar/rate.ts';
import { words } from '../grammar/words.ts';
import type { Confidence } from '../../model/documented-limit.ts';
import type { Sentence } from '../text/sentences.ts';
import {
  entitles,
  isBounded,
  limitsActs,
  namesCost,
  namesLimit,
  permits,
  setsBound,
  setsTightBound,
} from './cues.ts';
import { isAdvice, refusal } from './doubts.ts';

/** What the place of a sentence says before a word of it is read. */
export interface Setting {
  /** The answer to too many calls, or a value that is named for a limit. */
  readonly isAboutLimits: boolean;
  /** Whether the words give the amount to one plan only: such a sentence tells of plans. */
  readonly hasTier?: boolean;
}

const sizes = words(
  'frame frames fps bit bits sample samples percent pixel pixels word words character characters seat seats hour hours minute minutes second seconds day days page pages result results period periods km kmh kph mph miles mbit mbps kbps gbps kbit gbit megabits kilobits gigabits usd eur dollar dollars version versions year years month months week weeks beat beats',
);
/** Accounts of a plan, unless a call makes one. */
const people = words('user users member members');
const jobs = words(
  'job jobs download downloads upload uploads export exports import imports restores session sessions task tasks process processes thread threads build builds execution executions run runs scan scans clone clones',
);

/** How sure it is that a phrase is a limit on calls; undefined where it is none. */
export function judge(
  phrase: Phrase,
  sentence: Sentence,
  setting: Setting,
): Confidence | undefined {
  if (phrase.count <= 0 || sizes.has(phrase.noun)) return undefined;
  if (refusal(phrase, sentence) !== undefined) return undefined;
  const evidence = evidenceFor(phrase, sentence, setting);
  if (people.has(phrase.noun) && !evidence.acted) return undefined;
  const sure = sureness(phrase, evidence);
  if (sure === undefined) return undefined;
  if (!isAdvice(sentence)) return phrase.isVague ? 'low' : sure;
  // How long it is wise to wait is no limit; how many calls are advised may be the half of one.
  return phrase.rule === 'interval' ? undefined : 'low';
}

const pending = words('outstanding pending');

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
  /** So many acts of a caller and no more. */
  readonly acted: boolean;
  /** A caller or a plan has so many. */
  readonly entitled: boolean;
  /** "outstanding" or "pending" rather than "parallel". */
  readonly isPending: boolean;
  /** Calls have a price. */
  readonly priced: boolean;
  readonly tier: boolean;
}

function evidenceFor(
  { from, to }: Phrase,
  { tokens, before, lead, headings }: Sentence,
  { isAboutLimits, hasTier = false }: Setting,
): Evidence {
  const around = isAboutLimits || namesLimit(tokens) || namesLimit(lead);
  return {
    around,
    above: around || headings.some((heading) => namesLimit(heading)),
    bound: isBounded(tokens, from, to) || setsBound(lead),
    permitted: permits(tokens, from) || setsBound(lead),
    tight: setsTightBound(tokens),
    acted: limitsActs(tokens, from, to),
    entitled: entitles(tokens, from),
    isPending: tokens.slice(from, to).some(({ text }) => pending.has(text)),
    priced: namesCost(tokens) || namesCost(before),
    tier: hasTier,
  };
}

function sureness(phrase: Phrase, evidence: Evidence): Confidence | undefined {
  if (phrase.rule === 'concurrency') return ofConcurrency(phrase, evidence);
  switch (phrase.unit) {
    case 'requests':
      return ofRequests(phrase, evidence);
    case 'times':
      return ofTimes(phrase, evidence);
    case 'points':
      return ofPoints(evidence);
    case 'bytes':
    case 'things':
      return ofThings(phrase, evidence);
    case 'none':
      if (phrase.noun !== '') return ofThings(phrase, evidence);
      // "10/s" says nothing by itself.
      return evidence.around ? 'high' : undefined;
  }
}

function ofConcurrency(
  { unit, noun, scopes }: Phrase,
  { above, tight, permitted, entitled, isPending }: Evidence,
): Confidence | undefined {
  if (above) return jobs.has(noun) ? 'medium' : 'high';
  // What happens "at a time" may be a rule about something else than calls.
  if (unit === 'things') return undefined;
  if (tight) return 'medium';
  // "one outstanding request" may be a matter between people.
  return !isPending && (permitted || entitled || scopes.length > 0) ? 'medium' : undefined;
}

function ofRequests(
  { rule }: Phrase,
  { around, above, bound, entitled, tier }: Evidence,
): Confidence | undefined {
  if (around || (above && bound)) return 'high';
  if (above || bound || entitled || rule === 'interval') return 'medium';
  return tier ? 'low' : undefined;
}

function ofTimes({ isVague }: Phrase, { around, permitted }: Evidence): Confidence | undefined {
  if (isVague) return undefined;
  return around ? 'high' : permitted ? 'medium' : undefined;
}

function ofPoints({ around, above, priced }: Evidence): Confidence | undefined {
  if (around) return 'high';
  return above || priced ? 'medium' : undefined;
}

// Things that are limited may be made by a call each, or by many.
function ofThings(
  { isVague }: Phrase,
  { around, above, bound, acted }: Evidence,
): Confidence | undefined {
  return !isVague && (around || acted || (above && bound)) ? 'medium' : undefined;
}
