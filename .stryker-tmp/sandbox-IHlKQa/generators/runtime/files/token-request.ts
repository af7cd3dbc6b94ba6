// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Secret } from './secret.ts';

/** The private key that tokens are bound to, as a JWK on P-256. */
export type ProofKey = Readonly<Record<'kty' | 'crv' | 'x' | 'y' | 'd', string>>;

/** What a token is asked for with. */
export type TokenGrant =
  /** The client's own credentials, or an assertion that it signs. */
  { readonly kind: 'own' } | { readonly kind: 'refresh'; readonly refreshToken: Secret };

/** What an authorization server hands out. */
export interface TokenAnswer {
  readonly accessToken: Secret;
  readonly type: 'Bearer' | 'DPoP';
  /** Absent where the answer does not say it. */
  readonly lifetimeMs?: number | undefined;
  readonly refreshToken?: Secret | undefined;
}

/** Sends one token request; rejects with a `TokenFault`. A key binds the token to itself. */
export type TokenRequest = (
  grant: TokenGrant,
  options: { readonly signal: AbortSignal; readonly proofKey?: ProofKey | undefined },
) => Promise<TokenAnswer>;

/** Why there is no token: `grant` is spent, expired or revoked; `refused` by set-up; `unavailable` for now. */
export class TokenFault extends Error {
  readonly kind: 'grant' | 'refused' | 'unavailable';
  readonly retryAfterMs: number | undefined;

  /** The message says nothing of what was sent or answered but a status and a code of RFC 6749. */
  constructor(kind: TokenFault['kind'], message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'TokenFault';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
