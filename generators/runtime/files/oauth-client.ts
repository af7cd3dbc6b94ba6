// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import * as openid from 'openid-client';
import { clientAuthentication, serverSeconds, signedClaims } from './client-authentication.ts';
import { RequestFault } from './errors.ts';
import type { OAuthOptions } from './oauth-settings.ts';
import { retryHintMs } from './retry-hint.ts';
import { Secret } from './secret.ts';
import { askSecret } from './security.ts';
import {
  TokenFault,
  type ProofKey,
  type TokenAnswer,
  type TokenGrant,
  type TokenRequest,
} from './token-request.ts';

/** What the server has taught us, and where it is. */
export interface OAuthClient {
  readonly options: OAuthOptions;
  /** How far its clock is ahead of ours, in milliseconds. */
  aheadMs: number;
  /** Whether it wants the secret of the client in the body instead of the header. */
  wantsPost: boolean;
  metadata: openid.ServerMetadata | undefined;
  bound: { readonly key: ProofKey; readonly handle: openid.DPoPHandle } | undefined;
}

/** The last answer to a request, as far as it says whether to try again. */
interface Seen {
  status: number | undefined;
  retryAfterMs: number | undefined;
}

/** One conversation with the server. */
interface Session {
  readonly config: openid.Configuration;
  readonly DPoP: openid.DPoPHandle | undefined;
}

/** What tells one request from another. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly proofKey?: ProofKey | undefined;
}

/** For loopback and tests; an `http` address anywhere else was complained of when the file was read. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- The library only wants it to stand out.
const allowPlain: (config: openid.Configuration) => void = openid.allowInsecureRequests;

/** A clock that differs by less is no reason for a refusal. */
const toleratedMs = 5000;

/** A client of the authorization server, by `openid-client`. */
export function oauthClient(options: OAuthOptions): OAuthClient {
  return { options, aheadMs: 0, wantsPost: false, metadata: undefined, bound: undefined };
}

/** Asks for tokens as the settings say. */
export function oauthRequest(client: OAuthClient): TokenRequest {
  return (grant, asking) => exchange(client, asking, (session) => granted(client, session, grant));
}

/** Talks to the server; once more where it taught us its clock or how it wants the client to log in. */
export async function exchange(
  client: OAuthClient,
  asking: Asking,
  talk: (session: Session) => Promise<openid.TokenEndpointResponse>,
): Promise<TokenAnswer> {
  for (let isClockSet = false, isFormTried = false; ;) {
    const seen: Seen = { status: undefined, retryAfterMs: undefined };
    const aheadMs = client.aheadMs;
    try {
      return asAnswer(await talk(await session(client, asking, seen)));
    } catch (error) {
      asking.signal.throwIfAborted();
      const fault = asFault(error, seen);
      if (!(fault instanceof TokenFault) || fault.kind === 'unavailable') throw fault;
      if (!isClockSet && Math.abs(client.aheadMs - aheadMs) > toleratedMs) isClockSet = true;
      else if (
        !isFormTried &&
        client.options.settings.authentication === 'secret' &&
        codeOf(error) === 'invalid_client'
      ) {
        isFormTried = true;
        client.wantsPost = !client.wantsPost;
      } else {
        if (isFormTried) client.wantsPost = !client.wantsPost;
        throw fault;
      }
    }
  }
}

/** The addresses of the server. */
async function serverMetadata(
  client: OAuthClient,
  fetch: openid.CustomFetch,
): Promise<openid.ServerMetadata> {
  if (client.metadata !== undefined) return client.metadata;
  const { tokenUrl, authorizationUrl, discoveryUrl } = client.options.settings;
  if (tokenUrl === undefined && discoveryUrl !== undefined) {
    const found = await openid.discovery(new URL(discoveryUrl), 'any', undefined, undefined, {
      [openid.customFetch]: fetch,
      ...(isPlain(discoveryUrl) ? { execute: [allowPlain] } : {}),
    });
    client.metadata = found.serverMetadata();
    return client.metadata;
  }
  client.metadata = {
    issuer: tokenUrl ?? '',
    ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }),
    ...(authorizationUrl === undefined ? {} : { authorization_endpoint: authorizationUrl }),
  };
  return client.metadata;
}

/** The client as it stands now: with the secrets of this moment. */
export async function session(
  client: OAuthClient,
  asking: Asking,
  seen: Seen = { status: undefined, retryAfterMs: undefined },
): Promise<Session> {
  const { options } = client;
  const fetch = transport(client, asking.signal, seen);
  const metadata = await serverMetadata(client, fetch);
  const clientId = await askSecret(options.settings.clientId, options);
  const authentication = await clientAuthentication(client, { clientId, metadata });
  const config = new openid.Configuration(metadata, clientId, undefined, authentication);
  // The signal of the asker holds the time.
  config.timeout = undefined;
  config[openid.customFetch] = fetch;
  if (isPlain(metadata.token_endpoint ?? '')) allowPlain(config);
  const { proofKey } = asking;
  return { config, DPoP: proofKey && (await boundTo(client, config, proofKey)) };
}

function isPlain(url: string): boolean {
  return url.startsWith('http:');
}

function transport(client: OAuthClient, signal: AbortSignal, seen: Seen): openid.CustomFetch {
  const { host } = client.options;
  return async (url, { method, headers, body }) => {
    Object.assign(seen, { status: undefined, retryAfterMs: undefined });
    const response = await host.fetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      // Of all kinds of body only forms are sent here.
      ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
      redirect: 'manual',
      signal,
    });
    const wallClockMs = host.wallClock();
    const serverMs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isFinite(serverMs)) client.aheadMs = serverMs - wallClockMs;
    seen.status = response.status;
    seen.retryAfterMs = retryHintMs(response.headers, {
      wallClockMs,
      isThrottled: response.status === 429,
      onRefused: () => undefined,
    });
    return withoutIdToken(response);
  };
}

/** Who the person is, is nothing to us; and without the name of the issuer nobody could check it. */
async function withoutIdToken(response: Response): Promise<Response> {
  const { status, headers } = response;
  const text = await response.text();
  const kept = text.includes('"id_token"') ? withoutMember(text) : text;
  return new Response(kept === '' ? null : kept, { status, headers });
}

function withoutMember(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) =>
      key === 'id_token' ? undefined : value,
    );
  } catch {
    return text;
  }
}

async function boundTo(
  client: OAuthClient,
  config: openid.Configuration,
  key: ProofKey,
): Promise<openid.DPoPHandle> {
  // The handle remembers the nonce of the server.
  if (client.bound?.key.d === key.d) return client.bound.handle;
  const { d, ...open } = key;
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', { ...open, d }, ecdsa, false, ['sign']),
    crypto.subtle.importKey('jwk', open, ecdsa, true, ['verify']),
  ]);
  const handle = openid.getDPoPHandle(
    config,
    { privateKey, publicKey },
    {
      [openid.modifyAssertion]: (_, payload) => {
        payload['iat'] = serverSeconds(client);
      },
    },
  );
  client.bound = { key, handle };
  return handle;
}

async function granted(
  client: OAuthClient,
  { config, DPoP }: Session,
  grant: TokenGrant,
): Promise<openid.TokenEndpointResponse> {
  const { grant: kind, scopes, audience } = client.options.settings;
  const proof = DPoP === undefined ? {} : { DPoP };
  if (grant.kind === 'refresh')
    return openid.refreshTokenGrant(config, grant.refreshToken.reveal(), undefined, proof);
  const scope = scopes.length === 0 ? {} : { scope: scopes.join(' ') };
  if (kind === 'jwt_bearer') {
    const assertion = await signedClaims(client, scope);
    const type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    return openid.genericGrantRequest(config, type, { assertion, ...scope }, proof);
  }
  const whom = audience === undefined ? {} : { audience };
  return openid.clientCredentialsGrant(config, { ...scope, ...whom }, proof);
}

function asAnswer(answer: openid.TokenEndpointResponse): TokenAnswer {
  const { access_token: access, token_type: type, expires_in: seconds } = answer;
  if (!['bearer', 'dpop'].includes(type))
    throw new TokenFault('refused', 'The type of the access token is neither Bearer nor DPoP.');
  return {
    accessToken: new Secret(access),
    type: type === 'dpop' ? 'DPoP' : 'Bearer',
    lifetimeMs: seconds === undefined ? undefined : seconds * 1000,
    refreshToken: answer.refresh_token === undefined ? undefined : new Secret(answer.refresh_token),
  };
}

/** Codes of RFC 6749 and its relatives; any other text of the answer might be a secret. */
const knownCodes: readonly string[] = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'server_error',
  'temporarily_unavailable',
  'slow_down',
  'interaction_required',
  'consent_required',
];

function codeOf(error: unknown): string | undefined {
  if (error instanceof openid.WWWAuthenticateChallengeError) return 'invalid_client';
  if (!(error instanceof openid.ResponseBodyError)) return undefined;
  return knownCodes.find((code) => code === error.error);
}

function asFault(error: unknown, seen: Seen): TokenFault | RequestFault {
  if (error instanceof RequestFault || error instanceof TokenFault) return error;
  const code = codeOf(error);
  const words = [seen.status === undefined ? '' : `HTTP ${seen.status}`, code ?? ''];
  const told = words.filter((word) => word !== '').join(', ') || 'no answer';
  if (isPassing(seen, code)) {
    const message = `The authorization server gave no token for now (${told}).`;
    return new TokenFault('unavailable', message, seen.retryAfterMs);
  }
  return code === 'invalid_grant'
    ? new TokenFault('grant', `The authorization server does not honour the grant (${told}).`)
    : new TokenFault('refused', `The authorization server refused to give a token (${told}).`);
}

function isPassing({ status }: Seen, code = ''): boolean {
  return (
    status === undefined ||
    status >= 500 ||
    [408, 429].includes(status) ||
    ['server_error', 'temporarily_unavailable', 'slow_down'].includes(code)
  );
}
