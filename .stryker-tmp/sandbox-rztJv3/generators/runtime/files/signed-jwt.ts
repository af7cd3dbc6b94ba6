// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { constants, createPrivateKey, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { RequestFault } from './errors.ts';

/** How a JWT is signed (RFC 7518). */
export type SigningAlgorithm =
  'RS256' | 'RS384' | 'PS256' | 'ES256' | 'ES384' | 'ES512' | 'Ed25519';

/** A private key, and what it signs with. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly algorithm: SigningAlgorithm;
  /** Which of several keys it is, where the secret says so. */
  readonly id?: string | undefined;
}

const curves: Readonly<Record<string, SigningAlgorithm>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/** The key of a secret in PEM or as a JWK; an RSA key signs as `rsa` says. Throws a `RequestFault`. */
export function signingKey(text: string, rsa: 'RS256' | 'RS384' | 'PS256' = 'RS256'): SigningKey {
  try {
    const jwk = /^\s*\{/.test(text) ? (JSON.parse(text) as JsonWebKey) : undefined;
    const key = createPrivateKey(jwk === undefined ? text : { key: jwk, format: 'jwk' });
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    const algorithm =
      type === 'rsa' ? rsa : type === 'ed25519' ? 'Ed25519' : curves[details?.namedCurve ?? ''];
    const kid = jwk?.['kid'];
    if (algorithm !== undefined)
      return { key, algorithm, id: typeof kid === 'string' ? kid : undefined };
  } catch {
    // What `node:crypto` says may quote the key.
  }
  throw new RequestFault(
    'credential',
    'The signing key is neither PEM nor JWK of an RSA, EC or Ed25519 private key.',
  );
}

/** A signed JWT in its compact form. */
export function signedJwt(
  { key, algorithm, id }: SigningKey,
  header: object,
  claims: object,
): string {
  const head = { alg: algorithm, ...(id === undefined ? {} : { kid: id }), ...header };
  const text = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const hash = algorithm === 'Ed25519' ? null : `sha${algorithm.slice(2)}`;
  const form = algorithm.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : algorithm.startsWith('ES')
      ? ({ dsaEncoding: 'ieee-p1363' } as const)
      : {};
  const signature = sign(hash, Buffer.from(text), { key, ...form });
  return `${text}.${signature.toString('base64url')}`;
}
