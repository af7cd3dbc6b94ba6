import type { Rule } from './rule.ts';
import { rulesOfLoad } from './rules-of-load.ts';
import { rulesOfRepeating } from './rules-of-repeating.ts';
import { rulesOfWaiting } from './rules-of-waiting.ts';
import { rulesOfWebhooks } from './rules-of-webhooks.ts';

/** What a client that survives production keeps. */
export const rules: readonly Rule[] = [
  ...rulesOfWaiting,
  ...rulesOfRepeating,
  ...rulesOfLoad,
  ...rulesOfWebhooks,
].toSorted((left, right) => left.number - right.number);
