import type { ThrottleSignal } from '../model/documented-limit.ts';
import type { Place } from './places.ts';

const tooFast =
  /rate.?limit|throttl|too many (?:api )?(?:requests|calls)|quota (?:is |has been |was )?exceeded|exceeded (?:the |your )?quota|too (?:fast|quickly|frequently)/i;

/** The answers other than 429 that a description uses for being called too often. */
export function signalsOf(places: readonly Place[]): ThrottleSignal[] {
  const found = new Map<string, ThrottleSignal & { appliesTo: string[] | 'all' }>();
  for (const { status, text, pointer, kind, appliesTo } of places) {
    if (kind !== 'response' || status === undefined || status < 400 || status === 429) continue;
    if (!tooFast.test(text)) continue;
    const quote = text.trim().slice(0, 300);
    const key = `${status} ${quote}`;
    const known = found.get(key);
    const names = appliesTo === 'all' ? 'all' : [...appliesTo];
    if (known === undefined)
      found.set(key, { status, appliesTo: names, source: { pointer, quote } });
    else if (known.appliesTo !== 'all' && names !== 'all') known.appliesTo.push(...names);
  }
  return [...found.values()];
}
