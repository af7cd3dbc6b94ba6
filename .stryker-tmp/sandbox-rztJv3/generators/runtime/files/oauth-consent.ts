// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import * as openid from 'openid-client';
import { RequestFault } from './errors.ts';
import { exchange, session, type OAuthClient } from './oauth-client.ts';
import { startTimeout } from './timeout.ts';
import type { OwnTokenSource } from './token-source.ts';

/** How a person lets us act for them (authorization code with PKCE). */
export interface Consent {
  /** Where the person is sent; keep `pending` in their session until they are back. */
  begin(
    request: ConsentRequest,
  ): Promise<{ readonly url: string; readonly pending: PendingConsent }>;
  /** Takes the address at which they came back, and stores their tokens. Rejects with a `RequestFault`. */
  complete(callback: string | URL, pending: PendingConsent): Promise<void>;
}

export interface ConsentRequest {
  /** As it is registered with the authorization server. */
  readonly redirectUri: string;
  /** What the server wants besides: `{ access_type: 'offline' }`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Belongs to the session of the person, and to nobody else. */
export interface PendingConsent {
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** The consent that fills a source of tokens. */
export function oauthConsent(
  client: OAuthClient,
  source: OwnTokenSource,
  { timeoutMs }: { readonly timeoutMs: number },
): Consent {
  const { host, settings } = client.options;
  const timed = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const timeout = startTimeout(host, timeoutMs);
    try {
      return await work(timeout.signal);
    } finally {
      timeout.end();
    }
  };
  return {
    begin: ({ redirectUri, parameters }) =>
      timed(async (signal) => {
        const pending = {
          redirectUri,
          state: openid.randomState(),
          verifier: openid.randomPKCECodeVerifier(),
        };
        const { config } = await session(client, { signal });
        const url = openid.buildAuthorizationUrl(config, {
          ...parameters,
          redirect_uri: redirectUri,
          state: pending.state,
          code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
          code_challenge_method: 'S256',
          ...(settings.scopes.length === 0 ? {} : { scope: settings.scopes.join(' ') }),
        });
        return { url: url.href, pending };
      }),
    complete: (callback, pending) =>
      timed(async (signal) => {
        const proofKey = source.newKey();
        const asking = { signal, ...(proofKey === undefined ? {} : { proofKey }) };
        const back = returnAddress(callback, pending, settings.tokenUrl === undefined);
        const checks = { expectedState: pending.state, pkceCodeVerifier: pending.verifier };
        const answer = await exchange(client, asking, ({ config, DPoP }) =>
          openid.authorizationCodeGrant(config, back, checks, {}, DPoP && { DPoP }),
        );
        await source.keep(answer, proofKey);
      }),
  };
}

/** Where the person came back, whatever a proxy made of the address. */
function returnAddress(
  callback: string | URL,
  { redirectUri, state }: PendingConsent,
  isIssuerKnown: boolean,
): URL {
  const { searchParams } = new URL(callback, redirectUri);
  if (searchParams.get('state') !== state)
    throw new RequestFault('reauthorize', 'The person came back from another request for consent.');
  if (!searchParams.has('code'))
    throw new RequestFault('reauthorize', 'The person did not consent.');
  const back = new URL(redirectUri);
  // Without its metadata nobody knows what the server calls itself.
  if (!isIssuerKnown) searchParams.delete('iss');
  back.search = searchParams.toString();
  return back;
}
