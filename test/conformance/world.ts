import type { Host } from '../../generators/runtime/files/host.ts';

/** One request as the server saw it. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Milliseconds of the world's clock. */
  readonly atMs: number;
  /** 0 for the first request of this server. */
  readonly index: number;
}

/** How a server answers; `stall`: the head and half of a body, and then nothing; `reset`: the connection breaks. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly data?: unknown;
      readonly stall?: true;
      /** Milliseconds before it answers. */
      readonly afterMs?: number;
    }
  | 'reset'
  | 'hang';

/** A server and what arrived there. */
export interface TestServer {
  readonly baseUrl: string;
  readonly arrivals: Arrival[];
}

/** Where a rule is tried: real servers and real time, or a clock that the test moves. */
export interface World {
  serve(reply: (request: Arrival) => Reply): Promise<TestServer>;
  /** Clock, chance and transport for a client of ours; chance is always the middle. */
  readonly host: Host;
  now(): number;
  /** Milliseconds since the epoch. */
  wallClock(): number;
  /** Lets so much time pass. */
  pass(ms: number): Promise<void>;
  /** How the work ended within this time, in milliseconds of the world. */
  within(ms: number, work: Promise<unknown>): Promise<End>;
}

/** How a call ended. */
export type End =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'pending' };

/** The end of a promise, and whether it is there yet. */
export function watch(work: Promise<unknown>): () => End {
  let end: End = { kind: 'pending' };
  work.then(
    (value) => {
      end = { kind: 'value', value };
    },
    (error: unknown) => {
      end = { kind: 'error', error };
    },
  );
  return () => end;
}

/** Milliseconds between one request and the next. */
export function gaps({ arrivals }: TestServer): readonly number[] {
  return arrivals.slice(1).map(({ atMs }, index) => atMs - (arrivals[index]?.atMs ?? atMs));
}

/** Answers with one after the other, and with the last for ever. */
export function script(...replies: readonly Reply[]): (request: Arrival) => Reply {
  return ({ index }) => replies[Math.min(index, replies.length - 1)] ?? 'hang';
}
