// @ts-nocheck
import { describedList, samePath } from './list-field.ts';
import type { DeclaredPagination, Listing, PageForm } from './pagination.ts';

/** Why a declared way of paging does not fit an operation: what is missing, and what stands there instead. */
export interface Misfit {
  readonly what: 'list' | 'query parameter' | 'field';
  readonly name: string;
  readonly known: readonly string[];
}

/** The form that a declaration means for an operation, or why it cannot mean one. */
export function declaredForm(
  declared: DeclaredPagination,
  listing: Listing,
): { readonly form: PageForm } | { readonly misfit: Misfit } {
  const { type, items } = declared;
  const list = items === undefined ? describedList(listing)?.path : pathOf(items, listing);
  const misfit = misfitOf(declared, listing, list);
  if (misfit !== undefined || list === undefined || type === 'none')
    return { misfit: misfit ?? { what: 'list', name: items ?? '', known: listNames(listing) } };
  return { form: { type, items: list, ...ways(declared, listing), ...counts(declared, listing) } };
}

function ways(declared: DeclaredPagination, listing: Listing): Partial<PageForm> {
  const { type, param, entry, next } = declared;
  const header = type === 'link' ? headerOf(next, listing) : undefined;
  const field = next === undefined || header !== undefined ? undefined : pathOf(next, listing);
  return {
    ...(param === undefined || type === 'link' ? {} : { param }),
    ...(field === undefined ? {} : { next: field }),
    ...(header === undefined ? {} : { header }),
    ...(entry === undefined ? {} : { entry }),
  };
}

function counts(declared: DeclaredPagination, listing: Listing): Partial<PageForm> {
  const { type, more, total, pages, start, size, sizeParam } = declared;
  const field = (name: string | undefined): readonly string[] | undefined =>
    name === undefined ? undefined : pathOf(name, listing);
  const [moreField, totalField, pagesField] = [field(more), field(total), field(pages)];
  const first = type === 'page' ? 1 : 0;
  return {
    ...(moreField === undefined ? {} : { more: moreField }),
    ...(totalField === undefined ? {} : { total: totalField }),
    ...(pagesField === undefined ? {} : { pages: pagesField }),
    ...(type === 'page' || type === 'offset' ? { start: start ?? first } : {}),
    ...(size === undefined || sizeParam === undefined
      ? {}
      : { size: { param: sizeParam, entries: size } }),
  };
}

// A link stands in a field where the answer describes one of that name, else in a header.
function headerOf(next: string | undefined, listing: Listing): string | undefined {
  if (next === undefined) return 'Link';
  const isDeclared = listing.headers.some(({ name }) => name.toLowerCase() === next.toLowerCase());
  const isField = listing.fields.some(({ path }) => path.join('.') === next);
  return isDeclared || (!isField && /^link$/i.test(next)) ? next : undefined;
}

function misfitOf(
  declared: DeclaredPagination,
  listing: Listing,
  list: readonly string[] | undefined,
): Misfit | undefined {
  const { type, param, sizeParam, size, items, entry, next, more, total, pages } = declared;
  const isHeader = type === 'link' && headerOf(next, listing) !== undefined;
  const fields = [items, isHeader ? undefined : next, more, total, pages];
  return (
    [param, size === undefined ? undefined : sizeParam]
      .map((name) => missingParameter(name, listing))
      .find((found) => found !== undefined) ??
    fields.map((name) => missingField(name, listing)).find((found) => found !== undefined) ??
    missingEntry(entry, list, listing)
  );
}

function missingParameter(name: string | undefined, { query }: Listing): Misfit | undefined {
  if (name === undefined || query.some((known) => known.name === name)) return undefined;
  return { what: 'query parameter', name, known: query.map((known) => known.name) };
}

// Below what the description leaves open, anything may stand.
function missingField(name: string | undefined, listing: Listing): Misfit | undefined {
  if (name === undefined) return undefined;
  const path = pathOf(name, listing);
  if (path.length === 0 || listing.fields.some((field) => samePath(field.path, path)))
    return undefined;
  const isOpen = !listing.fields.some(
    (field) =>
      field.path.length === path.length && samePath(field.path.slice(0, -1), path.slice(0, -1)),
  );
  const known = listing.fields.map((field) => field.path.join('.')).filter((text) => text !== '');
  return isOpen && isDescribed(path.slice(0, -1), listing)
    ? undefined
    : { what: 'field', name, known };
}

function isDescribed(path: readonly string[], { fields }: Listing): boolean {
  return fields.some(
    (field) => samePath(field.path, path) && (field.kind === 'object' || field.kind === 'other'),
  );
}

function missingEntry(
  entry: string | undefined,
  list: readonly string[] | undefined,
  { fields }: Listing,
): Misfit | undefined {
  const known = fields.find((field) => list !== undefined && samePath(field.path, list))?.entry;
  if (entry === undefined || known === undefined || known.length === 0 || known.includes(entry))
    return undefined;
  return { what: 'field', name: entry, known };
}

/** A dotted path as keys; a key of the answer may hold dots itself. */
function pathOf(text: string, { fields }: Listing): readonly string[] {
  return fields.find(({ path }) => path.join('.') === text)?.path ?? text.split('.');
}

function listNames({ fields }: Listing): readonly string[] {
  return fields.filter(({ kind }) => kind === 'list').map(({ path }) => path.join('.'));
}
