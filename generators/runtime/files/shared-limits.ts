// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CountKeeper, HeldBucket, Need, Taken } from './bucket.ts';
import { tell } from './call.ts';
import type { Host } from './host.ts';
import { ledgerOf } from './ledger.ts';
import { bucketKey } from './limit-key.ts';
import { sharedBucket, type SharedBucketState, type SharedTaken } from './shared-bucket.ts';
import type { CallGiven } from './shared-counts.ts';
import { aheadMs, sharedLink, type Answered, type SharedLink } from './shared-link.ts';
import { sharedLimitOf } from './shared-limit-of.ts';
import type { SharedStore } from './shared-store.ts';

/** Where the limits of all systems of an integration are counted for all of its processes. */
export interface SharedLimitsOptions {
  readonly store: SharedStore;
  readonly integration: string;
  /** Processes that are meant to run; one that is missing is taken to count its part by itself. */
  readonly instances: number;
}

/** Calls that are asked for in one way to the store. */
const mostAtOnce = 256;

interface Wish {
  readonly needs: readonly Need[];
  readonly settle: (taken: readonly Taken[] | undefined) => void;
  readonly fail: (error: unknown) => void;
}

interface Desk {
  readonly host: Host;
  readonly link: SharedLink;
  readonly states: WeakMap<HeldBucket['bucket'], SharedBucketState>;
  /** Those that have something to tell. */
  readonly news: Set<SharedBucketState>;
  /** Those that counted alone. */
  readonly alone: Set<SharedBucketState>;
  /** Those of which slots are held: the store is told of them each time, so that it knows them after a loss. */
  readonly holding: Set<SharedBucketState>;
  wishes: Wish[];
  isBusy: boolean;
  /** The store is to hear of this process, even if there is nothing to ask. */
  isDue: boolean;
}

/** Limits whose permits come from the store: several at once, and as many as there are calls for. */
export function sharedLimits({ store, integration, instances }: SharedLimitsOptions): CountKeeper {
  return (of) => {
    const { system, host } = of;
    const book = [integration, system].map(encodeURIComponent).join('/');
    const desk: Desk = {
      host,
      link: sharedLink({
        counts: store.counts,
        book,
        instances,
        host,
        onBeat: () => {
          desk.isDue = true;
          soon(desk);
        },
        onChange: (status, cause) => {
          if (status === 'there') {
            rejoin(desk);
            tell(host, { type: 'limits_shared', system });
          } else tell(host, { type: 'limits_alone', system, kind: kindOf(cause) });
        },
      }),
      states: new WeakMap(),
      news: new Set(),
      alone: new Set(),
      holding: new Set(),
      wishes: [],
      isBusy: false,
      isDue: true,
    };
    soon(desk);
    const ledger = ledgerOf((needs) => take(desk, needs));
    return (limit, entity) => {
      const shared = sharedLimitOf(limit);
      if (shared === undefined) return undefined;
      const { link } = desk;
      const key = bucketKey(of, limit, entity);
      const state: SharedBucketState = sharedBucket({
        ...{ limit, shared, key, instances, host, link },
        onNews: () => {
          desk.news.add(state);
          soon(desk);
        },
      });
      desk.states.set(state.bucket, state);
      return { bucket: state.bucket, ledger };
    };
  };
}

/** The code of an error, never its words: those may hold an address. */
function kindOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  const code = 'code' in cause ? String(cause.code) : undefined;
  return code ?? /^[A-Z]+\b/.exec(cause.message)?.[0] ?? cause.name;
}

/** What this process let go by itself is reckoned with by the store, because it was missing. */
function rejoin(desk: Desk): void {
  for (const state of desk.alone) state.rejoin();
  desk.alone.clear();
  desk.isDue = true;
  soon(desk);
}

function take(desk: Desk, needs: readonly Need[]): Promise<readonly Taken[] | undefined> {
  const { link, host } = desk;
  if (link.status() === 'away') return Promise.resolve(takeAlone(desk, needs, host.now()));
  return new Promise((settle, fail) => {
    desk.wishes.push({ needs, settle, fail });
    soon(desk);
  });
}

function takeAlone(
  desk: Desk,
  needs: readonly Need[],
  nowMs: number,
): readonly Taken[] | undefined {
  const isFree = needs.every(({ held, cost }) => held.bucket.waitMs(cost, nowMs) === 0);
  const taken: SharedTaken[] = [];
  for (const { held, cost } of needs) {
    const state = stateOf(desk, held.bucket);
    desk.alone.add(state);
    const own = isFree ? state.takeAlone(cost, nowMs) : undefined;
    if (own !== undefined) taken.push(own);
    if (state.isHolding()) desk.holding.add(state);
  }
  return isFree ? taken : undefined;
}

/** Wishes of one turn go to the store together; those that come while it is asked, in the next one. */
function soon(desk: Desk): void {
  if (desk.isBusy) return;
  desk.isBusy = true;
  void serveAll(desk);
}

async function serveAll(desk: Desk): Promise<void> {
  const { link } = desk;
  await link.ready;
  while ((desk.isDue || desk.wishes.length + desk.news.size > 0) && link.status() === 'there') {
    desk.isDue = false;
    const wishes = desk.wishes.splice(0, mostAtOnce);
    await serve(desk, wishes).catch((error: unknown) => {
      if (link.status() === 'there') failAll(desk, wishes, error);
      else desk.wishes = [...wishes, ...desk.wishes];
    });
  }
  desk.isBusy = false;
  if (link.status() === 'there') return;
  for (const { needs, settle } of desk.wishes.splice(0))
    settle(takeAlone(desk, needs, desk.host.now()));
}

/** The store is not to blame, so asking again would fail again, and for ever. */
function failAll({ news }: Desk, wishes: readonly Wish[], error: unknown): void {
  news.clear();
  for (const { fail } of wishes) fail(error);
}

async function serve(desk: Desk, wishes: readonly Wish[]): Promise<void> {
  const { host, link, news, holding } = desk;
  const nowMs = host.now();
  const states = [
    ...new Set([
      ...wishes.flatMap(({ needs }) => needs.map(({ held }) => stateOf(desk, held.bucket))),
      ...news,
      ...holding,
    ]),
  ];
  const calls = wishes.map(({ needs }) =>
    needs.map(({ held, cost }) => [states.indexOf(stateOf(desk, held.bucket)), cost] as const),
  );
  const buckets = states.map((state) => state.asked(nowMs));
  for (const state of states) {
    state.told();
    if (!state.isHolding()) holding.delete(state);
  }
  news.clear();
  const answered = await link.ask({ buckets, calls }).catch((error: unknown) => {
    for (const state of states) news.add(state);
    throw error;
  });
  if (answered.given.isLate) {
    desk.wishes = [...wishes, ...desk.wishes];
    return;
  }
  for (const [index, wish] of wishes.entries())
    settle(desk, wish, { answered, states, given: answered.given.calls[index] });
}

function settle(
  desk: Desk,
  wish: Wish,
  {
    answered,
    states,
    given,
  }: {
    readonly answered: Answered;
    readonly states: readonly SharedBucketState[];
    readonly given: CallGiven | undefined;
  },
): void {
  const { receivedMs } = answered;
  if (given !== undefined && 'atMs' in given) {
    void use(desk, wish, { answered, atMs: given.atMs });
    return;
  }
  for (const [index, waitMs] of given?.refused ?? []) {
    // Asked again while what may leave then is still ahead, so that none of it is lost on the way.
    if (waitMs > 0) states[index]?.refuse(receivedMs + Math.max(1, waitMs - aheadMs / 2));
  }
  wish.settle(undefined);
}

/** Lets the call go at its moment; a permit that comes too late for it is given back, and the call asks again. */
async function use(
  desk: Desk,
  wish: Wish,
  { answered, atMs }: { readonly answered: Answered; readonly atMs: number },
): Promise<void> {
  const { host } = desk;
  const { given, sentMs, receivedMs, slackMs } = answered;
  const inMs = atMs - given.nowMs;
  const untilMs = sentMs + inMs + slackMs;
  const taken = wish.needs.map(({ held, cost }) => {
    const state = stateOf(desk, held.bucket);
    const permit = state.granted(cost, { latestMs: atMs + slackMs, atMs: receivedMs, untilMs });
    if (state.isHolding()) desk.holding.add(state);
    return permit;
  });
  const waitMs = receivedMs + inMs - host.now();
  if (waitMs > 0.5) await host.sleep(Math.ceil(waitMs));
  if (host.now() <= untilMs) {
    wish.settle(taken);
    return;
  }
  for (const [index, { held }] of wish.needs.entries()) {
    const own = taken[index];
    if (own !== undefined) held.bucket.giveBack(own);
  }
  desk.wishes.unshift(wish);
  soon(desk);
}

function stateOf({ states }: Desk, bucket: Need['held']['bucket']): SharedBucketState {
  const state = states.get(bucket);
  if (state === undefined) throw new TypeError('A bucket that is not shared has no ledger.');
  return state;
}
