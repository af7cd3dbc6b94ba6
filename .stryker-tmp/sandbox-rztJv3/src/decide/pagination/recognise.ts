// @ts-nocheck
import { describedList } from '../../model/list-field.ts';
import type { FieldFact, Listing, PageForm } from '../../model/pagination.ts';
import { lastEntry, nextToken } from './cursors.ts';
import { linkHeader, nextAddress } from './links.ts';
import { offset, pageNumber } from './numbers.ts';
import type { Evidence } from './vocabulary.ts';

/** An answer with the one list that it is about. */
export interface ListSubject {
  readonly listing: Listing;
  readonly list: FieldFact;
}

/** A way of paging that was recognised. */
export interface Recognised extends Evidence {
  readonly form: PageForm;
}

export type Recogniser = (subject: ListSubject) => Recognised | undefined;

// An address or a token is the API's own word for the next page, and holds while entries come and go; a number only
// counts, so it is taken last.
const recognisers: readonly Recogniser[] = [
  linkHeader,
  nextAddress,
  nextToken,
  lastEntry,
  pageNumber,
  offset,
];

/** How a list comes in pages by its description; undefined where that is not sure. */
export function recognisePages(listing: Listing): Recognised | undefined {
  const list = describedList(listing);
  if (list === undefined) return undefined;
  for (const recognise of recognisers) {
    const found = recognise({ listing, list });
    if (found !== undefined) return found;
  }
  return undefined;
}
