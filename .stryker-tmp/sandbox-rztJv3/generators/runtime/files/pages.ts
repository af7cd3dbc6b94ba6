// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { send } from './client.ts';
import type { CallInput, CallResult } from './operation.ts';
import {
  listAt,
  saysMore,
  wrongAnswer,
  type AnsweredPage,
  type LinkedCall,
  type PagedCall,
  type PaginationDefinition,
  type PagingState,
} from './paging.ts';

export type { PagingState, PaginationDefinition } from './paging.ts';

/** One page, and where the list goes on after it; `next` is undefined at the end. */
export interface Page<Result, Item> {
  readonly items: readonly Item[];
  readonly result: Result;
  readonly next: PagingState | undefined;
}

/** What a list holds at a path; `unknown` where the description does not say. */
export type ItemAt<Data, Path extends readonly string[]> = Known<EntryOf<Data, Path>>;

type EntryOf<Data, Path extends readonly string[]> = Data extends unknown
  ? Path extends readonly [infer Key, ...infer Rest extends readonly string[]]
    ? Key extends keyof Data
      ? EntryOf<NonNullable<Data[Key]>, Rest>
      : never
    : Data extends readonly (infer Item)[]
      ? Item
      : never
  : never;

type Known<Item> = [Item] extends [never] ? unknown : Item;

/**
 * The pages of a list, each asked for when it is wanted, each one call by all policies. Every answer is a page,
 * an empty last one too. Rejects with a `CallError`, also where the list would never end.
 */
export function pagesOf<Result extends CallResult, Item>(
  call: PagedCall,
): AsyncIterable<Page<Result, Item>> {
  return { [Symbol.asyncIterator]: () => pages<Result, Item>(call) };
}

/** The entries of all pages; the next page is asked for when the one before is used up. */
export function itemsOf<Item>(call: PagedCall): AsyncIterable<Item> {
  return { [Symbol.asyncIterator]: () => items<Item>(call) };
}

async function* items<Item>(call: PagedCall): AsyncGenerator<Item, void> {
  for await (const page of pages<CallResult, Item>(call)) yield* page.items;
}

async function* pages<Result extends CallResult, Item>(
  call: PagedCall,
): AsyncGenerator<Page<Result, Item>, void> {
  const guard = loopGuard();
  for (let state = call.from; ;) {
    const asked = askedCall(call, state);
    const result = await send<Result>(call.client, asked.operation, asked.input);
    // The description says what the list holds.
    const found = listAt(call, result) as readonly Item[];
    const next = nextState(call, state, { asked, result, items: found });
    yield { items: found, result, next };
    if (next === undefined) return;
    if (guard.isRepeated(next)) throw endless(call, result);
    state = next;
  }
}

function nextState(
  call: PagedCall,
  before: PagingState = { seen: 0 },
  answered: AnsweredPage,
): PagingState | undefined {
  const { pagination } = call;
  if (saysMore(pagination, answered.result) === false) return undefined;
  return pagination.steps.next(call, before, answered);
}

/** The call for the page at a state; what the caller asked for stays as it is. */
function askedCall(call: PagedCall, state: PagingState | undefined): LinkedCall {
  const { client, operation, pagination } = call;
  const { param, size, steps } = pagination;
  const input = size === undefined ? call.input : withSize(call.input, size);
  if (state?.link !== undefined && steps.linked !== undefined)
    return steps.linked(client, operation, { input, link: state.link });
  if (state?.value === undefined || param === undefined) return { operation, input };
  return { operation, input: { ...input, query: { ...input.query, [param]: state.value } } };
}

function withSize(
  input: CallInput,
  { param, entries }: NonNullable<PaginationDefinition['size']>,
): CallInput {
  return { ...input, query: { [param]: entries, ...input.query } };
}

/** Finds any circle of places without remembering them all (Brent, 1980). */
function loopGuard(): { isRepeated(state: PagingState): boolean } {
  let mark = '';
  let steps = 0;
  let power = 1;
  return {
    isRepeated({ value, link }) {
      const place = JSON.stringify([value, link]);
      if (place === mark) return true;
      steps += 1;
      if (steps === power) {
        mark = place;
        power *= 2;
        steps = 0;
      }
      return false;
    },
  };
}

function endless(call: PagedCall, result: CallResult): Error {
  return wrongAnswer(
    call,
    result,
    'The system leads back to a page that was read, so the list would never end.',
  );
}
