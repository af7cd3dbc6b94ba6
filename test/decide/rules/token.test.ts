import { describe, expect, it } from 'vitest';
import type { Auth, OAuth2 } from '../../../src/model/auth.ts';
import { oauthUse } from '../../../src/model/oauth.ts';
import type { SecurityScheme } from '../../../src/model/operation.ts';
import type { PlannedAuth } from '../../../src/plan/system.ts';
import { api, decided, declared, operation, system } from './subject.ts';

const tokenUrl = 'https://login.example/token';
const authorizationUrl = 'https://login.example/authorize';
const oauth: SecurityScheme = {
  id: 'oauth',
  type: 'oauth2',
  flows: [
    { grant: 'clientCredentials', tokenUrl, scopes: ['read'] },
    { grant: 'authorizationCode', tokenUrl, authorizationUrl, scopes: ['read'] },
  ],
};
const ofPerson: SecurityScheme = { ...oauth, flows: oauth.flows.slice(1) };
const bearer: SecurityScheme = { id: 'oauth', type: 'bearer' };

function authOf(auth: readonly Auth[] | undefined, scheme: SecurityScheme = oauth): PlannedAuth {
  const security = [[{ scheme: 'oauth', scopes: ['read'] }]];
  return decided({
    system: {
      api: api({ securitySchemes: [scheme], operations: [operation({ security })] }),
      ...(auth === undefined ? {} : { auth: declared(auth) }),
    },
  }).auth;
}

const oauth2 = (parts: Omit<OAuth2, 'type'> = {}): readonly Auth[] => [
  { type: 'oauth2', ...parts },
];

describe('how a token is got', () => {
  it.each<[string, readonly Auth[] | undefined, string, string, readonly string[]]>([
    [
      'from the description alone',
      undefined,
      'client_credentials',
      'secret',
      ['LEDGER_CLIENT_ID', 'LEDGER_CLIENT_SECRET'],
    ],
    [
      'by itself',
      oauth2(),
      'client_credentials',
      'secret',
      ['LEDGER_CLIENT_ID', 'LEDGER_CLIENT_SECRET'],
    ],
    [
      'for a person, because there is a refresh token',
      oauth2({ refresh_token: 'rotating' }),
      'authorization_code',
      'secret',
      ['LEDGER_CLIENT_ID', 'LEDGER_CLIENT_SECRET'],
    ],
    [
      'by a public client',
      oauth2({ grant: 'authorization_code', client_id: 'APP_ID' }),
      'authorization_code',
      'public',
      ['APP_ID'],
    ],
    [
      'by a key',
      oauth2({ private_key: 'THE_KEY' }),
      'client_credentials',
      'private_key_jwt',
      ['THE_KEY', 'LEDGER_CLIENT_ID'],
    ],
    [
      'by an assertion',
      oauth2({ grant: 'jwt_bearer', subject: 'THE_USER' }),
      'jwt_bearer',
      'assertion',
      ['THE_USER', 'LEDGER_CLIENT_ID', 'LEDGER_PRIVATE_KEY'],
    ],
    [
      'by a certificate',
      oauth2({ sender_constraint: 'mtls' }),
      'client_credentials',
      'tls',
      ['LEDGER_CLIENT_ID', 'LEDGER_CLIENT_CERTIFICATE', 'LEDGER_CLIENT_KEY'],
    ],
    [
      'by a profile that wants a key',
      oauth2({ profile: 'fapi2' }),
      'client_credentials',
      'private_key_jwt',
      ['LEDGER_CLIENT_ID', 'LEDGER_PRIVATE_KEY'],
    ],
  ])('%s', (...[, auth, grant, authentication, secrets]) => {
    const planned = authOf(auth);
    expect([planned.token?.grant.value, planned.token?.authentication.value]).toEqual([
      grant,
      authentication,
    ]);
    expect(planned.secrets).toEqual(secrets);
    expect(planned.byHand).toEqual([]);
    expect(planned.schemes.map(({ isToken }) => isToken)).toEqual([true]);
  });

  it('keeps what a token must outlast, with its arithmetic', () => {
    const { token, renewal } = authOf(oauth2({ token_lifetime: 300 }));
    expect([token?.reserve.value, renewal?.value]).toEqual([372, 150]);
    expect(token?.reserve.formula).toMatch(/^5 min \+ 2 x .* = /);
    expect(renewal?.inputs ?? renewal?.source).toBeDefined();
  });

  it('signs as the profile says where the key is RSA', () => {
    const rsaOf = (profile?: OAuth2['profile']): string | undefined =>
      authOf(oauth2(profile === undefined ? {} : { profile })).token?.rsa;
    expect([rsaOf(), rsaOf('fapi2'), rsaOf('smart_backend_services')]).toEqual([
      'RS256',
      'PS256',
      'RS384',
    ]);
  });

  it('serves a bearer scheme too where the file says so', () => {
    const planned = authOf(oauth2({ grant: 'client_credentials', token_url: tokenUrl }), bearer);
    expect(planned.token?.tokenUrl).toBe(tokenUrl);
    expect(planned.schemes[0]?.isToken).toBe(true);
  });

  it('is written by hand where nobody says enough, and the secret is the token', () => {
    for (const planned of [authOf(oauth2(), bearer), authOf(undefined, ofPerson)]) {
      expect(planned.token).toBeUndefined();
      expect(planned.schemes[0]?.isToken).toBeUndefined();
    }
    expect(authOf(oauth2(), bearer).byHand).toEqual(['OAuth 2.0 token request and renewal']);
  });
});

describe('the addresses of an authorization server', () => {
  const useOf = (
    schemes: readonly SecurityScheme[],
    auth: readonly Auth[],
  ): ReturnType<typeof oauthUse> =>
    oauthUse(
      system({
        api: api({ securitySchemes: schemes, server: 'https://api.example/v1/' }),
        auth: declared(auth),
      }),
    );

  it('are those of the file before those of the description', () => {
    const use = useOf([oauth], oauth2({ token_url: 'https://other.example/token' }));
    expect(use?.tokenUrl).toBe('https://other.example/token');
  });

  it('are found through OpenID Connect', () => {
    const url = 'https://login.example/.well-known/openid-configuration';
    const connect: SecurityScheme = { id: 'oidc', type: 'openIdConnect', url };
    const use = useOf([connect], oauth2({ grant: 'client_credentials' }));
    expect([use?.discoveryUrl, use?.tokenUrl]).toEqual([url, undefined]);
  });

  it('may start at the base address', () => {
    const flows = [{ grant: 'clientCredentials', tokenUrl: '/token', scopes: [] }] as const;
    const use = useOf([{ id: 'o', type: 'oauth2', flows }], oauth2());
    expect(use?.tokenUrl).toBe('https://api.example/token');
  });

  it.each(['javascript:alert(1)', 'ftp://login.example', 'nowhere'])('are never %s', (url) => {
    expect(useOf([], oauth2({ grant: 'client_credentials', token_url: url }))).toBeUndefined();
  });

  it('include one for consent where a person consents', () => {
    const only = oauth2({ grant: 'authorization_code', token_url: tokenUrl });
    expect(useOf([], only)).toBeUndefined();
    expect(useOf([ofPerson], only)?.authorizationUrl).toBe(authorizationUrl);
  });
});
