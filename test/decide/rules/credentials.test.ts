import { describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/model/auth.ts';
import type { System } from '../../../src/model/integration.ts';
import type { SecurityRequirement, SecurityScheme } from '../../../src/model/operation.ts';
import type { PlannedAuth } from '../../../src/plan/system.ts';
import { secretName } from '../../../src/decide/rules/secret-names.ts';
import { decideSettings } from '../../../src/decide/settings.ts';
import { decideSystem } from '../../../src/decide/system.ts';
import { api, decided, decision, declared, integrationOf, operation, system } from './subject.ts';

const bearer: SecurityScheme = { id: 'bearerAuth', type: 'bearer' };
const basic: SecurityScheme = { id: 'basicAuth', type: 'basic' };
const oauth: SecurityScheme = {
  id: 'oauth',
  type: 'oauth2',
  flows: [{ grant: 'clientCredentials', scopes: ['entries:read', 'entries:write', 'admin'] }],
};

function described(
  security: readonly SecurityRequirement[],
  auth?: readonly Auth[],
): Partial<System> {
  return {
    api: api({ securitySchemes: [basic, bearer, oauth], operations: [operation({ security })] }),
    ...(auth === undefined ? {} : { auth: declared(auth) }),
  };
}

function authOf(parts: Partial<System>): PlannedAuth {
  return decided({ system: parts }).auth;
}

function schemesOf({ schemes }: PlannedAuth): readonly (readonly string[])[] {
  return schemes.map(({ scheme, secret }) => [scheme.id, secret]);
}

const either: readonly SecurityRequirement[] = [
  [{ scheme: 'oauth', scopes: ['entries:write'] }],
  [{ scheme: 'basicAuth', scopes: [] }],
  [{ scheme: 'bearerAuth', scopes: [] }],
];

describe('the way of authentication', () => {
  it('is the alternative that the declared one fits', () => {
    const auth = authOf(described(either, [{ type: 'bearer', secret: 'LEDGER_KEY' }]));
    expect(schemesOf(auth)).toEqual([['bearerAuth', 'LEDGER_KEY']]);
    expect(auth.method.value).toBe('HTTP bearer token');
    expect(auth.secrets).toEqual(['LEDGER_KEY']);
  });

  it('is the first of those with fewest scopes where none is declared, with a stable name for the secret', () => {
    const auth = authOf(described(either));
    expect(schemesOf(auth)).toEqual([['basicAuth', 'LEDGER_BASIC_AUTH']]);
    expect(auth.method.source.kind).toBe('documented');
    expect(auth.scopes.value).toEqual([]);
  });

  it('holds schemes together that the description holds together', () => {
    const both: readonly SecurityRequirement[] = [
      [
        { scheme: 'basicAuth', scopes: [] },
        { scheme: 'bearerAuth', scopes: [] },
      ],
    ];
    expect(schemesOf(authOf(described(both))).map(([id]) => id)).toEqual([
      'basicAuth',
      'bearerAuth',
    ]);
  });

  it('is what the file declares where the description names none', () => {
    const auth = authOf(
      described([], [{ type: 'api_key', in: 'header', name: 'X-Key', secret: 'LEDGER_KEY' }]),
    );
    expect(auth.schemes.map(({ scheme }) => scheme)).toEqual([
      { id: 'api_key', type: 'apiKey', in: 'header', name: 'X-Key' },
    ]);
    expect(auth.secrets).toEqual(['LEDGER_KEY']);
  });

  it('gives each of two keys that hold together its own secret, whatever their order', () => {
    const id: SecurityScheme = { id: 'id', type: 'apiKey', in: 'header', name: 'X-Id' };
    const key: SecurityScheme = { id: 'key', type: 'apiKey', in: 'header', name: 'X-Secret' };
    const parts = {
      api: api({
        securitySchemes: [id, key],
        operations: [
          operation({
            security: [
              [
                { scheme: 'id', scopes: [] },
                { scheme: 'key', scopes: [] },
              ],
            ],
          }),
        ],
      }),
      auth: declared([
        { type: 'api_key', in: 'header', name: 'x-secret', secret: 'THE_KEY' },
        { type: 'api_key', in: 'header', name: 'X-Id', secret: 'THE_ID' },
      ] as const),
    };
    expect(schemesOf(authOf(parts))).toEqual([
      ['id', 'THE_ID'],
      ['key', 'THE_KEY'],
    ]);
  });

  it('takes two secrets for basic where the file names two', () => {
    const auth = authOf(
      described(either, [{ type: 'basic', username: 'LEDGER_USER', password: 'LEDGER_PASSWORD' }]),
    );
    expect(auth.schemes[0]).toMatchObject({ username: 'LEDGER_USER', password: 'LEDGER_PASSWORD' });
    expect(auth.secrets).toEqual(['LEDGER_USER', 'LEDGER_PASSWORD']);
  });

  it('is assumed for a port of which nobody says anything', () => {
    const { method, secrets } = authOf({});
    expect([method.value, method.source.kind, secrets]).toEqual([
      'HTTP bearer token',
      'default',
      ['LEDGER_TOKEN'],
    ]);
  });

  it('is none for a system that we never call', () => {
    const subject = system();
    const integration = integrationOf(subject);
    const planned = decideSystem(subject, {
      integration,
      settings: decideSettings(integration),
      use: { averageCalls: decision('a', 0), peakCalls: decision('b', 0), byLimit: [], flows: [] },
    });
    expect([planned.called, planned.calls, planned.auth.method.value]).toEqual([
      false,
      undefined,
      'none',
    ]);
  });

  it('says what has to be built by hand', () => {
    const { byHand, method } = authOf({
      auth: declared<readonly Auth[]>([
        { type: 'mtls', certificate: 'LEDGER_CERTIFICATE', private_key: 'LEDGER_KEY' },
        { type: 'oauth2', grant: 'client_credentials', client_id: 'LEDGER_CLIENT' },
      ]),
    });
    expect(method.value).toBe('mutual TLS and OAuth 2.0 client credentials');
    expect(byHand).toEqual([
      'client certificate of mutual TLS',
      'OAuth 2.0 token request and renewal',
    ]);
  });
});

describe('scopes', () => {
  const oauth2: Auth = { type: 'oauth2', client_id: 'LEDGER_CLIENT' };

  it('are exactly what the used operations ask for, and the rest is refused', () => {
    const auth = authOf(described(either, [oauth2]));
    expect(auth.scopes.value).toEqual(['entries:write']);
    expect(auth.scopes.source.kind).toBe('documented');
    expect(auth.refused).toEqual(['admin', 'entries:read']);
  });

  it('are those of the file where it names some', () => {
    const { scopes, refused } = authOf(described(either, [{ ...oauth2, scopes: ['admin'] }]));
    expect([scopes.value, scopes.source.kind, scopes.overruled?.value]).toEqual([
      ['admin'],
      'declared',
      ['entries:write'],
    ]);
    expect(refused).toEqual(['entries:read', 'entries:write']);
  });
});

describe('renewal of a token', () => {
  it.each([
    ['300 s', 300, 150],
    ['1800 s', 1800, 372],
    ['12 h', 43_200, 4320],
  ])('that lives %s', (_name, life, left) => {
    const auth = authOf({
      auth: declared<readonly Auth[]>([{ type: 'oauth2', token_lifetime: life }]),
    });
    expect(auth.renewal?.value).toBe(left);
  });

  it('assumes an hour where nobody says how long it lives', () => {
    const { tokenLifetime, rotatingRefreshToken } = authOf({
      auth: declared<readonly Auth[]>([{ type: 'oauth2', refresh_token: 'rotating' }]),
    });
    expect([tokenLifetime?.value, tokenLifetime?.source.kind, rotatingRefreshToken]).toEqual([
      3600,
      'default',
      true,
    ]);
  });

  it('is not decided where there is no token', () => {
    expect(
      authOf({ auth: declared<readonly Auth[]>([{ type: 'bearer' }]) }).renewal,
    ).toBeUndefined();
  });
});

describe('names of secrets', () => {
  it.each([
    ['credit-bureau', 'apiKey', 'CREDIT_BUREAU_API_KEY'],
    ['3pl', 'key', 'SECRET_3PL_KEY'],
    ['ledger', 'über key!', 'LEDGER_BER_KEY'],
  ])('%s %s', (owner, what, name) => {
    expect(secretName(owner, what)).toBe(name);
    expect(name).toMatch(/^[A-Z][A-Z0-9_]{2,}$/);
  });
});

describe('webhooks', () => {
  const planned = (parts: Partial<System>): ReturnType<typeof decideSystem>['webhook'] => {
    const subject = system({ id: 'shop', ...parts });
    const integration = integrationOf(subject);
    return decideSystem(subject, {
      integration,
      settings: decideSettings(integration),
      use: { averageCalls: decision('a', 0), peakCalls: decision('b', 0), byLimit: [], flows: [] },
    }).webhook;
  };

  it('are signed by the open standard where nobody says more', () => {
    const webhook = planned({});
    expect([webhook?.signature.value, webhook?.secret, webhook?.redelivery.value]).toEqual([
      'Standard Webhooks',
      'SHOP_WEBHOOK_SECRET',
      86_400,
    ]);
  });

  it('are what the file says', () => {
    const webhook = planned({
      webhook: declared({
        signature: 'stripe',
        secret: 'SHOP_SECRET',
        redeliversForSeconds: 0,
        answerWithinSeconds: 5,
      }),
    });
    expect([
      webhook?.signature.value,
      webhook?.secret,
      webhook?.redelivery.value,
      webhook?.answerWithin?.value,
    ]).toEqual(['stripe', 'SHOP_SECRET', 0, 5]);
  });

  it('are none where the file says so or nothing is sent', () => {
    expect(planned({ webhook: declared('none' as const) })).toBeUndefined();
    expect(planned({ id: 'other' })).toBeUndefined();
  });
});

describe('base address', () => {
  it('is that of the file before that of the description, which it keeps', () => {
    const both = decided({
      system: { api: api({ server: 'https://a.example' }), url: declared('https://b.example') },
    });
    expect([both.baseUrl?.value, both.baseUrl?.overruled?.value]).toEqual([
      'https://b.example',
      'https://a.example',
    ]);
    expect(
      decided({ system: { api: api({ server: 'https://a.example' }) } }).baseUrl?.source.kind,
    ).toBe('documented');
    expect(decided().baseUrl).toBeUndefined();
  });
});

describe('settings', () => {
  const settings = (
    parts: Partial<Parameters<typeof decideSettings>[0]>,
  ): ReturnType<typeof decideSettings> => decideSettings({ ...integrationOf(system()), ...parts });

  it('have a default each', () => {
    const found = settings({});
    expect([
      found.outage.value,
      found.utilisation.value,
      found.jitter.value,
      found.slo.value,
    ]).toEqual([300, 0.8, 0.25, 0.999]);
    expect([
      found.instances.value,
      found.limiterStore.value,
      found.secretStore.value,
      found.timezone.value,
    ]).toEqual([1, 'memory', "the platform's secret store", 'UTC']);
  });

  it('share limits in a store where several processes run', () => {
    expect(settings({ deployment: { instances: declared(3) } }).limiterStore.value).toBe(
      'postgres',
    );
    expect(
      settings({ deployment: { instances: declared(3), limiter: declared('redis' as const) } })
        .limiterStore.value,
    ).toBe('redis');
  });

  it('keep secrets in the store of the cloud', () => {
    expect(settings({ deployment: { cloud: declared('aws') } }).secretStore.value).toBe(
      'AWS Secrets Manager',
    );
    expect(
      settings({ deployment: { cloud: declared('aws'), secrets: declared('Vault') } }).secretStore
        .value,
    ).toBe('Vault');
  });
});
