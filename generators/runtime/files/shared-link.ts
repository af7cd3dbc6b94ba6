// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import { leaseMs, type CountsAsked, type CountsGiven, type SharedCounts } from './shared-counts.ts';

/** How a process reaches the counts that it shares, and what it knows while it does not. */
export interface SharedLink {
  /** `new`: nobody has asked yet. */
  status(): 'new' | 'there' | 'away';
  /** Resolves when the store was asked for the first time, whatever came of it. */
  readonly ready: Promise<void>;
  /** Keeps looking for a store that is away; to be called by whoever wants something. */
  want(): void;
  /** Milliseconds until the store is looked for again. */
  nextLookMs(nowMs: number): number;
  /** While the store is away: from this monotonic moment on all others reckon with this process counting by itself. */
  aloneFromMs(): number;
  /** Rejects where the store does not answer; then it is away. */
  ask(part: Pick<CountsAsked, 'buckets' | 'calls'>): Promise<Answered>;
  /** The store's clock at a monotonic moment, by what is known. */
  storeMs(nowMs: number): number;
}

/** An answer, and the monotonic moments between which it was given. */
export interface Answered {
  readonly given: CountsGiven;
  readonly sentMs: number;
  readonly receivedMs: number;
  readonly slackMs: number;
}

/** Where a process counts together with others. */
export interface SharedLinkOptions {
  readonly counts: SharedCounts;
  readonly book: string;
  readonly instances: number;
  readonly host: Host;
  /** Others are to hear of this process, which has asked nothing for a while. */
  readonly onBeat: () => void;
  readonly onChange: (status: 'there' | 'away', cause?: unknown) => void;
}

/** Permits are given for moments so far ahead, so that few ways to the store are enough. */
export const aheadMs = 15;

/** Each process lets hear of itself this often. */
const beatMs = 1000;

/** A store that does not answer for so long is away. */
const patienceMs = 1000;

/** After so long without a wish the store is not looked for any more. */
const idleMs = 10_000;

interface State {
  readonly member: string;
  status: 'new' | 'there' | 'away';
  turn: number;
  /** A reading of the store's clock, and the moments between which it was taken. */
  storeMs: number;
  readFromMs: number;
  readToMs: number;
  lastSentMs: number;
  wantedMs: number;
  nextLookMs: number;
  isBeating: boolean;
  /** How long a way to the store and back takes. */
  roundMs: number;
}

/** Looks for the store at once, and lets hear of this process from then on. */
export function sharedLink(options: SharedLinkOptions): SharedLink {
  const { host } = options;
  const state = newState(host);
  const ready = look(state, options);
  void ready.then(() => {
    beat(state, options);
  });
  return {
    status: () => state.status,
    ready,
    want() {
      state.wantedMs = host.now();
      beat(state, options);
    },
    nextLookMs: (nowMs) => Math.max(1, state.nextLookMs - nowMs),
    aloneFromMs: () => state.lastSentMs + 2 * patienceMs + leaseMs,
    storeMs: (nowMs) => state.storeMs + nowMs - state.readToMs,
    ask: (part) => ask(state, options, part),
  };
}

async function look(state: State, options: SharedLinkOptions): Promise<void> {
  const { host, counts, book } = options;
  const sentMs = host.now();
  try {
    read(state, { storeMs: await inTime(host, counts.look(book)), sentMs, nowMs: host.now() });
    change(state, options, { to: 'there' });
  } catch (cause) {
    change(state, options, { to: 'away', cause });
  }
}

async function ask(
  state: State,
  options: SharedLinkOptions,
  part: Pick<CountsAsked, 'buckets' | 'calls'>,
): Promise<Answered> {
  const { host, counts, book, instances } = options;
  const sentMs = host.now();
  const slackMs = Math.min(1000, Math.max(10, Math.ceil(2 * state.roundMs + 5)));
  const passedMs = sentMs - state.readFromMs;
  state.turn += 1;
  state.lastSentMs = sentMs;
  const { member, turn } = state;
  // Clocks differ by less than 0.1 %, and the way there takes a moment.
  const latestMs = state.storeMs + passedMs * 1.001 + 2;
  const expiresMs = state.storeMs + passedMs + patienceMs;
  const common = { book, member, turn, instances, latestMs, expiresMs, slackMs, aheadMs };
  try {
    const given = await inTime(host, counts.take({ ...common, ...part }));
    const receivedMs = host.now();
    read(state, { storeMs: given.nowMs, sentMs, nowMs: receivedMs });
    return { given, sentMs, receivedMs, slackMs };
  } catch (cause) {
    change(state, options, { to: 'away', cause });
    throw cause;
  }
}

function read(
  state: State,
  { storeMs, sentMs, nowMs }: { storeMs: number; sentMs: number; nowMs: number },
): void {
  const roundMs = Math.max(nowMs - sentMs, state.roundMs * 0.8 + (nowMs - sentMs) * 0.2);
  Object.assign(state, { storeMs, readFromMs: sentMs, readToMs: nowMs, roundMs });
}

function change(
  state: State,
  { host, onChange }: SharedLinkOptions,
  { to, cause }: { readonly to: 'there' | 'away'; readonly cause?: unknown },
): void {
  const before = state.status;
  state.status = to;
  state.nextLookMs = host.now() + beatMs;
  if (before !== to && !(before === 'new' && to === 'there')) onChange(to, cause);
}

function beat(state: State, options: SharedLinkOptions): void {
  const { host, onBeat } = options;
  const isOver = (): boolean => state.status === 'away' && host.now() - state.wantedMs > idleMs;
  const beats = async (): Promise<void> => {
    while (!isOver()) {
      await host.sleep(beatMs);
      if (state.status === 'away') await look(state, options);
      else if (host.now() - state.lastSentMs >= beatMs) onBeat();
    }
    state.isBeating = false;
  };
  if (state.isBeating) return;
  state.isBeating = true;
  void beats();
}

function newState(host: Host): State {
  const nowMs = host.now();
  const part = (): string => host.random().toString(36).slice(2);
  return {
    member: part() + part(),
    status: 'new',
    turn: 0,
    storeMs: 0,
    readFromMs: nowMs,
    readToMs: nowMs,
    lastSentMs: nowMs,
    wantedMs: nowMs,
    nextLookMs: nowMs,
    isBeating: false,
    roundMs: 0,
  };
}

/** The work, or a rejection when it takes too long; a late answer is heard by nobody. */
async function inTime<Value>(host: Host, work: Promise<Value>): Promise<Value> {
  const stop = new AbortController();
  const late = host.sleep(patienceMs, stop.signal).then(() => {
    throw new Error('The store that processes share did not answer in time.');
  });
  // Whichever is not first may still fail.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
