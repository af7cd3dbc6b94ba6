// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { waitMs, type Need, type Taken, type Watch } from './bucket.ts';
import type { Permit, PermitRequest } from './permit.ts';

/** Settles a call; an error is a promise that rejects, so that one function is kept and not two. */
export type Settle = (permit: Permit | Promise<never>) => void;

/** A waiting call whose caller may give up. */
export interface Cancellable {
  readonly request: PermitRequest;
  isGone: boolean;
  /** Where it stands; absent while ledgers are asked. */
  lane: Lane | undefined;
}

/** One call that waits. */
export interface Waiter {
  readonly settle: Settle;
  readonly call: PermitRequest | Cancellable;
  /** Grows with each call that comes. */
  readonly order: number;
}

/** What calls with equal needs share. */
export interface LaneKind {
  readonly needs: readonly Need[];
  readonly priority: number;
  /** Needs of which answers tell what is left. */
  readonly watched: readonly { readonly index: number; readonly watch: Watch }[];
}

/** Calls of one kind, first come first served; the first is never gone. */
export interface Lane extends LaneKind {
  /** What ledgers gave for its one call, by need; absent before they are asked. */
  readonly granted: readonly (Taken | undefined)[] | undefined;
  /** The need that it stands in line for; it has passed those before. */
  stage: number;
  // Three lists instead of one of objects: a hundred thousand may wait, and this is half of it.
  readonly settles: Settle[];
  readonly calls: Waiter['call'][];
  readonly orders: number[];
  /** Where the first call stands; what comes before it is done. */
  head: number;
  /** Calls among the others that are gone. */
  gone: number;
}

/** Calls that are done or gone and stay in the lists while they are less than half. */
const mostDone = 64;

/** An empty lane. */
export function lane({ needs, priority, watched }: LaneKind, granted?: Lane['granted']): Lane {
  const lists = { settles: [], calls: [], orders: [] };
  return { needs, priority, watched, granted, stage: 0, ...lists, head: 0, gone: 0 };
}

/** Whether the first call of one goes before that of the other. */
export function isBefore(left: Lane, right: Lane): boolean {
  return left.priority === right.priority
    ? orderOf(left) < orderOf(right)
    : left.priority < right.priority;
}

function orderOf({ orders, head }: Lane): number {
  return orders[head] ?? Infinity;
}

/** Milliseconds until the first call may pass the bucket of a need. */
export function laneWaitMs({ needs, granted }: Lane, stage: number, nowMs: number): number {
  const need = needs[stage];
  if (need === undefined) return 0;
  if (granted?.[stage] !== undefined) return Math.max(0, need.held.pausedUntilMs - nowMs);
  return waitMs(need, nowMs, granted !== undefined);
}

/** The first call. */
export function firstOf({ settles, calls, orders, head }: Lane): Waiter | undefined {
  const [settle, call, order] = [settles[head], calls[head], orders[head]];
  if (settle === undefined || call === undefined || order === undefined) return undefined;
  return { settle, call, order };
}

/** Whether nobody waits in it. */
export function isEmpty({ head, calls }: Lane): boolean {
  return head === calls.length;
}

/** Puts a call at the end. */
export function append({ settles, calls, orders }: Lane, { settle, call, order }: Waiter): void {
  settles.push(settle);
  calls.push(call);
  orders.push(order);
}

/** Takes the first call out, and those behind it that are gone. */
export function shift(lane: Lane): void {
  const { calls } = lane;
  for (lane.head += 1; isGone(calls[lane.head]); lane.head += 1) lane.gone -= 1;
  if (!isEmpty(lane) && (lane.head < mostDone || 2 * lane.head < calls.length)) return;
  for (const list of [lane.settles, calls, lane.orders]) list.splice(0, lane.head);
  lane.head = 0;
}

/** Notes that a call that is not the first has gone. */
export function forget(lane: Lane): void {
  lane.gone += 1;
  if (lane.gone >= mostDone && 2 * lane.gone >= lane.calls.length) remove(lane, isGone);
}

/** Takes out the gone and the unwanted, and gives the latter. */
export function remove(lane: Lane, isUnwanted: (call: Waiter['call']) => boolean): Waiter[] {
  const all = lane.calls.flatMap((call, head) =>
    head < lane.head || isGone(call) ? [] : (firstOf({ ...lane, head }) ?? []),
  );
  for (const list of [lane.settles, lane.calls, lane.orders]) list.length = 0;
  lane.head = lane.gone = 0;
  for (const waiter of all) if (!isUnwanted(waiter.call)) append(lane, waiter);
  return all.filter(({ call }) => isUnwanted(call));
}

/** What is known of a waiting call. */
export function requestOf(call: Waiter['call']): PermitRequest {
  return 'isGone' in call ? call.request : call;
}

function isGone(call: Waiter['call'] | undefined): boolean {
  return call !== undefined && 'isGone' in call && call.isGone;
}
