// @ts-nocheck
import type { LineCounter } from 'yaml';

import type { Place } from '../../model/place.ts';

/** From offsets in a text to places in its file. */
export interface Placing {
  /** Where an offset lies; the caret underlines up to `end`, within the line. */
  at(offset: number, end?: number): Place;
}

/** Places of a text whose lines were counted. */
export function placing(file: string, text: string, lines: LineCounter): Placing {
  return {
    at(offset, end = offset + 1) {
      const { line, col } = lines.linePos(offset);
      // Before the first line was counted, the counter answers with line 0.
      const place = { file, line: Math.max(1, line), column: Math.max(1, col) };
      const length = lengthWithin(text, offset, Math.min(end, offset + 1000));
      return length > 1 ? { ...place, length } : place;
    },
  };
}

function lengthWithin(text: string, offset: number, end: number): number {
  return /^[^\r\n]*/.exec(text.slice(offset, end))?.[0].trimEnd().length ?? 0;
}
