import type { Evidence } from '../model/provider.ts';

/** The day on which most of the pages and packages were read. */
const readOn = '2026-11-22';

/** Read on the vendor's own page or in its own code. */
export function official(reference: string, date = readOn): Evidence {
  return { reference, date, confidence: 'high' };
}

/** Read where somebody cites the vendor, or on pages of the vendor that are older. */
export function cited(reference: string, date = readOn): Evidence {
  return { reference, date, confidence: 'medium' };
}

/** Read in sources that disagree. */
export function disputed(reference: string, date = readOn): Evidence {
  return { reference, date, confidence: 'low' };
}

/** Not read anywhere: planned with only where a wrong one does no harm, and asked about. */
export function remembered(): Evidence {
  return { reference: 'memory', date: readOn, confidence: 'low' };
}
