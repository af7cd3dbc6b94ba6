import type { VirtualHost } from '../runtime/virtual-host.ts';
import { virtualHost } from '../runtime/virtual-host.ts';

/** One request as it arrived. */
export interface Arrival {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  /** Whether it arrived beyond a limit. */
  readonly isOver: boolean;
  /** Whether the system did what was asked. */
  isDone: boolean;
}

/** How the system answers while a part of the script lasts; undefined: as it should. */
export type Answer = (arrival: Arrival) => Response | Promise<Response> | undefined;

/** At most `most` arrivals in any `windowMs`; `of`: whose count it is, undefined where it is not counted. */
export interface ServerLimit {
  readonly most: number;
  readonly windowMs: number;
  readonly of?: (arrival: Arrival) => string | undefined;
}

/** A system of somebody else, on the virtual clock, that counts what it is sent. */
export interface ThirdParty {
  readonly host: VirtualHost;
  readonly arrivals: readonly Arrival[];
  /** From now on it answers so. */
  readonly answer: (answer: Answer) => void;
}

/** A request and an answer travel 10 to 110 ms each; beyond a limit the answer is 429. */
export function thirdParty(limits: readonly ServerLimit[], good: Answer): ThirdParty {
  const arrivals: Arrival[] = [];
  const random = pseudoRandom(7);
  let current: Answer = () => undefined;
  const host = virtualHost({
    random,
    fetch: async (request) => {
      const { signal } = request;
      await host.sleep(10 + 100 * random(), signal);
      const seen = await arrivalOf(request, host.now());
      const arrival: Arrival = { ...seen, isOver: isOver(seen, arrivals, limits) };
      arrivals.push(arrival);
      const answered = arrival.isOver
        ? new Response('', { status: 429 })
        : await Promise.race([answerOf(arrival), aborted(signal)]);
      await host.sleep(10 + 100 * random(), signal);
      return answered;
    },
  });
  const answerOf = async (arrival: Arrival): Promise<Response> => {
    const scripted = await current(arrival);
    if (scripted !== undefined) return scripted;
    arrival.isDone = true;
    const answered = await good(arrival);
    if (answered === undefined) throw new Error(`No answer to ${arrival.path}.`);
    return answered;
  };
  return {
    host,
    arrivals,
    answer(answer) {
      current = answer;
    },
  };
}

/** What a script says instead of an answer. */
export const faults = {
  hangs: (): Promise<never> => new Promise(() => undefined),
  refuses: (): never => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    throw new TypeError('fetch failed', { cause });
  },
  resets: (): never => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    throw new TypeError('fetch failed', { cause });
  },
  unavailable: (): Response => new Response('down for a while', { status: 503 }),
  /** The head and a first piece of the body, and then nothing. */
  stalls: (): Response =>
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"id":'));
        },
      }),
      { headers: { 'content-type': 'application/json' } },
    ),
  garbage: (): Response =>
    new Response('{"id": "1"', { headers: { 'content-type': 'application/json' } }),
};

/** Work that begins every `everyMs`, and how each piece of it ended. */
export async function regularly<Value>(
  host: VirtualHost,
  { everyMs, times }: { readonly everyMs: number; readonly times: number },
  work: (index: number) => Promise<Value>,
): Promise<readonly PromiseSettledResult<Value>[]> {
  const startMs = host.now();
  const all = Array.from({ length: times }, async (_, index) => {
    await host.sleep(startMs + index * everyMs - host.now());
    return work(index);
  });
  return host.settle(Promise.allSettled(all));
}

async function arrivalOf(request: Request, atMs: number): Promise<Omit<Arrival, 'isOver'>> {
  const { pathname } = new URL(request.url);
  const body = await request.text();
  return {
    atMs,
    method: request.method,
    path: pathname,
    headers: request.headers,
    body,
    isDone: false,
  };
}

function isOver(
  seen: Omit<Arrival, 'isOver'>,
  before: readonly Arrival[],
  limits: readonly ServerLimit[],
): boolean {
  return limits.some(({ most, windowMs, of = () => '' }) => {
    const whose = of({ ...seen, isOver: false });
    if (whose === undefined) return false;
    const counted = before.filter(
      (other) => seen.atMs - other.atMs < windowMs && of(other) === whose,
    );
    return counted.length >= most;
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

/** The same numbers in each run (mulberry32). */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
