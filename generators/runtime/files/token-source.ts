// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { untilAborted } from './until-aborted.ts';
import type { AccessToken, TokenSource } from './access-token.ts';
import { tell } from './call.ts';
import type { Prover } from './token-proof.ts';
import { RequestFault } from './errors.ts';
import { backoffMs } from './retry.ts';
import { Secret } from './secret.ts';
import { nextRecord, type TokenRecord } from './token-record.ts';
import {
  exclusively,
  renewedTokens,
  type Renewing,
  type TokenSourceOptions,
} from './token-renewal.ts';
import { TokenFault, type ProofKey, type TokenAnswer } from './token-request.ts';
import { tokenKey } from './token-store.ts';

/** A source that a person's consent can fill. */
export interface OwnTokenSource extends TokenSource {
  /** Takes what a consent gave, or a refresh token from elsewhere, and stores it. */
  keep(given: { readonly refreshToken: Secret } | TokenAnswer, key?: ProofKey): Promise<void>;
  /** A key for tokens that are asked for outside of the source; undefined where none is bound. */
  newKey(): ProofKey | undefined;
  /** Whether nothing is lost if it is forgotten. */
  isIdle(): boolean;
}

/** Renewals that the system did not honour are tried less and less often, as are those that failed. */
const pace = { baseDelayMs: 1000, factor: 2, maxDelayMs: 60_000, jitter: 'equal' } as const;

interface Held {
  readonly token: AccessToken;
  readonly record: TokenRecord;
  readonly prover: Prover | undefined;
  /** Monotonic moments. */
  readonly endsAtMs: number;
  readonly renewAtMs: number;
}

interface State extends Renewing {
  held: Held | undefined;
  /** The one renewal under way. */
  flight: Promise<void> | undefined;
  /** What is being taken from elsewhere; renewals wait for it, and it for the one before. */
  keeping: Promise<void> | undefined;
  /** Renewals in a row that failed, the last fault, and the moment before which none is tried again. */
  failures: number;
  fault: RequestFault | undefined;
  notBeforeMs: number;
  /** The access token that the system refused; new tokens in a row that it refused as well. */
  refused: string | undefined;
  refusals: number;
  refusalNotBeforeMs: number;
}

/**
 * Milliseconds that are left of a token when it is renewed: half its life at most, a tenth at least,
 * and where that allows what outlasts an outage of the issuer.
 */
export function renewalMarginMs(lifetimeMs: number, reserveMs: number): number {
  return Math.min(lifetimeMs / 2, Math.max(lifetimeMs / 10, reserveMs));
}

/** Tokens of one system: one renewal at a time, early, in the background while the old token serves. */
export function tokenSource(options: TokenSourceOptions): OwnTokenSource {
  const state = startState(options);
  const { host } = options;
  return {
    async current(signal) {
      const held = serving(state);
      if (held !== undefined) {
        if (host.now() >= held.renewAtMs && host.now() >= state.notBeforeMs)
          renewal(state).catch(() => undefined);
        return held.token;
      }
      await untilAborted(renewal(state), signal);
      const renewed = serving(state);
      if (renewed !== undefined) return renewed.token;
      throw new RequestFault('credential', 'The new access token was refused at once.', {
        retryable: true,
      });
    },
    latest: () => serving(state)?.token,
    answered(token, response) {
      const { held } = state;
      const needsProof = held?.token === token && (held.prover?.heard(response) ?? false);
      if (response.status !== 401) {
        state.refusals = 0;
        return undefined;
      }
      if (needsProof) return 'proof';
      return isRenewable(state, token) ? 'token' : undefined;
    },
    newKey: () => options.proofs?.newKey(),
    isIdle: () =>
      state.flight === undefined &&
      state.keeping === undefined &&
      state.unsaved === undefined &&
      (state.failures === 0 || host.now() > state.notBeforeMs) &&
      serving(state) === undefined,
    keep: (given, proofKey) => inTurn(state, () => keep(state, given, proofKey)),
  };
}

function startState(options: TokenSourceOptions): State {
  return {
    options,
    store: options.store,
    key: tokenKey(options.system, options.tenant),
    held: undefined,
    flight: undefined,
    keeping: undefined,
    failures: 0,
    fault: undefined,
    notBeforeMs: 0,
    refused: undefined,
    refusals: 0,
    refusalNotBeforeMs: 0,
    unsaved: undefined,
    spent: undefined,
  };
}

/** What is held, while it is good and the system has not refused it. */
function serving({ held, refused, options }: State): Held | undefined {
  if (held === undefined || held.record.accessToken === refused) return undefined;
  // A token must not end on its way.
  const leadMs = Math.min(5000, held.record.lifetimeMs / 20);
  return options.host.now() < held.endsAtMs - leadMs ? held : undefined;
}

/** The renewal under way, or a new one; while the last failure is fresh, that failure. */
function renewal(state: State): Promise<void> {
  const { fault, options } = state;
  const waitMs = state.notBeforeMs - options.host.now();
  if (state.flight === undefined && fault !== undefined && waitMs > 0) {
    const { kind, message, retryable } = fault;
    const again = { retryable, retryAfterMs: retryable ? waitMs : undefined };
    return Promise.reject(new RequestFault(kind, message, again));
  }
  state.flight ??= renew(state).finally(() => {
    state.flight = undefined;
  });
  return state.flight;
}

async function renew(state: State): Promise<void> {
  const { host, system } = state.options;
  await state.keeping?.catch(() => undefined);
  const startedMs = host.now();
  try {
    const record = await renewedTokens(state, {
      isFresh: (found) => isFresh(state, found),
      isUrgent: () => serving(state) === undefined,
    });
    adopt(state, record, startedMs);
    tell(host, { type: 'token_renewed', system, durationMs: host.now() - startedMs });
  } catch (error) {
    const fault = asFault(error);
    state.failures += 1;
    const ownMs = backoffMs(pace, { attempt: state.failures, random: host.random() });
    state.notBeforeMs = host.now() + Math.max(ownMs, fault.retryAfterMs ?? 0);
    state.fault = fault;
    const durationMs = host.now() - startedMs;
    tell(host, { type: 'token_renewal_failed', system, kind: fault.kind, durationMs });
    throw fault;
  }
}

/** Whether stored tokens save us a request: they are new to us, or ours and still young. */
function isFresh(state: State, record: TokenRecord): boolean {
  const { held, refused, options } = state;
  if (record.accessToken === undefined || record.accessToken === refused) return false;
  if (held?.record.accessToken === record.accessToken) return options.host.now() < held.renewAtMs;
  const marginMs = renewalMarginMs(record.lifetimeMs, options.settings.reserveMs);
  return leftMs(state, record) > marginMs;
}

/** Of tokens that another process asked for; a clock that was put back makes none of them older or younger than it can be. */
function leftMs({ options }: State, { askedAtMs, lifetimeMs }: TokenRecord): number {
  return lifetimeMs - Math.max(0, options.host.wallClock() - askedAtMs);
}

/** Takes tokens into use; only the monotonic clock counts from here on. */
function adopt(state: State, record: TokenRecord, startedMs: number): void {
  const { accessToken, askedAtMs } = record;
  const held = state.held?.record;
  const isKnown = held?.accessToken === accessToken && held?.askedAtMs === askedAtMs;
  if (accessToken !== undefined && !isKnown)
    state.held = nextHeld(state, { ...record, accessToken }, startedMs);
  Object.assign(state, { failures: 0, fault: undefined, notBeforeMs: 0, spent: undefined });
}

function nextHeld(
  state: State,
  record: TokenRecord & { readonly accessToken: string },
  startedMs: number,
): Held {
  const { held, options } = state;
  const { accessToken, lifetimeMs, proofKey, type } = record;
  const { host, proofs, settings } = options;
  const isSameKey = held?.record.proofKey?.d === proofKey?.d;
  const prover = isSameKey ? held?.prover : proofKey && proofs?.prover(proofKey, host);
  // Ours are as old as the request; others as old as the store says.
  const endsAtMs = Math.min(startedMs + lifetimeMs, host.now() + leftMs(state, record));
  const jitterMs = host.random() * (lifetimeMs / 10);
  const marginMs = renewalMarginMs(lifetimeMs, settings.reserveMs);
  const made: AccessToken = {
    value: new Secret(accessToken),
    type,
    ...(prover === undefined ? {} : { prove: (request) => prover.prove(made, request) }),
  };
  // Some servers answer with the same token again, and with what is left of its life.
  const token = held?.record.accessToken === accessToken ? held.token : made;
  return { token, record, prover, endsAtMs, renewAtMs: endsAtMs - marginMs - jitterMs };
}

/**
 * Whether a refused token is worth a renewal: once for each token, whoever notices. Where the system
 * refuses new tokens as well, their age is not why, and renewals would only be a storm.
 */
function isRenewable(state: State, token: AccessToken): boolean {
  const value = token.value.reveal();
  if (state.held?.token !== token || state.refused === value) return true;
  const nowMs = state.options.host.now();
  if (state.refusals > 0 && nowMs < state.refusalNotBeforeMs) return false;
  state.refused = value;
  state.refusals += 1;
  state.refusalNotBeforeMs =
    nowMs + backoffMs(pace, { attempt: state.refusals, random: state.options.host.random() });
  return true;
}

/** After the renewal under way, whose older tokens would replace these; a store need not exclude it. */
function inTurn(state: State, work: () => Promise<void>): Promise<void> {
  const turn = Promise.allSettled([state.flight, state.keeping])
    .then(work)
    .finally(() => {
      if (state.keeping === turn) state.keeping = undefined;
    });
  state.keeping = turn;
  return turn;
}

async function keep(
  state: State,
  given: { readonly refreshToken: Secret } | TokenAnswer,
  proofKey: ProofKey | undefined,
): Promise<void> {
  const { host, settings, proofs } = state.options;
  const made = { askedAtMs: host.wallClock(), assumedMs: settings.lifetimeMs, proofKey };
  const record: TokenRecord =
    'accessToken' in given
      ? nextRecord(given, made)
      : {
          type: proofs === undefined ? 'Bearer' : 'DPoP',
          askedAtMs: made.askedAtMs,
          lifetimeMs: 0,
          refreshToken: given.refreshToken.reveal(),
          proofKey,
        };
  await exclusively(
    state,
    () => state.store?.save(state.key, JSON.stringify(record)) ?? Promise.resolve(),
  );
  Object.assign(state, { held: undefined, unsaved: undefined, refused: undefined });
  adopt(state, record, host.now());
}

/** What a caller sees of any failure; nothing of it quotes what was sent or answered. */
function asFault(error: unknown): RequestFault {
  if (error instanceof RequestFault) return error;
  if (!(error instanceof TokenFault))
    return new RequestFault('credential', 'The access token could not be renewed.', {
      retryable: true,
    });
  const { message, kind, retryAfterMs } = error;
  return new RequestFault('credential', message, {
    retryable: kind === 'unavailable',
    retryAfterMs,
  });
}
