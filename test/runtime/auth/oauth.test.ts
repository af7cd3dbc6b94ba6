import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dpop } from '../../../generators/runtime/files/dpop.ts';
import type { Host } from '../../../generators/runtime/files/host.ts';
import { mutualTlsHost } from '../../../generators/runtime/files/mutual-tls.ts';
import { nodeHost } from '../../../generators/runtime/files/node-host.ts';
import { oauthClient, oauthRequest } from '../../../generators/runtime/files/oauth-client.ts';
import { oauthConsent, type Consent } from '../../../generators/runtime/files/oauth-consent.ts';
import type { OAuthSettings } from '../../../generators/runtime/files/oauth-settings.ts';
import type { TokenSettings } from '../../../generators/runtime/files/token-renewal.ts';
import {
  tokenSource,
  type OwnTokenSource,
} from '../../../generators/runtime/files/token-source.ts';
import type { TokenStore } from '../../../generators/runtime/files/token-store.ts';
import {
  clientSecret,
  redirectUri,
  signingKeys,
  startAuthorizationServer,
  type AuthorizationServer,
} from './authorization-server.ts';
import { serve } from '../loopback.ts';
import { authority, clientCertificate, clientKey } from './certificates.ts';
import { memoryTokens } from './memory-tokens.ts';

const secretValues: Readonly<Record<string, string>> = {
  SECRET: clientSecret,
  KEY: signingKeys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  CERTIFICATE: clientCertificate,
  CERTIFICATE_KEY: clientKey,
};
const settings: TokenSettings = {
  lifetimeMs: 3_600_000,
  reserveMs: 372_000,
  timeoutMs: 5000,
  mostAtOnce: 4,
  consent: false,
};

interface Made {
  readonly source: OwnTokenSource;
  readonly consent: Consent;
}

/** A source of tokens of one of the server's clients. */
function make(
  server: AuthorizationServer,
  client: string,
  differs: Partial<OAuthSettings> & {
    readonly store?: TokenStore;
    readonly host?: Host;
    readonly bound?: boolean;
  } = {},
): Made {
  const { store, host = nodeHost(), bound, ...oauth } = differs;
  const own = oauthClient({
    host,
    secrets: (name) => secretValues[name] ?? name,
    settings: {
      grant: 'client_credentials',
      tokenUrl: server.tokenUrl,
      authorizationUrl: server.authorizationUrl,
      scopes: ['api:read'],
      authentication: 'secret',
      rsa: 'RS256',
      clientId: client,
      clientSecret: 'SECRET',
      privateKey: 'KEY',
      ...oauth,
    },
  });
  const consents = oauth.grant === 'authorization_code';
  const source = tokenSource({
    system: 'ledger',
    host,
    settings: { ...settings, consent: consents },
    request: oauthRequest(own),
    store,
    proofs: bound === true ? dpop : undefined,
  });
  return { source, consent: oauthConsent(own, source, settings) };
}

const never = new AbortController().signal;
const grants = (server: AuthorizationServer): string[] =>
  server.calls.map(({ grant, status }) => `${grant} ${status}`);

async function consented(server: AuthorizationServer, { consent }: Made): Promise<void> {
  const { url, pending } = await consent.begin({
    redirectUri,
    parameters: { prompt: 'consent' },
  });
  await consent.complete(await server.agree(url), pending);
}

describe('a client by itself', () => {
  let server: AuthorizationServer;
  beforeAll(async () => {
    server = await startAuthorizationServer();
  });
  afterAll(() => server.close());

  it('gets a token for its secret, and no second one while it is young', async () => {
    const { source } = make(server, 'basic');
    const [first, second] = [await source.current(never), await source.current(never)];
    expect(first.value.reveal()).toBe(second.value.reveal());
    expect(server.calls.splice(0)).toEqual([
      { grant: 'client_credentials', client: 'basic', status: 200 },
    ]);
  });

  it('finds out once that a server wants the secret in the body', async () => {
    const forms: string[] = [];
    const stub = await serve(({ headers, body }, response) => {
      const isPosted = body.toString().includes('client_secret=');
      forms.push(isPosted ? 'body' : (headers.authorization?.slice(0, 5) ?? ''));
      response.statusCode = isPosted ? 200 : 401;
      response.setHeader('content-type', 'application/json');
      response.end(
        isPosted
          ? '{"access_token":"a-token","token_type":"bearer","expires_in":0}'
          : '{"error":"invalid_client"}',
      );
    });
    const post = { ...server, tokenUrl: `${stub.baseUrl}/token` };
    const { source } = make(post, 'post');
    const token = await source.current(never);
    // A life of nothing says nothing; the next call does not ask again.
    await source.current(never);
    expect([token.value.reveal(), forms]).toEqual(['a-token', ['Basic', 'body']]);
  });

  it('signs who it is', async () => {
    const { source } = make(server, 'signer', { authentication: 'private_key_jwt' });
    await source.current(never);
    expect(server.calls.splice(0)).toMatchObject([{ client: 'signer', status: 200 }]);
  });

  it('signs for whom it asks', async () => {
    const { source } = make(server, 'signer', {
      grant: 'jwt_bearer',
      authentication: 'private_key_jwt',
    });
    await source.current(never);
    expect(server.calls.splice(0)).toMatchObject([
      { grant: 'urn:ietf:params:oauth:grant-type:jwt-bearer', status: 200 },
    ]);
  });

  it.each([
    ['private_key_jwt', 'client_credentials', 10],
    ['private_key_jwt', 'client_credentials', -10],
    ['private_key_jwt', 'jwt_bearer', 10],
    ['private_key_jwt', 'jwt_bearer', -10],
  ] as const)(
    'learns the clock of the server: %s, %s, %i minutes',
    async (authentication, grant, minutes) => {
      const real = nodeHost();
      const host = { ...real, wallClock: () => real.wallClock() + minutes * 60_000 };
      const { source } = make(server, 'signer', { grant, authentication, host });
      await source.current(never);
      expect(server.calls.splice(0).map(({ status }) => status)).toEqual([expect.any(Number), 200]);
    },
  );

  it('is told of a wrong secret without a word of it', async () => {
    const { source } = make(server, 'basic', { clientSecret: 'KEY' });
    const error: unknown = await source.current(never).catch((fault: unknown) => fault);
    expect(error).toMatchObject({
      kind: 'credential',
      retryable: false,
      // The types of vitest call a matcher any.
      message: expect.stringMatching(
        /^The authorization server refused to give a token \(HTTP 4\d\d, \w+\)\.$/,
      ) as unknown,
    });
    server.calls.splice(0);
  });
});

describe('a person who consents', () => {
  it('is asked once; each renewal stores the new refresh token and keeps the one before', async () => {
    const server = await startAuthorizationServer({ lifetime: 2 });
    const store = memoryTokens();
    const made = make(server, 'person', {
      grant: 'authorization_code',
      scopes: ['openid', 'offline_access', 'api:read'],
      store,
    });
    await consented(server, made);
    const first = JSON.parse(store.texts()[0] ?? '') as Record<string, string>;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await made.source.current(never);
    const second = JSON.parse(store.texts()[0] ?? '') as Record<string, string>;
    expect(grants(server)).toEqual(['authorization_code 200', 'refresh_token 200']);
    expect(second['refreshToken']).not.toBe(first['refreshToken']);
    expect(second['previousRefreshToken']).toBe(first['refreshToken']);
    await server.close();
  });

  it('comes back from elsewhere or refuses, and nothing is stored', async () => {
    const server = await startAuthorizationServer();
    const store = memoryTokens();
    const { consent, source } = make(server, 'person', { grant: 'authorization_code', store });
    const { pending } = await consent.begin({ redirectUri });
    const back = (query: string): Promise<void> =>
      consent.complete(`${redirectUri}?${query}`, pending);
    await expect(back('code=1&state=other')).rejects.toMatchObject({ kind: 'reauthorize' });
    await expect(back(`error=access_denied&state=${pending.state}`)).rejects.toMatchObject({
      kind: 'reauthorize',
    });
    await expect(source.current(never)).rejects.toMatchObject({ kind: 'reauthorize' });
    expect([store.texts(), server.calls]).toEqual([[], []]);
    await server.close();
  });
});

describe('tokens that are bound', () => {
  it('to a key: each request has a proof with the nonce of the server, also after a restart', async () => {
    const server = await startAuthorizationServer({ wantsNonce: true });
    const store = memoryTokens();
    const differs = {
      grant: 'authorization_code',
      scopes: ['openid', 'offline_access'],
      bound: true,
      store,
    } as const;
    const made = make(server, 'bound', differs);
    await consented(server, made);
    const statuses: number[] = [];
    for (const { source } of [made, make(server, 'bound', differs)]) {
      for (let tries = 0; tries < 3; tries += 1) {
        const token = await source.current(never);
        const url = new URL(server.apiUrl);
        const answer = await fetch(url, {
          headers: {
            authorization: `${token.type} ${token.value.reveal()}`,
            dpop: token.prove?.({ method: 'GET', url: url.href }) ?? '',
          },
        });
        statuses.push(answer.status);
        const again = source.answered(token, answer);
        expect(again).toBe(answer.status === 401 ? 'proof' : undefined);
      }
    }
    // The first request of a process learns the nonce.
    expect(statuses).toEqual([401, 200, 200, 401, 200, 200]);
    await server.close();
  });

  it('to a certificate, which is all that the client shows', async () => {
    const server = await startAuthorizationServer({ tls: true });
    const host = mutualTlsHost(nodeHost(), {
      secrets: (name) => secretValues[name] ?? '',
      certificate: 'CERTIFICATE',
      privateKey: 'CERTIFICATE_KEY',
      origins: [server.url],
      authority,
    });
    const { source } = make(server, 'certified', { authentication: 'tls', host });
    const token = await source.current(never);
    expect(token.value.reveal().length).toBeGreaterThan(10);
    expect(server.calls).toMatchObject([{ client: 'certified', status: 200 }]);
    await server.close();
  });
});
