import type { OAuth2 } from './auth.ts';
import type { System } from './integration.ts';
import type { OAuthFlow, SecurityScheme } from './operation.ts';
import { present } from './present.ts';

/** How generated code gets the tokens of a system. */
export interface OAuthUse {
  readonly grant: NonNullable<OAuth2['grant']>;
  /** Hands out tokens; absent where its metadata say it. */
  readonly tokenUrl?: string;
  readonly authorizationUrl?: string;
  /** Metadata of OpenID Connect. */
  readonly discoveryUrl?: string;
  /** What the file says; absent: the description alone asks for tokens. */
  readonly declared?: OAuth2;
  /** The scheme of the description that says the addresses. */
  readonly scheme?: SecurityScheme;
}

/**
 * How the tokens of a system are got; undefined where nobody says enough for code: a system without a description, no grant, no
 * address. What only the description says is done only if the client can do it alone, because many an API with consent of
 * persons takes tokens that were made by hand too.
 */
export function oauthUse({ auth, api }: System): OAuthUse | undefined {
  if (api === undefined) return undefined;
  const schemes = api.securitySchemes.filter(
    ({ type }) => type === 'oauth2' || type === 'openIdConnect',
  );
  if (auth === undefined) {
    return schemes.flatMap((scheme) => ofScheme(scheme, 'client_credentials', api.server) ?? [])[0];
  }
  return ofFile({ auth, api }, schemes);
}

function ofFile(
  { auth, api }: Pick<System, 'auth' | 'api'>,
  schemes: readonly SecurityScheme[],
): OAuthUse | undefined {
  const declared = auth?.value.find((one): one is OAuth2 => one.type === 'oauth2');
  const grant = declared?.grant ?? impliedGrant(declared, schemes);
  if (declared === undefined || grant === undefined) return undefined;
  const described = schemes.flatMap((scheme) => ofScheme(scheme, grant, api?.server) ?? [])[0];
  const { discoveryUrl, ...addresses } = described ?? { grant };
  const tokenUrl = declared.token_url ?? addresses.tokenUrl;
  const authorizationUrl = declared.authorization_url ?? addresses.authorizationUrl;
  const use = {
    ...addresses,
    declared,
    ...present({ tokenUrl, authorizationUrl }),
    ...(tokenUrl === undefined ? present({ discoveryUrl }) : {}),
  };
  return isEnough(use) ? use : undefined;
}

function isEnough({ grant, tokenUrl, authorizationUrl, discoveryUrl }: OAuthUse): boolean {
  if (discoveryUrl !== undefined) return true;
  if (tokenUrl === undefined || !isAddress(tokenUrl)) return false;
  return grant !== 'authorization_code' || isAddress(authorizationUrl ?? '');
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** What the file says without saying it, else what the description offers. */
function impliedGrant(
  declared: OAuth2 | undefined,
  schemes: readonly SecurityScheme[],
): OAuth2['grant'] {
  const isOfPerson =
    (declared?.refresh_token ?? 'none') !== 'none' || declared?.consent !== undefined;
  if (isOfPerson) return 'authorization_code';
  const offered = schemes.flatMap((scheme) =>
    scheme.type === 'oauth2' ? scheme.flows.map(({ grant }) => grant) : [],
  );
  if (offered.includes('clientCredentials')) return 'client_credentials';
  return offered.includes('authorizationCode') ? 'authorization_code' : undefined;
}

const flowGrants: Readonly<Record<NonNullable<OAuth2['grant']>, readonly OAuthFlow['grant'][]>> = {
  client_credentials: ['clientCredentials'],
  authorization_code: ['authorizationCode'],
  // No flow of OpenAPI; the address that hands out tokens is the same for all of them.
  jwt_bearer: ['clientCredentials', 'authorizationCode', 'password'],
};

function ofScheme(
  scheme: SecurityScheme,
  grant: NonNullable<OAuth2['grant']>,
  server: string | undefined,
): OAuthUse | undefined {
  if (scheme.type === 'openIdConnect')
    return isAddress(scheme.url) ? { grant, scheme, discoveryUrl: scheme.url } : undefined;
  if (scheme.type !== 'oauth2') return undefined;
  const flow = flowGrants[grant].flatMap(
    (wanted) => scheme.flows.find((one) => one.grant === wanted) ?? [],
  )[0];
  if (flow?.tokenUrl === undefined) return undefined;
  const absolute = (url: string): string =>
    URL.canParse(url, server) ? new URL(url, server).href : url;
  return {
    grant,
    scheme,
    tokenUrl: absolute(flow.tokenUrl),
    ...(flow.authorizationUrl === undefined
      ? {}
      : { authorizationUrl: absolute(flow.authorizationUrl) }),
  };
}
