// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallResult } from './operation.ts';
import { nextAddress } from './page-link.ts';
import {
  fieldAt,
  wrongAnswer,
  type AnsweredPage,
  type PagedCall,
  type PaginationDefinition,
  type PagingState,
} from './paging.ts';

/** The entries of an answer. */
export function listAt(call: PagedCall, result: CallResult): readonly unknown[] {
  const { items: path } = call.pagination;
  const found = fieldAt(result.data, path);
  if (Array.isArray(found)) return found;
  // Some systems leave out a list that is empty.
  if (found === undefined || found === null) return [];
  throw wrongAnswer(call, result, `The answer holds no list at "${path.join('.')}".`);
}

/** Where the list goes on after a page; undefined at the end. */
export function nextState(
  call: PagedCall,
  before: PagingState,
  answered: AnsweredPage,
): PagingState | undefined {
  const { result, items } = answered;
  const { type } = call.pagination;
  if (saysMore(call.pagination, result) === false) return undefined;
  const seen = before.seen + items.length;
  if (type === 'link') {
    const link = nextAddress(call, answered);
    return link === undefined || isEnd(link === before.link, items) ? undefined : { link, seen };
  }
  const value = nextValue[type](call, before, answered);
  if (value === undefined) return undefined;
  const first = firstPage(call, before, answered);
  return first === undefined || type !== 'page' ? { value, seen } : { value, first, seen };
}

/** What the answer says itself of whether there is more. */
function saysMore({ more }: PaginationDefinition, { data }: CallResult): unknown {
  return more === undefined ? undefined : fieldAt(data, more);
}

/** The number of the first page where only the answers tell it, and this walk began there. */
function firstPage(
  call: PagedCall,
  before: PagingState,
  { result }: AnsweredPage,
): number | undefined {
  const { start, current } = call.pagination;
  if (start !== undefined || current === undefined || before.first !== undefined)
    return before.first;
  const isFirst = givenNumber(call, before) === undefined;
  return isFirst ? numberOf(fieldAt(result.data, current)) : undefined;
}

type NextValue = (
  call: PagedCall,
  before: PagingState,
  answered: AnsweredPage,
) => string | number | undefined;

const nextValue: Readonly<Record<'cursor' | 'page' | 'offset', NextValue>> = {
  cursor: nextCursor,
  page: (call, before, answered) =>
    call.pagination.next === undefined
      ? nextPage(call, before, answered)
      : statedPage(call.pagination.next, answered),
  offset: nextOffset,
};

function nextCursor(
  call: PagedCall,
  _before: PagingState,
  { asked, result, items }: AnsweredPage,
): string | number | undefined {
  const { next, entry = 'id', param = '' } = call.pagination;
  const value = next === undefined ? fieldAt(items.at(-1), [entry]) : fieldAt(result.data, next);
  const isToken = typeof value === 'number' || (typeof value === 'string' && value !== '');
  // A next place of 0 would be the first one again.
  if (!isToken || (next !== undefined && value === 0)) {
    // To end here would drop the rest in silence.
    if (saysMore(call.pagination, result) === true)
      throw wrongAnswer(call, result, 'The answer says that there is more, but not where.');
    return undefined;
  }
  return isEnd(String(asked.input.query?.[param]) === String(value), items) ? undefined : value;
}

// An empty page that leads to itself is how some systems end.
function isEnd(isSame: boolean, items: readonly unknown[]): boolean {
  return isSame && items.length === 0;
}

function nextOffset(
  call: PagedCall,
  before: PagingState,
  { result, items }: AnsweredPage,
): number | undefined {
  const { start = 0, total, totalHeader } = call.pagination;
  const value = (givenNumber(call, before) ?? start) + items.length;
  // A total that is less than what came is not believed; an empty page ends the list then.
  const isWhole =
    saysMore(call.pagination, result) !== true &&
    value - start === countAt(result, total, totalHeader);
  return items.length === 0 || isWhole ? undefined : value;
}

// A system that always states the next number would never end.
function statedPage(path: readonly string[], { result, items }: AnsweredPage): number | undefined {
  const value = numberOf(fieldAt(result.data, path));
  return value === 0 || items.length === 0 ? undefined : value;
}

// A short page is not taken for the last one: some systems filter after they have cut, or lower the size.
function nextPage(
  call: PagedCall,
  before: PagingState,
  answered: AnsweredPage,
): number | undefined {
  const { result, items } = answered;
  const { start, current = [] } = call.pagination;
  if (items.length === 0) return undefined;
  const given = givenNumber(call, before);
  const page = given ?? start ?? numberOf(fieldAt(result.data, current));
  if (page === undefined)
    throw wrongAnswer(call, result, 'The answer does not say which page it is.');
  const first = start ?? firstPage(call, before, answered);
  return isLast(call.pagination, { before, answered, page, first }) ? undefined : page + 1;
}

function isLast(
  pagination: PaginationDefinition,
  {
    before,
    answered: { result, items },
    page,
    first,
  }: {
    readonly before: PagingState;
    readonly answered: AnsweredPage;
    readonly page: number;
    readonly first: number | undefined;
  },
): boolean {
  // A count may be of something else; the word itself is not.
  if (saysMore(pagination, result) === true) return false;
  const { pages, pagesHeader, total, totalHeader } = pagination;
  const count = countAt(result, pages, pagesHeader) ?? 0;
  if (first !== undefined && count > 0 && page - first + 1 >= count) return true;
  // Only who began with the first page knows how many entries came before.
  if (before.seen === 0 && page !== first) return false;
  return before.seen + items.length === countAt(result, total, totalHeader);
}

/** The number that this page was asked for by; undefined where the system chose it. */
function givenNumber(
  { pagination: { param = '' }, input }: PagedCall,
  { value }: PagingState,
): number | undefined {
  return numberOf(value) ?? numberOf(input.query?.[param]);
}

function countAt(
  { data, headers }: CallResult,
  path: readonly string[] | undefined,
  header: string | undefined,
): number | undefined {
  const field = path === undefined ? undefined : numberOf(fieldAt(data, path));
  return field ?? (header === undefined ? undefined : numberOf(headers.get(header)));
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
