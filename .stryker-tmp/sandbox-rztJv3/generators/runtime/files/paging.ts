// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Client } from './client-options.ts';
import { CallError } from './errors.ts';
import type { CallInput, CallResult, OperationDefinition } from './operation.ts';

/** How an operation comes in pages; paths are keys from the root of an answer. */
export interface PaginationDefinition {
  /** By a cursor, by the number of the page, by an offset or by a link. */
  readonly steps: PageSteps;
  readonly items: readonly string[];
  /** The query parameter that takes the cursor, page or offset. */
  readonly param?: string;
  /** The field that holds the next cursor, page or address. */
  readonly next?: readonly string[];
  /** The header that holds the next address, as RFC 8288 writes it. */
  readonly header?: string;
  /** The field of the last entry that is the next cursor. */
  readonly entry?: string;
  readonly more?: readonly string[];
  readonly total?: readonly string[];
  readonly pages?: readonly string[];
  readonly totalHeader?: string;
  readonly pagesHeader?: string;
  readonly current?: readonly string[];
  readonly start?: number;
  readonly size?: { readonly param: string; readonly entries: number };
}

/** How one kind of pages goes on. */
export interface PageSteps {
  /** Where the list goes on after a page; undefined at the end. */
  next(call: PagedCall, before: PagingState, answered: AnsweredPage): PagingState | undefined;
  /** The call for an address, where it goes on at one. */
  linked?(
    client: Client,
    operation: OperationDefinition,
    place: { readonly input: CallInput; readonly link: string },
  ): LinkedCall;
}

/** Where a list goes on: plain JSON that can be stored, without secrets; of use only with the same input. */
export interface PagingState {
  /** Value of the parameter for the next page. */
  readonly value?: string | number;
  /** Path and query of the next page. */
  readonly link?: string;
  /** Number of the first page, where only an answer told it. */
  readonly first?: number;
  /** Entries that came before. */
  readonly seen: number;
}

/** What is iterated over: a list of one operation for one input. */
export interface PagedCall {
  readonly client: Client;
  readonly operation: OperationDefinition;
  readonly pagination: PaginationDefinition;
  readonly input: CallInput;
  /** Where to go on; from the beginning where absent. */
  readonly from?: PagingState | undefined;
}

/** A call as it is sent for a page. */
export interface LinkedCall {
  readonly operation: OperationDefinition;
  readonly input: CallInput;
}

/** A page as it was asked for and answered. */
export interface AnsweredPage {
  readonly asked: LinkedCall;
  readonly result: CallResult;
  readonly items: readonly unknown[];
}

/** The answer to a page is not what the description promises. */
export function wrongAnswer(
  { client, operation }: Pick<PagedCall, 'client' | 'operation'>,
  { status, headers }: CallResult,
  message: string,
): CallError {
  const { system } = client.options;
  return new CallError({
    kind: 'invalid_response',
    system,
    operation: operation.id,
    message,
    status,
    headers,
    requestSent: true,
    attempts: 1,
  });
}

/** What stands at a path of an answer; undefined where it leads nowhere. */
export function fieldAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key] // an object is read by a key that it has
        : undefined,
    data,
  );
}

/** The entries of an answer. */
export function listAt(call: PagedCall, result: CallResult): readonly unknown[] {
  const { items: path } = call.pagination;
  const found = fieldAt(result.data, path);
  if (Array.isArray(found)) return found;
  // Some systems leave out a list that is empty.
  if (found === undefined || found === null) return [];
  throw wrongAnswer(call, result, `The answer holds no list at "${path.join('.')}".`);
}

/** What the answer says itself of whether there is more. */
export function saysMore({ more }: PaginationDefinition, { data }: CallResult): unknown {
  return more === undefined ? undefined : fieldAt(data, more);
}

/** An empty page that leads to itself is how some systems end. */
export function isEnd(isSame: boolean, items: readonly unknown[]): boolean {
  return isSame && items.length === 0;
}
