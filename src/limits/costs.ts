import type { CallCost } from '../model/documented-limit.ts';
import { amount } from './grammar/amount.ts';
import { unitOf } from './grammar/unit.ts';
import { skip, textAt, words } from './grammar/words.ts';
import type { Tokens } from './grammar/words.ts';
import type { Place } from './places.ts';
import { proseOf } from './text/sentences.ts';

const mayCost = /\b(?:weight|costs?|consumes?)\b[^\n]{0,60}?\d/i;
const verbs = words('costs cost consumes weight');
const links = words('of is are : = a an the approximately about ( ) ip uid your per at');
const calls = words('call calls request requests operation method endpoint query api quota rate');

/**
 * What a call of the operation at a place costs: `Weight(IP): 10`, "a quota cost of 50 units", "This call costs 5
 * points". Money is none: the unit must be one of points, or the word be "weight".
 */
export function costsOf({ kind, text, pointer, appliesTo }: Place): CallCost[] {
  if (kind !== 'operation' || !mayCost.test(text)) return [];
  const { sentences } = proseOf(text);
  for (const { tokens, start, end } of sentences) {
    const points = costIn(tokens);
    if (points === undefined) continue;
    const quote = text.slice(start, end).trim().slice(0, 300);
    return [{ points, appliesTo, source: { pointer, quote } }];
  }
  return [];
}

// cost := ("weight" | "costs" | "cost of") link* amount [unit]
function costIn(tokens: Tokens): number | undefined {
  for (let index = 0; index < tokens.length; index++) {
    const word = textAt(tokens, index);
    if (!verbs.has(word)) continue;
    const many = amount(tokens, skip(tokens, index + 1, links));
    if (many === undefined || many.value.isTimes || many.value.count <= 0) continue;
    const isPoints = unitOf(textAt(tokens, many.next)) === 'points';
    const isWeight = word === 'weight' && /^[(:]$/.test(textAt(tokens, index + 1));
    const isCall = tokens.slice(0, index).some(({ text }) => calls.has(text));
    if (isWeight || (isPoints && isCall)) return many.value.count;
  }
  return undefined;
}
