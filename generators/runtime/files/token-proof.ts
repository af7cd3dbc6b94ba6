// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { AccessToken } from './access-token.ts';
import type { Host } from './host.ts';
import type { Unsigned } from './security.ts';
import type { ProofKey } from './token-request.ts';

/** Proves that the key of a token is ours (RFC 9449). */
export interface Prover {
  prove(token: AccessToken, request: Pick<Unsigned, 'method' | 'url'>): string;
  /** Takes the nonce of an answer; true where the request was refused for want of it. */
  heard(response: Response): boolean;
}

/** Makes keys, and proofs with them. */
export interface Proofs {
  newKey(): ProofKey;
  prover(key: ProofKey, host: Host): Prover;
}
