// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CallResult } from './operation.ts';
import {
  fieldAt,
  saysMore,
  wrongAnswer,
  type AnsweredPage,
  type PagedCall,
  type PageSteps,
  type PaginationDefinition,
  type PagingState,
} from './paging.ts';

/** The next page has the next number. */
export const byPage: PageSteps = {
  next(call, before, answered) {
    const { next } = call.pagination;
    const value =
      next === undefined ? nextPage(call, before, answered) : statedPage(next, answered);
    if (value === undefined) return undefined;
    const seen = before.seen + answered.items.length;
    const first = firstPage(call, before, answered);
    return first === undefined ? { value, seen } : { value, first, seen };
  },
};

/** The next page begins behind the entries that came. */
export const byOffset: PageSteps = {
  next(call, before, answered) {
    const value = nextOffset(call, before, answered);
    return value === undefined ? undefined : { value, seen: before.seen + answered.items.length };
  },
};

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
