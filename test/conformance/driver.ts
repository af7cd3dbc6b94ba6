import type { World } from './world.ts';

/** A client library under test. */
export interface Driver {
  readonly name: string;
  /** What it has at all; a rule about anything else is not offered. */
  readonly offers: readonly Offer[];
  /** The bounds of the waits before the second and the third attempt, by its settings or its documentation, in milliseconds. */
  readonly delaysMs: readonly (readonly [number, number])[];
  /** The limit that it holds, where that is not for the caller to say. */
  readonly limit?: { readonly max: number; readonly windowMs: number };
  client(world: World, baseUrl: string, settings: DriverSettings): Caller;
  /** Checks a webhook that is signed as `webhook.ts` does it; absent: it has no such thing. */
  readonly receiver?: (settings: ReceiverSettings) => Receiver;
}

/** What not every library has. */
export type Offer =
  /** It knows of HTTP, and not only of calls that fail. */
  | 'http'
  | 'abort'
  | 'deadline'
  | 'keys'
  | 'own keys'
  | 'signals'
  | 'breaker'
  | 'budget'
  | 'limiter'
  | 'tokens';

/** What differs from the usual; a library that has no such setting does not heed it. */
export interface DriverSettings {
  readonly attemptMs?: number;
  readonly maxAttempts?: number;
  readonly baseDelayMs?: number;
  /** The answer with this status and code means "too fast". */
  readonly throttled?: { readonly status: number; readonly code: string };
  readonly breaker?: { readonly failures: number; readonly openMs: number };
  /** At most so many calls in a window; `jitterMs`: the bound of what the network adds. */
  readonly limit?: { readonly max: number; readonly windowMs: number; readonly jitterMs: number };
  /** Milliseconds that the network adds to each request in turn. */
  readonly latenciesMs?: readonly number[];
  /** Where access tokens are had. */
  readonly tokenUrl?: string;
}

/** One read and one write. */
interface Caller {
  get(options?: CallerOptions): Promise<unknown>;
  /** `isKeyed`: the API honours an idempotency key. */
  post(options?: { readonly isKeyed?: boolean }): Promise<unknown>;
}

interface CallerOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds for all attempts together. */
  readonly deadlineMs?: number;
}

export interface ReceiverSettings {
  readonly secrets: readonly string[];
  readonly mostBytes: number;
}

/** Whether a webhook is taken; `body` as it came over the wire. */
export type Receiver = (
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<boolean>;
