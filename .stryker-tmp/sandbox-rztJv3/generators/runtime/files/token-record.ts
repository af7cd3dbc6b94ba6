// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { RequestFault } from './errors.ts';
import type { ProofKey, TokenAnswer } from './token-request.ts';

/** The tokens of a system as they are stored. */
export interface TokenRecord {
  readonly accessToken?: string | undefined;
  readonly type: 'Bearer' | 'DPoP';
  /** Milliseconds since the epoch by the clock of the process that asked, when it asked. */
  readonly askedAtMs: number;
  readonly lifetimeMs: number;
  readonly refreshToken?: string | undefined;
  /** The one before, until the new one has worked. */
  readonly previousRefreshToken?: string | undefined;
  /** Private key that the tokens are bound to. */
  readonly proofKey?: ProofKey | undefined;
}

/** What an answer makes of the tokens there were. */
export function nextRecord(
  { accessToken, type, refreshToken, lifetimeMs }: TokenAnswer,
  made: {
    readonly askedAtMs: number;
    /** Where the answer does not say how long it lives. */
    readonly assumedMs: number;
    readonly usedRefreshToken?: string | undefined;
    readonly proofKey?: ProofKey | undefined;
  },
): TokenRecord {
  const used = made.usedRefreshToken;
  const next = refreshToken?.reveal();
  return {
    accessToken: accessToken.reveal(),
    type,
    askedAtMs: made.askedAtMs,
    // Some servers say 0 where they mean "does not end".
    lifetimeMs: lifetimeMs !== undefined && lifetimeMs > 0 ? lifetimeMs : made.assumedMs,
    refreshToken: next ?? used,
    previousRefreshToken: next === used || next === undefined ? undefined : used,
    proofKey: made.proofKey,
  };
}

/** The record that a text holds. Throws a `RequestFault` without a word of the text. */
export function readRecord(text: string): TokenRecord {
  try {
    const found: unknown = JSON.parse(text);
    if (isRecord(found)) return found;
  } catch {
    // What `JSON.parse` says quotes the text.
  }
  throw new RequestFault('credential', 'The stored tokens cannot be read.');
}

function isRecord(found: unknown): found is TokenRecord {
  if (typeof found !== 'object' || found === null) return false;
  const { accessToken, type, askedAtMs, lifetimeMs, refreshToken, previousRefreshToken } =
    found as Readonly<Record<string, unknown>>;
  const texts = [accessToken, refreshToken, previousRefreshToken];
  return (
    texts.every((text) => text === undefined || typeof text === 'string') &&
    (type === 'Bearer' || type === 'DPoP') &&
    Number.isFinite(askedAtMs) &&
    Number.isFinite(lifetimeMs)
  );
}
