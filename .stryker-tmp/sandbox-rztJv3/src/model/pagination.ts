/** What a description shows of a read whose answer holds a list: facts, from which a decision is made elsewhere. */
// @ts-nocheck

export interface Listing {
  /** Of the successful answer: `200`. */
  readonly status: string;
  /** Names of the headers that this answer declares, with their words. */
  readonly headers: readonly { readonly name: string; readonly description: string }[];
  readonly query: readonly QueryFact[];
  /** What the answer holds, down to three levels of objects; lists are not entered. */
  readonly fields: readonly FieldFact[];
}

/** A parameter of the query, as far as it may have to do with pages. */
export interface QueryFact {
  readonly name: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  readonly description: string;
  readonly default?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A field of the answer. */
export interface FieldFact {
  /** Keys from the root of the answer; empty: the answer itself. */
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly format?: string;
  readonly description: string;
  /** Names of the texts and numbers in every entry of a list. */
  readonly entry?: readonly string[];
}

export type FieldKind = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'list' | 'other';

/** How the next page of a list is asked for, and how the last one is known; paths are keys from the root of an answer. */
export interface PageForm {
  readonly type: PaginationType;
  /** Where the list stands; empty: the answer is the list. */
  readonly items: readonly string[];
  /** The query parameter that takes the cursor, page or offset; none for links. */
  readonly param?: string;
  /** The field that holds the next cursor or address. */
  readonly next?: readonly string[];
  /** The header that holds the next address. */
  readonly header?: string;
  /** The field of the last entry that is the next cursor. */
  readonly entry?: string;
  /** The field that says whether there is more. */
  readonly more?: readonly string[];
  /** The field that says how many entries there are on all pages. */
  readonly total?: readonly string[];
  /** The field that says how many pages there are. */
  readonly pages?: readonly string[];
  /** Headers that say the same. */
  readonly totalHeader?: string;
  readonly pagesHeader?: string;
  /** The field that says which page this is. */
  readonly current?: readonly string[];
  /** Number of the first page, or offset of the first entry; absent where only `current` tells. */
  readonly start?: number;
  /** Sent where the caller asks for no size: only where the user says so. */
  readonly size?: { readonly param: string; readonly entries: number };
}

type PaginationType = 'cursor' | 'page' | 'offset' | 'link';

/** How lists of a system come in pages, as the user declares it. */
export interface DeclaredPagination {
  /** `none`: what looks like pages is none. */
  readonly type: PaginationType | 'none';
  readonly param?: string;
  readonly next?: string;
  readonly entry?: string;
  readonly items?: string;
  readonly more?: string;
  readonly total?: string;
  readonly pages?: string;
  readonly start?: number;
  readonly sizeParam?: string;
  readonly size?: number;
  /** Operations that it holds for, as the user wrote them; absent: all that it fits. */
  readonly operations?: readonly string[];
}
