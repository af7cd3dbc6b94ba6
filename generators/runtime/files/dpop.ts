// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { signedJwt } from './signed-jwt.ts';
import type { Proofs } from './token-proof.ts';
import { uuid } from './uuid.ts';

/** DPoP with keys on P-256. */
export const dpop: Proofs = {
  newKey() {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty = '', crv = '', x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' });
    return { kty, crv, x, y, d };
  },
  prover(jwk, host) {
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    const { kty, crv, x, y } = jwk;
    const header = { typ: 'dpop+jwt', jwk: { kty, crv, x, y } };
    let nonce: string | undefined;
    let aheadMs = 0;
    return {
      prove(token, { method, url }) {
        const { origin, pathname } = new URL(url);
        return signedJwt({ key, algorithm: 'ES256' }, header, {
          jti: uuid(() => host.random()),
          htm: method,
          htu: `${origin}${pathname}`,
          iat: Math.floor((host.wallClock() + aheadMs) / 1000),
          ath: createHash('sha256').update(token.value.reveal()).digest('base64url'),
          ...(nonce === undefined ? {} : { nonce }),
        });
      },
      heard({ status, headers }) {
        nonce = headers.get('dpop-nonce') ?? nonce;
        if (status !== 401) return false;
        // The server judges the age of a proof by its own clock.
        const server = Date.parse(headers.get('date') ?? '');
        if (Number.isFinite(server)) aheadMs = server - host.wallClock();
        return /\b(?:use_dpop_nonce|invalid_dpop_proof)\b/.test(
          headers.get('www-authenticate') ?? '',
        );
      },
    };
  },
};
