import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createLocalJWKSet, exportJWK, jwtVerify, type JWK } from 'jose';
import Provider, { type Context } from 'oidc-provider';
import { authority, serverCertificate, serverKey } from './certificates.ts';

/** One request for a token as the server saw it. */
interface TokenCall {
  readonly grant: string;
  readonly client: string;
  readonly status: number;
  readonly error?: string;
}

/** A real authorization server on the loopback address. */
export interface AuthorizationServer {
  readonly url: string;
  readonly tokenUrl: string;
  readonly authorizationUrl: string;
  /** An API that takes its tokens, with their proofs. */
  readonly apiUrl: string;
  readonly calls: TokenCall[];
  /** A person logs in at the address and agrees; resolves with where they come back. */
  agree(url: string): Promise<string>;
  close(): Promise<void>;
}

/** What a test decides. */
export interface ServerOptions {
  /** Seconds that access tokens live. */
  readonly lifetime?: number;
  /** Whether each use of a refresh token replaces it, and a second use revokes all. */
  readonly rotates?: boolean;
  /** Whether each proof must hold a nonce of the server. */
  readonly wantsNonce?: boolean;
  /** What can be asked for besides the usual. */
  readonly scopes?: readonly string[];
  /** Whether it asks for a client certificate. */
  readonly tls?: boolean;
}

/** Where people come back. */
export const redirectUri = 'https://app.test/callback';

/** The key of the client that signs; its public half is known to the server. */
export const signingKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** The secret of the clients that have one. */
export const clientSecret = 'server-test-secret-of-the-client';

const apiScope = 'api:read';

/** Starts a server with one client of each kind: `basic`, `signer`, `person`, `bound`, `certified`. */
export async function startAuthorizationServer(
  options: ServerOptions = {},
): Promise<AuthorizationServer> {
  const listener: { handle?: RequestListener } = {};
  const server = listen(options, (request, response) => listener.handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${port}`;
  const jwk: JWK = { ...(await exportJWK(signingKeys.publicKey)), kid: 'first' };
  const calls: TokenCall[] = [];
  const provider: Provider = new Provider(
    url,
    configuration(options, jwk, () => provider),
  );
  provider.use(counted(calls));
  provider.use(loggedIn(() => provider));
  assertions(provider, jwk, `${url}/token`);
  listener.handle = provider.callback();
  return {
    url,
    tokenUrl: `${url}/token`,
    authorizationUrl: `${url}/auth`,
    apiUrl: `${url}/me`,
    calls,
    agree: (start) => agree(start),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function listen({ tls }: ServerOptions, handle: RequestListener): Server {
  return tls === true
    ? createSecureServer(
        {
          cert: serverCertificate,
          key: serverKey,
          ca: authority,
          requestCert: true,
          rejectUnauthorized: false,
        },
        handle,
      )
    : createServer(handle);
}

function configuration(
  { lifetime = 300, rotates = true, wantsNonce = false, tls = false, scopes = [] }: ServerOptions,
  jwk: JWK,
  provider: () => Provider,
): Readonly<Record<string, unknown>> {
  const common = {
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    client_secret: clientSecret,
  };
  const own = {
    ...common,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  };
  const secretless = { ...own, client_secret: undefined };
  return {
    clients: [
      { ...own, client_id: 'basic', token_endpoint_auth_method: 'client_secret_basic' },
      {
        ...secretless,
        client_id: 'signer',
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [jwk] },
        grant_types: ['client_credentials', jwtBearer],
      },
      { ...common, client_id: 'person', token_endpoint_auth_method: 'client_secret_basic' },
      {
        ...common,
        client_id: 'bound',
        token_endpoint_auth_method: 'client_secret_basic',
        dpop_bound_access_tokens: true,
      },
      ...(tls
        ? [
            {
              ...secretless,
              client_id: 'certified',
              token_endpoint_auth_method: 'tls_client_auth',
              tls_client_auth_subject_dn: 'CN=integ-gen test client',
              tls_client_certificate_bound_access_tokens: true,
            },
          ]
        : []),
    ],
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
      ...(tls ? ['tls_client_auth'] : []),
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid', 'offline_access', apiScope, ...scopes],
    ttl: {
      AccessToken: lifetime,
      ClientCredentials: lifetime,
      RefreshToken: 86_400,
      AuthorizationCode: 60,
      Grant: 86_400,
      Interaction: 60,
      Session: 86_400,
      IdToken: 300,
    },
    cookies: { keys: ['of a test'] },
    jwks: { keys: [privateSigningKey()] },
    rotateRefreshToken: rotates,
    issueRefreshToken: () => true,
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id }),
    }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    async loadExistingGrant({ oidc }: Context) {
      const grant = new (provider().Grant)({
        clientId: oidc?.client?.clientId,
        accountId: oidc?.session?.accountId,
      });
      grant.addOIDCScope(['openid', 'offline_access', apiScope, ...scopes].join(' '));
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: {
        enabled: true,
        nonceSecret: randomBytes(32),
        requireNonce: () => wantsNonce,
      },
      mTLS: {
        enabled: tls,
        certificateBoundAccessTokens: true,
        tlsClientAuth: true,
        getCertificate: ({ socket }: Context) => certificateOf(socket)?.x509,
        certificateAuthorized: ({ socket }: Context) => socket.authorized,
        certificateSubjectMatches: (
          { socket }: Context,
          _property: string,
          expected: string,
        ): boolean => certificateOf(socket)?.x509.subject === expected,
      },
    },
  };
}

function certificateOf(
  socket: TLSSocket,
): { readonly x509: NonNullable<ReturnType<TLSSocket['getPeerX509Certificate']>> } | undefined {
  const x509 = socket.getPeerX509Certificate();
  return x509 === undefined ? undefined : { x509 };
}

function privateSigningKey(): object {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'of-the-server', use: 'sig' };
}

function counted(
  calls: TokenCall[],
): (context: Context, next: () => Promise<void>) => Promise<void> {
  return async (context, next) => {
    await next();
    const { oidc, status, body } = context;
    if (oidc?.route !== 'token') return;
    const { error } = (body ?? {}) as { readonly error?: string };
    calls.push({
      grant: String(oidc.params?.['grant_type']),
      client: oidc.client?.clientId ?? '',
      status,
      ...(error === undefined ? {} : { error }),
    });
  };
}

/** Whoever is asked to log in is `ann`. */
function loggedIn(
  provider: () => Provider,
): (context: Context, next: () => Promise<void>) => Promise<void> {
  return async (context, next) => {
    if (!context.path.startsWith('/interaction/')) {
      await next();
      return;
    }
    const result = { login: { accountId: 'ann' }, consent: {} };
    await provider().interactionFinished(context.req, context.res, result);
  };
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The grant of RFC 7523, which the server leaves to its users. */
function assertions(provider: Provider, jwk: JWK, audience: string): void {
  provider.registerGrantType(
    jwtBearer,
    async (context) => {
      const { client, params } = context.oidc ?? {};
      try {
        await jwtVerify(String(params?.['assertion']), createLocalJWKSet({ keys: [jwk] }), {
          audience,
          issuer: 'signer',
          maxTokenAge: '5 min',
        });
      } catch {
        throw Object.assign(new Error('invalid_grant'), {
          error: 'invalid_grant',
          statusCode: 400,
          status: 400,
          expose: true,
        });
      }
      const token = new provider.ClientCredentials({ client, scope: params?.['scope'] });
      context.body = {
        access_token: await token.save(),
        expires_in: 300,
        token_type: 'Bearer',
      };
    },
    ['assertion', 'scope'],
  );
}

async function agree(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let url = start; ;) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(redirectUri)) return url;
  }
  throw new Error('The way back to the app has no end.');
}
