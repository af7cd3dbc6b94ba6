import type { ThrottleSignal } from '../model/documented-limit.ts';
import type { Place } from './places.ts';

const tooFast =
  /rate.?limit|throttl|too many (?:api )?(?:requests|calls)|quota (?:is |has been |was )?exceeded|exceeded (?:the |your )?quota|too (?:fast|quickly|frequently)/i;
/** "Tripping the rate limit will result in a 503 response": the words, then the status. */
const inProse =
  /(?:rate.?limit|throttl|too many (?:api )?(?:requests|calls)|exceed[^.\n]{0,40}limit)[^.\n]{0,80}?\b(?<status>[45]\d\d)\b(?=[^.\n]{0,60}(?:response|error|status|returned|\)|$))/gim;
/** A status that says something else as well is no sign: "Authentication failed or rate limit reached". */
const isOpen =
  /\bor\b|\bmay\b|\bmight\b|\bcould\b|\bpossibl|\busually\b|most of the time|\/(?=\s)/i;

/** The answers other than 429 that a description uses for being called too often. */
export function signalsOf(places: readonly Place[]): ThrottleSignal[] {
  const found = new Map<string, ThrottleSignal & { appliesTo: string[] | 'all' }>();
  for (const { status, appliesTo, source, isSure } of places.flatMap(told)) {
    const key = `${status} ${source.quote}`;
    const known = found.get(key);
    const names = appliesTo === 'all' ? 'all' : [...appliesTo];
    if (known === undefined) found.set(key, { status, appliesTo: names, source, isSure });
    else if (known.appliesTo !== 'all' && names !== 'all') known.appliesTo.push(...names);
  }
  return [...found.values()];
}

function told(place: Place): ThrottleSignal[] {
  const { kind, text } = place;
  if (!tooFast.test(text) && !/exceed/i.test(text)) return [];
  return kind === 'response' ? ofResponse(place) : ofWords(place);
}

function ofResponse({ status, text, pointer, appliesTo }: Place): ThrottleSignal[] {
  if (status === undefined || status < 400 || status === 429 || !tooFast.test(text)) return [];
  const quote = text.trim().slice(0, 300);
  return [{ status, appliesTo, source: { pointer, quote }, isSure: !isOpen.test(text) }];
}

function ofWords({ text, pointer, appliesTo }: Place): ThrottleSignal[] {
  return [...text.matchAll(inProse)].flatMap(({ 0: words, index, groups }) => {
    const status = Number(groups?.['status']);
    // An amount has no such words behind it; what is named beside 429 is told of other errors too.
    if (status === 429 || /429/.test(text.slice(index, index + words.length + 60))) return [];
    const quote = text.slice(index, index + words.length + 60).split('\n', 1)[0] ?? words;
    // Files and lists exceed limits too.
    if (!tooFast.test(quote)) return [];
    return [
      { status, appliesTo, source: { pointer, quote: quote.trim() }, isSure: !isOpen.test(words) },
    ];
  });
}
