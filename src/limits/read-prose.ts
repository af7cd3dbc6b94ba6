import type { Confidence } from '../model/documented-limit.ts';
import type { Finding } from './finding.ts';
import { bucketBefore, burstBehind } from './grammar/bucket.ts';
import { phrasesOf } from './grammar/phrases.ts';
import type { Phrase } from './grammar/rate.ts';
import { scopesBefore, subjectScope } from './grammar/scope.ts';
import type { Tokens } from './grammar/words.ts';
import { judge } from './judge/judge.ts';
import { resetsOf } from './judge/resets.ts';
import { subsetOf } from './judge/subset.ts';
import { targetsOf } from './judge/targets.ts';
import { tierOf } from './judge/tier.ts';
import type { FoundOperation } from './operations.ts';
import type { Place } from './places.ts';
import { readTable } from './read-table.ts';
import { proseOf } from './text/sentences.ts';
import type { Sentence } from './text/sentences.ts';

/** Without one of these no text names a window or things at once; a look that costs next to nothing. */
const mayName =
  /second|minute|hour|\bday|week|month|year|\bsecs?\b|\bmins?\b|\bhrs?\b|\/\s?\d*\s?(?:s|m|h|d)\b|\d(?:ms|s|m|h|d)\b|\bms\b|fortnight|[qrt]p[smhd]\b|;\s*w\w*\s*=|daily|concurren|simultan|parallel|pending|outstanding|at once|at a time|at the same time|in.?flight/i;

/** Every amount is a figure or one of these words. */
const mayCount =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twent|thirt|fort|fift|sixt|sevent|eight|ninet|hundred|once|twice|thrice)/i;

/** The limits that a text states. */
export function readProse(
  place: Place,
  operations: readonly FoundOperation[],
  { isAboutLimits = speaksOfLimits(place) } = {},
): Finding[] {
  if (!mayCount.test(place.text) || !mayName.test(place.text)) return [];
  const { sentences, tables } = proseOf(place.text);
  const found = sentences.flatMap((sentence, index) => {
    const context = { place, operations, isAboutLimits, next: sentences[index + 1]?.tokens ?? [] };
    return readSentence(sentence, context);
  });
  return [
    ...withBursts(found),
    ...tables.flatMap((table) => readTable(table, { place, operations, isAboutLimits })),
  ];
}

/** What a sentence is read with. */
export interface Context {
  readonly place: Place;
  readonly operations: readonly FoundOperation[];
  readonly isAboutLimits: boolean;
}

function speaksOfLimits({ status, pointer }: Place): boolean {
  return (
    status === 429 ||
    /rate-?_?limit|throttl|too-?_?many/i.test(pointer.split('/').slice(-3).join('/'))
  );
}

function readSentence(sentence: Sentence, context: Context & { readonly next: Tokens }): Finding[] {
  const { place, next } = context;
  const { tokens } = sentence;
  const findings: Finding[] = [];
  let end: number | undefined;
  for (const found of inherited(phrasesOf(tokens))) {
    const phrase = withSubject(found, sentence);
    // What follows a limit directly, "(120 calls per minute)", is one too.
    const follows = end !== undefined && phrase.from - end <= 4;
    const bucket = bucketBefore(tokens, phrase);
    const burst = bucket ?? burstBehind(tokens, phrase);
    // Who says how a bucket is refilled speaks of limits.
    const isAboutLimits = context.isAboutLimits || follows || bucket !== undefined;
    const tier = tierOf(tokens, phrase);
    const sure = judge(phrase, sentence, { isAboutLimits, hasTier: isPlan(tier) });
    if (sure === undefined) continue;
    const confidence = follows ? lower(sure, findings.at(-1)?.confidence ?? sure) : sure;
    end = phrase.to;
    const { appliesTo, atMost } = callsOf(phrase, tokens, context);
    findings.push({
      phrase,
      place,
      confidence: tier === undefined ? lower(confidence, atMost) : 'low',
      burst: burst ?? null,
      tier,
      resets: resetsOf(phrase, [tokens, next]),
      appliesTo,
      quote: quoteOf(place.text, sentence, phrase),
    });
  }
  return findings;
}

// Which calls a sentence speaks of. At an operation: of that one; in a chapter, of those that it names among its own.
function callsOf(
  phrase: Phrase,
  tokens: Tokens,
  { place, operations }: Context,
): { readonly appliesTo: Place['appliesTo']; readonly atMost: Confidence } {
  const { kind, text, appliesTo } = place;
  if (kind !== 'document' && kind !== 'tag') return { appliesTo, atMost: 'high' };
  const own =
    appliesTo === 'all' ? operations : operations.filter(({ name }) => appliesTo.includes(name));
  const named = targetsOf(tokens, text, own);
  if (named !== undefined) return { appliesTo: named, atMost: 'high' };
  const called = subsetOf(tokens, phrase, own);
  if (called === undefined) return { appliesTo, atMost: 'high' };
  // Words that name calls, and nobody can tell which: no reason to slow down all of them.
  return called === 'some' ? { appliesTo, atMost: 'low' } : { appliesTo: called, atMost: 'medium' };
}

// "live requests" may be priced; a plan that has so many requests is limited to them.
function isPlan(tier: string | undefined): boolean {
  return /^free$|\b(?:plans?|tiers?|subscriptions?|editions?|packages?|accounts?)$/.test(
    tier ?? '',
  );
}

// "Each key may send 5 calls per second", "The limits per key are:": whose bucket it is stands first.
function withSubject(phrase: Phrase, { tokens, lead }: Sentence): Phrase {
  if (phrase.scopes.length > 0) return phrase;
  const subject = subjectScope(tokens, phrase.from);
  if (subject !== undefined) return { ...phrase, scopes: [subject] };
  const before = scopesBefore(tokens, phrase.from);
  return { ...phrase, scopes: before.length > 0 ? before : scopesBefore(lead, lead.length) };
}

// "100 requests per minute and 1,000 per hour": what the second counts, the first says.
function inherited(phrases: readonly Phrase[]): Phrase[] {
  let last: Phrase | undefined;
  return phrases.map((phrase) => {
    const isBare = phrase.unit === 'none' && phrase.noun === '';
    const whole =
      isBare && last !== undefined ? { ...phrase, unit: last.unit, noun: last.noun } : phrase;
    if (whole.seconds !== null) last = whole;
    return whole;
  });
}

// Of two rates over the same window, one after the other, the one called a burst is the bucket of the other.
function withBursts(findings: readonly Finding[]): Finding[] {
  return findings.map((finding, index) => {
    const next = findings[index + 1];
    const last = findings[index - 1];
    if (last !== undefined && isBurst(finding) && finding.appliesTo === 'all') {
      return { ...finding, appliesTo: last.appliesTo };
    }
    const isPair =
      next !== undefined &&
      isBurst(next) &&
      !isBurst(finding) &&
      next.phrase.seconds === finding.phrase.seconds;
    return isPair && finding.burst === null ? { ...finding, burst: next.phrase.count } : finding;
  });
}

function isBurst({ quote, phrase }: Finding): boolean {
  return phrase.rule === 'rate' && /^\W*burst/i.test(quote);
}

const maxQuote = 300;

/** The words of the sentence; of a long one those around the phrase. */
function quoteOf(text: string, { tokens, start, end }: Sentence, { from, to }: Phrase): string {
  if (end - start <= maxQuote) return text.slice(start, end).trim();
  const first = tokens[Math.max(0, from - 12)]?.start ?? start;
  const last = tokens[Math.min(tokens.length, to + 8) - 1]?.end ?? end;
  return text.slice(first, last).slice(0, maxQuote).trim();
}

function lower(a: Confidence, b: Confidence): Confidence {
  const order: readonly Confidence[] = ['low', 'medium', 'high'];
  return order[Math.min(order.indexOf(a), order.indexOf(b))] ?? 'low';
}
