import type { SecurityScheme } from '../model/operation.ts';
import type { Decision } from './decision.ts';

/** How a system knows us. */
export interface PlannedAuth {
  /** In words: `OAuth 2.0 client credentials`, `HTTP bearer token`. */
  readonly method: Decision<string>;
  /** Names of the secrets, in order of first mention. */
  readonly secrets: readonly string[];
  /** Scopes that the used operations ask for; empty where the scheme has none. */
  readonly scopes: Decision<readonly string[]>;
  /** Scopes that the scheme offers and that were not asked for. */
  readonly refused: readonly string[];
  /** The schemes of the description that are used, and the secret for each. */
  readonly schemes: readonly PlannedScheme[];
  /** Seconds that are left of a token when it is renewed. */
  readonly renewal?: Decision<number>;
  /** Seconds that a token must outlast; of a client's own tokens it stands in `token`. */
  readonly renewalReserve?: Decision<number>;
  /** Seconds. */
  readonly tokenLifetime?: Decision<number>;
  readonly rotatingRefreshToken: boolean;
  /** Seconds until a person consents again, consents a day, and tokens that run out in an outage of the issuer. */
  readonly consent?: Decision<number>;
  /** Seconds before it at which the person is reminded. */
  readonly consentReminders?: readonly Decision<number>[];
  readonly consentsADay?: Decision<number>;
  readonly dueAfterOutage?: Decision<number>;
  /** How the client gets its tokens; absent where it needs none, or where that is written by hand. */
  readonly token?: PlannedToken;
  /** Names of the secrets that its connections are opened with. */
  readonly certificate?: { readonly certificate: string; readonly privateKey: string };
  /** Ways of authentication whose code is not generated yet, in words. */
  readonly byHand: readonly string[];
}

export interface PlannedScheme {
  readonly scheme: SecurityScheme;
  /** Name of the secret that holds the credential (`user:password` for basic; the access token for OAuth 2.0). */
  readonly secret: string;
  /** Two secrets instead of one, for basic. */
  readonly username?: string;
  readonly password?: string;
  /** Whether the credential is a token that the client gets by itself; then no secret holds it. */
  readonly isToken?: true;
}

/** How the tokens of a system are got and kept fresh. */
export interface PlannedToken {
  readonly grant: Decision<'client_credentials' | 'authorization_code' | 'jwt_bearer'>;
  /** How the client shows who it is. */
  readonly authentication: Decision<'secret' | 'private_key_jwt' | 'tls' | 'public' | 'assertion'>;
  readonly tokenUrl?: string;
  readonly authorizationUrl?: string;
  readonly discoveryUrl?: string;
  readonly audience?: string;
  /** Names of the secrets. */
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly privateKey?: string;
  readonly subject?: string;
  /** What an RSA key signs with. */
  readonly rsa: 'RS256' | 'RS384' | 'PS256';
  readonly boundBy?: 'mtls' | 'dpop';
  /** Seconds: an outage of the issuer, two token requests and a minute. */
  readonly reserve: Decision<number>;
  /** Seconds of one token request. */
  readonly timeout: Decision<number>;
  /** Token requests under way at once. */
  readonly mostAtOnce: Decision<number>;
}
