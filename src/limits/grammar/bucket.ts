import { amount } from './amount.ts';
import type { Phrase } from './rate.ts';
import { skip, textAt, words } from './words.ts';
import type { Tokens } from './words.ts';

const links = words(
  'of up to limit capacity size rate is are : = a an the ( maximum max allowance at with that holds depth',
);
const names = words('burst bursts bucket capacity');
const refills = words(
  'refill refills refilled refilling replenish replenishes replenished replenishing restore restores restored restoring recharge recharged leak leaks leaking drain drains drained drained regenerate regenerates regenerated fill fills refreshed',
);
const reach = 24;

/** bucket := "burst" link* amount word* refill word* rate: `a burst of 40, refilled at 2 per second`; how many it holds. */
export function bucketBefore(tokens: Tokens, { from }: Phrase): number | undefined {
  let isRefilled = false;
  for (let index = from - 1; index >= Math.max(0, from - reach); index--) {
    const word = textAt(tokens, index);
    isRefilled ||= refills.has(word);
    if (!isRefilled || !names.has(word)) continue;
    const held = amount(tokens, skip(tokens, index + 1, links));
    if (held !== undefined && held.next <= from && !held.value.isTimes) return held.value.count;
  }
  return undefined;
}

/** The burst behind a rate: `with a burst of 40`, `with 1000 burst credits`; a burst with a window of its own is a phrase. */
export function burstBehind(tokens: Tokens, { to }: Phrase): number | undefined {
  for (let index = to; index < Math.min(tokens.length, to + reach); index++) {
    if (!/^(?:bursts?|bucket)$/.test(textAt(tokens, index))) continue;
    const behind = amount(tokens, skip(tokens, index + 1, links));
    const before = tokens[index - 1];
    if (before?.kind === 'number' && index - 1 >= to) return before.value;
    if (behind !== undefined && !behind.value.isTimes) return behind.value.count;
  }
  return undefined;
}
