import type { Confidence } from '../model/documented-limit.ts';
import type { Phrase } from './grammar/rate.ts';
import type { Place } from './places.ts';

/** A limit as it was read at one place, before what repeats it is put together. */
export interface Finding {
  readonly phrase: Phrase;
  readonly place: Omit<Place, 'text'>;
  readonly confidence: Confidence;
  readonly burst: number | null;
  readonly tier: string | undefined;
  readonly resets: string | undefined;
  readonly appliesTo: 'all' | readonly string[];
  readonly quote: string;
}
