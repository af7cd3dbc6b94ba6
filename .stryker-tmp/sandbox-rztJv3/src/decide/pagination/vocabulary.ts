// @ts-nocheck
import { plain, samePath } from '../../model/list-field.ts';
import type { FieldFact, FieldKind, Listing, PageForm, QueryFact } from '../../model/pagination.ts';

/** A way of paging that a description shows, with what gives it away. */
export interface Evidence {
  /** `certain`: names, types and shape say the same; `likely`: they leave room for another reading. */
  readonly confidence: 'certain' | 'likely';
  /** One clause for a reader: `it takes "page" and answers "total_pages"`. */
  readonly words: string;
}

/** The one query parameter that bears such a name and is of such a kind; undefined where there are several. */
export function parameterNamed(
  { query }: Listing,
  names: ReadonlySet<string>,
  kinds: readonly FieldKind[],
): QueryFact | undefined {
  const found = query.filter(({ name, kind }) => names.has(plain(name)) && kinds.includes(kind));
  return found.length === 1 ? found[0] : undefined;
}

/** A field beside the list, at the root, or in an object that tells about pages. */
export function fieldNamed(
  { listing, list }: { readonly listing: Listing; readonly list: FieldFact },
  names: ReadonlySet<string>,
  kinds: readonly FieldKind[],
): FieldFact | undefined {
  return listing.fields.find(
    ({ path, kind }) =>
      kinds.includes(kind) && names.has(plain(path.at(-1) ?? '')) && tellsOfPages(path, list),
  );
}

/** Whether a field stands where answers say how a list goes on. */
export function tellsOfPages(path: readonly string[], list: FieldFact): boolean {
  const parent = path.slice(0, -1);
  if (parent.length === 0 || samePath(parent, list.path.slice(0, -1))) return true;
  return parent.every((key, at) => isContainer(key) || key === list.path[at]);
}

/** Whether an object of this name tells about pages. */
export function isContainer(key: string): boolean {
  return containers.has(plain(key));
}

/** Names, in small letters and without signs. */
export function names(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** A path as a reader writes it. */
export function dotted(path: readonly string[]): string {
  return path.length === 0 ? 'the answer itself' : `"${path.join('.')}"`;
}

/** The parameter that takes the size of a page. */
export function sizeParameter(listing: Listing): QueryFact | undefined {
  return parameterNamed(listing, sizeNames, ['integer', 'number']);
}

/** Fields and headers that say how far a list goes. */
export function ends(subject: {
  readonly listing: Listing;
  readonly list: FieldFact;
}): Pick<PageForm, 'more' | 'total' | 'pages' | 'totalHeader' | 'pagesHeader'> {
  const { headers } = subject.listing;
  const more = fieldNamed(subject, moreNames, ['boolean']);
  const count = fieldNamed(subject, totalNames, ['integer', 'number']);
  const total = countsPages(count) ? undefined : count;
  const named = fieldNamed(subject, pagesNames, ['integer', 'number']);
  const pages = named ?? (countsPages(count) ? count : undefined);
  const totalHeader = headers.find(({ name }) => totalHeaders.has(plain(name)));
  const pagesHeader = headers.find(({ name }) => pagesHeaders.has(plain(name)));
  return {
    ...(more === undefined ? {} : { more: more.path }),
    ...(total === undefined ? {} : { total: total.path }),
    ...(pages === undefined ? {} : { pages: pages.path }),
    ...(total !== undefined || totalHeader === undefined ? {} : { totalHeader: totalHeader.name }),
    ...(pages !== undefined || pagesHeader === undefined ? {} : { pagesHeader: pagesHeader.name }),
  };
}

// Some call the number of pages the total.
function countsPages(count: FieldFact | undefined): boolean {
  return count !== undefined && /\bnumber of pages\b/i.test(count.description);
}

const containers = names(
  'meta metadata paging pagination pagingmetadata paginationmetadata page pageinfo pager pages ' +
    'responsemetadata resultinfo cursor cursors links next',
);
const sizeNames = names(
  'limit perpage pagesize size count maxresults top take pagelimit resultsperpage itemsperpage ' +
    'rows maxitems hitsperpage maxpagesize',
);
const moreNames = names('hasmore hasnext hasnextpage moreavailable hasmoreitems moreresults');
const totalNames = names(
  'total totalcount totalresults totalitems totalrecords totalentries totalelements totalrows',
);
const pagesNames = names('totalpages pagecount totalpagecount numpages numberofpages');
const totalHeaders = names('xtotal xtotalcount xwptotal');
const pagesHeaders = names('xpages xtotalpages xwptotalpages xpagecount');
