import type { DocumentedAt } from './documented-at.ts';
import type { Limit } from './limit.ts';
import type { Declared } from './place.ts';
import type { Evidence } from './provider.ts';

/** A limit of a system, and what it rests on where the file does not name it. */
export type SystemLimit = Declared<Limit> & {
  readonly documented?: DocumentedAt;
  readonly catalogued?: CataloguedAt;
  /** The vendor's fact that names `remaining`, where nobody else does. */
  readonly remainingBy?: CataloguedAt;
};

/** The fact of the catalogue behind a limit. */
export interface CataloguedAt extends Evidence {
  readonly provider: string;
  /** False where it holds for one plan only, or its sources disagree. */
  readonly isSure: boolean;
  /** For whom alone it holds: `Team`. */
  readonly tier?: string;
  /** The calls that it counts, in words: `search`. */
  readonly what?: string;
}

/** A documented or published limit that the plan does not hold to. */
export type OtherLimit = (DocumentedAt | CataloguedAt) & { readonly limit: Limit };
