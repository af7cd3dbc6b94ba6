// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Host } from './host.ts';
import type { SecretContext, SecretProvider } from './secret.ts';

/** How tokens of one system are asked for: addresses, and names of secrets. */
export interface OAuthSettings {
  readonly grant: 'client_credentials' | 'authorization_code' | 'jwt_bearer';
  /** Address that hands out tokens, or the metadata of OpenID Connect that say it. */
  readonly tokenUrl?: string;
  readonly discoveryUrl?: string;
  /** Where a person consents. */
  readonly authorizationUrl?: string;
  readonly scopes: readonly string[];
  /** Whom the token is for, or who shall read the assertion. */
  readonly audience?: string;
  /** How the client shows who it is; `assertion`: by the assertion of the grant alone. */
  readonly authentication: 'secret' | 'private_key_jwt' | 'tls' | 'public' | 'assertion';
  /** What an RSA key signs with. */
  readonly rsa: 'RS256' | 'RS384' | 'PS256';
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly privateKey?: string;
  /** Secret that holds the account on whose behalf the client asks; itself where absent. */
  readonly subject?: string;
}

/** What an OAuth client is made of. */
export interface OAuthOptions extends SecretContext {
  readonly settings: OAuthSettings;
  readonly secrets: SecretProvider;
  /** Its transport presents the certificate where tokens are bound to one. */
  readonly host: Host;
}
