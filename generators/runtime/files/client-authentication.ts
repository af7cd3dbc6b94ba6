// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import {
  ClientSecretBasic,
  ClientSecretPost,
  None,
  TlsClientAuth,
  type ClientAuth,
  type ServerMetadata,
} from 'openid-client';
import { uuid } from './uuid.ts';
import type { OAuthClient } from './oauth-client.ts';
import { askSecret } from './security.ts';
import { signedJwt, signingKey, type SigningKey } from './signed-jwt.ts';

/** Seconds that an assertion is taken for; the strictest servers want less than five minutes. */
const assertionSeconds = 180;

/** Seconds by which an assertion begins earlier, for a clock that is behind. */
const earlySeconds = 10;

/** How the client shows who it is. */
export async function clientAuthentication(
  client: OAuthClient,
  { clientId, metadata }: { readonly clientId: string; readonly metadata: ServerMetadata },
): Promise<ClientAuth> {
  const { options, wantsPost } = client;
  const { authentication, clientSecret = '' } = options.settings;
  switch (authentication) {
    case 'secret': {
      const secret = await askSecret(clientSecret, options);
      return wantsPost ? ClientSecretPost(secret) : ClientSecretBasic(secret);
    }
    case 'private_key_jwt': {
      const key = await ownKey(client);
      return (_, __, body) => {
        body.set('client_id', clientId);
        body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        const claims = { iss: clientId, sub: clientId, aud: metadata.issuer };
        body.set('client_assertion', signedJwt(key, {}, { ...claims, ...times(client) }));
      };
    }
    case 'tls':
      return TlsClientAuth();
    case 'public':
      return None();
    case 'assertion':
      return () => undefined;
  }
}

/** What time it is for the server, in seconds since the epoch. */
export function serverSeconds({ options, aheadMs }: OAuthClient): number {
  return Math.floor((options.host.wallClock() + aheadMs) / 1000);
}

/** The assertion of a jwt_bearer grant (RFC 7523). */
export async function signedClaims(
  client: OAuthClient,
  scope: { readonly scope?: string },
): Promise<string> {
  const { options, metadata } = client;
  const { clientId, subject, audience } = options.settings;
  const iss = await askSecret(clientId, options);
  const sub = subject === undefined ? iss : await askSecret(subject, options);
  const aud = audience ?? metadata?.token_endpoint;
  return signedJwt(await ownKey(client), {}, { iss, sub, aud, ...scope, ...times(client) });
}

async function ownKey({ options }: OAuthClient): Promise<SigningKey> {
  const { privateKey = '', rsa } = options.settings;
  return signingKey(await askSecret(privateKey, options), rsa);
}

function times(client: OAuthClient): object {
  const now = serverSeconds(client);
  const begins = now - earlySeconds;
  return {
    iat: begins,
    nbf: begins,
    exp: now + assertionSeconds,
    jti: uuid(() => client.options.host.random()),
  };
}
