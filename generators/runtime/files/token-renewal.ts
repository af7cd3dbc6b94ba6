// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { untilAborted } from './until-aborted.ts';
import { tell } from './call.ts';
import type { Proofs } from './token-proof.ts';
import { RequestFault } from './errors.ts';
import type { Host } from './host.ts';
import type { Limiter } from './limiter.ts';
import { TooLong, type Permit } from './permit.ts';
import { backoffMs } from './retry.ts';
import { Secret } from './secret.ts';
import { startTimeout } from './timeout.ts';
import { nextRecord, readRecord, type TokenRecord } from './token-record.ts';
import {
  TokenFault,
  type ProofKey,
  type TokenAnswer,
  type TokenGrant,
  type TokenRequest,
} from './token-request.ts';
import type { TokenStore } from './token-store.ts';

/** How tokens of one system are kept fresh; times in milliseconds. */
export interface TokenSettings {
  /** What a token lives whose answer does not say it. */
  readonly lifetimeMs: number;
  /** An outage of the issuer, two token requests and a minute. */
  readonly reserveMs: number;
  /** Of one token request, until its answer is read. */
  readonly timeoutMs: number;
  /** Token requests under way at once, of all tenants together. */
  readonly mostAtOnce: number;
  /** Whether a person consents, so that only a refresh token renews. */
  readonly consent: boolean;
}

/** What a source of tokens is made of. */
export interface TokenSourceOptions {
  readonly system: string;
  readonly tenant?: string | undefined;
  readonly host: Host;
  readonly settings: TokenSettings;
  readonly request: TokenRequest;
  /** Where tokens outlive the process and are shared with others; absent: this process alone. */
  readonly store?: TokenStore | undefined;
  /** What token requests of several sources wait for together; never the limiter of the calls. */
  readonly limiter?: Limiter | undefined;
  /** Binds the tokens to a key. */
  readonly proofs?: Proofs | undefined;
}

/** One renewal, and what it must remember for the next one. */
export interface Renewing {
  readonly options: TokenSourceOptions;
  readonly store: TokenStore | undefined;
  readonly key: string;
  /** What was handed out and could not be stored: nobody has it but this process. */
  unsaved: TokenRecord | undefined;
  /** The refresh token that is known to be of no use any more. */
  spent: string | undefined;
}

/** What a renewal asks of whoever wants it. */
export interface Wanted {
  isFresh(record: TokenRecord): boolean;
  /** Whether somebody waits for it, so that it is worth trying again soon. */
  isUrgent(): boolean;
}

/** Between the tries of a renewal that somebody waits for. */
const hurry = { baseDelayMs: 200, factor: 2, maxDelayMs: 2000, jitter: 'equal' } as const;
const hurriedTries = 3;

/** Tokens that are fresh: those that another process has stored, or new ones. They are stored before they are returned. */
export async function renewedTokens(renewing: Renewing, wanted: Wanted): Promise<TokenRecord> {
  const found = await stored(renewing);
  if (found !== undefined && wanted.isFresh(found)) return found;
  return exclusively(renewing, async (lost) => {
    const current = (await saveLate(renewing)) ?? (await stored(renewing));
    if (current !== undefined && wanted.isFresh(current)) return current;
    return renewing.options.settings.consent
      ? refreshed({ renewing, wanted, lost }, current)
      : asked({ renewing, wanted, lost }, { kind: 'own' }, current);
  });
}

/** Alone with the tokens, where the store knows more processes than this one. */
export function exclusively<Result>(
  { store, key, options }: Renewing,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const alone = (): Promise<Result> => work(new AbortController().signal);
  if (store?.exclusive === undefined) return alone();
  if (options.settings.consent) return store.exclusive(key, work);
  // A token that anybody may ask for again is worth no outage: without the lock there is only one request more.
  let isBegun = false;
  const begin = (lost: AbortSignal): Promise<Result> => {
    isBegun = true;
    return work(lost);
  };
  return store.exclusive(key, begin).catch((error: unknown) => {
    if (isBegun) throw error;
    tellStoreFault(options);
    return alone();
  });
}

/** What the store holds. A refresh token cannot be done without; anything else can be asked for anew. */
async function stored({ store, key, options }: Renewing): Promise<TokenRecord | undefined> {
  try {
    const text = await store?.load(key);
    return text === undefined ? undefined : readRecord(text);
  } catch (error) {
    tellStoreFault(options);
    if (!options.settings.consent) return undefined;
    if (error instanceof RequestFault) throw error;
    throw new RequestFault('credential', 'The stored tokens could not be loaded.', {
      retryable: true,
    });
  }
}

/** Saves what could not be saved before, unless somebody else has new tokens by now. */
async function saveLate(renewing: Renewing): Promise<TokenRecord | undefined> {
  const late = renewing.unsaved;
  if (late === undefined) return undefined;
  const found = await stored(renewing);
  const isNext = found?.refreshToken === late.previousRefreshToken;
  if (!isNext) renewing.unsaved = undefined;
  else await save(renewing, late);
  return isNext ? late : undefined;
}

interface Work {
  readonly renewing: Renewing;
  readonly wanted: Wanted;
  readonly lost: AbortSignal;
}

async function refreshed(work: Work, found: TokenRecord | undefined): Promise<TokenRecord> {
  const { renewing, wanted } = work;
  if (found?.refreshToken === undefined)
    throw new RequestFault('reauthorize', 'Nobody has given consent yet.');
  const known = [found.refreshToken, found.previousRefreshToken];
  for (const refreshToken of found.refreshToken === renewing.spent ? [] : known) {
    if (refreshToken === undefined) continue;
    try {
      const grant = { kind: 'refresh', refreshToken: new Secret(refreshToken) } as const;
      return await asked(work, grant, found);
    } catch (error) {
      if (!(error instanceof TokenFault) || error.kind !== 'grant') throw error;
    }
    const now = await stored(renewing);
    // Somebody renewed without the lock, or a person has consented anew.
    if (now !== undefined && now.refreshToken !== found.refreshToken)
      return wanted.isFresh(now) ? now : refreshed(work, now);
  }
  renewing.spent = found.refreshToken;
  throw new RequestFault(
    'reauthorize',
    'The refresh token is spent, expired or revoked: a person has to consent anew.',
  );
}

async function asked(
  work: Work,
  grant: TokenGrant,
  found: TokenRecord | undefined,
): Promise<TokenRecord> {
  const { renewing } = work;
  const { host, settings, proofs } = renewing.options;
  const proofKey = proofs && (found?.proofKey ?? proofs.newKey());
  const askedAtMs = host.wallClock();
  const answer = await answered(work, grant, proofKey);
  if (!/^[\x21-\x7e]+$/.test(answer.accessToken.reveal()))
    throw new TokenFault('refused', 'The access token holds what no header can.');
  if (proofs !== undefined && answer.type !== 'DPoP')
    throw new TokenFault('refused', 'The access token is not bound to our key.');
  const record = nextRecord(answer, {
    askedAtMs,
    assumedMs: settings.lifetimeMs,
    usedRefreshToken: grant.kind === 'refresh' ? grant.refreshToken.reveal() : undefined,
    proofKey,
  });
  renewing.unsaved = record;
  await save(renewing, record);
  return record;
}

async function answered(
  { renewing: { options }, wanted, lost }: Work,
  grant: TokenGrant,
  proofKey: ProofKey | undefined,
): Promise<TokenAnswer> {
  const { host } = options;
  for (let tries = 1; ; tries += 1) {
    try {
      return await once(options, grant, { lost, proofKey });
    } catch (error) {
      const isPassing = error instanceof TokenFault && error.kind === 'unavailable';
      if (!isPassing || tries >= hurriedTries || !wanted.isUrgent()) throw error;
      const ownMs = backoffMs(hurry, { attempt: tries, random: host.random() });
      if ((error.retryAfterMs ?? 0) > ownMs) throw error;
      await host.sleep(ownMs, lost);
    }
  }
}

/** One token request, in its own time and under its own limits. */
async function once(
  options: TokenSourceOptions,
  grant: TokenGrant,
  { lost, proofKey }: { readonly lost: AbortSignal; readonly proofKey: ProofKey | undefined },
): Promise<TokenAnswer> {
  const { host, request, settings, limiter } = options;
  const permit = await permitted(options, lost);
  const timeout = startTimeout(host, settings.timeoutMs, lost);
  try {
    const { signal } = timeout;
    return await untilAborted(request(grant, { signal, proofKey }), signal);
  } catch (error) {
    if (error instanceof TokenFault && error.retryAfterMs !== undefined)
      limiter?.pause({ operation: 'token', entities: {} }, host.now() + error.retryAfterMs);
    if (!timeout.isExpired()) throw error;
    throw new TokenFault('unavailable', 'The token request was not answered in time.');
  } finally {
    timeout.end();
    permit?.end();
  }
}

/** Leave for one request. Others wait for the lock of the tokens, so a long pause is a failure and not waited for. */
async function permitted(
  { limiter, settings, tenant }: TokenSourceOptions,
  signal: AbortSignal,
): Promise<Permit | undefined> {
  const longestMs = settings.timeoutMs;
  try {
    return await limiter?.acquire({ operation: 'token', entities: {}, tenant, signal, longestMs });
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    throw new TokenFault(
      'unavailable',
      'The authorization server asks to wait longer than a token request may.',
      error.waitMs,
    );
  }
}

async function save(renewing: Renewing, record: TokenRecord): Promise<void> {
  const { store, key, options } = renewing;
  try {
    await store?.save(key, JSON.stringify(record));
  } catch {
    tellStoreFault(options);
    // Used before it is stored, a new refresh token would be lost with the process.
    if (options.settings.consent)
      throw new RequestFault('credential', 'The new tokens could not be stored.', {
        retryable: true,
      });
  }
  renewing.unsaved = undefined;
}

function tellStoreFault({ host, system }: TokenSourceOptions): void {
  tell(host, { type: 'token_store_failed', system });
}
