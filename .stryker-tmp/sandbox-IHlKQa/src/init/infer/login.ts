// @ts-nocheck
import { readScheme, schemeNode, securityOf } from '../../check/description/security.ts';
import { looksLikeSecret } from '../../diagnostics/secret.ts';
import type { JsonObject } from '../../model/document.ts';
import type { OAuthFlow, SecurityRequirement, SecurityScheme } from '../../model/operation.ts';
import { kebab } from './ids.ts';
import { plainLine } from './plain-line.ts';

/** One credential as `auth` holds it, keys in their order; secrets are proposed names. */
export type Credential = Readonly<Record<string, string>>;

/** One way in which a description lets itself be called: credentials that hold together. */
export interface Login {
  readonly credentials: readonly Credential[];
  /** For people: `HTTP bearer token`. */
  readonly words: string;
  /** How many scopes it asks for. */
  readonly scopes: number;
}

/** The ways in which an operation may be called, the one that needs the fewest scopes first; none: no credential is asked for. */
export function loginsOf(
  root: JsonObject,
  operation: JsonObject,
  system: string,
): readonly Login[] {
  const { alternatives } = securityOf(root, operation);
  const logins = alternatives
    .filter((alternative) => alternative.length > 0)
    .flatMap((alternative) => loginOf(root, alternative, system) ?? []);
  const distinct = new Map(
    [...logins].reverse().map((login) => [JSON.stringify(login.credentials), login]),
  );
  return [...distinct.values()].reverse().sort((a, b) => a.scopes - b.scopes);
}

// A way that integration.yaml has no word for is left to the plan, which documents it.
function loginOf(
  root: JsonObject,
  alternative: SecurityRequirement,
  system: string,
): Login | undefined {
  const schemes = alternative.map(({ scheme }) =>
    readScheme(scheme, schemeNode(root, scheme) ?? {}),
  );
  const known = schemes.flatMap((scheme) => {
    const read = scheme === undefined ? undefined : readers[scheme.type](scheme as never, system);
    return read === undefined ? [] : [read];
  });
  if (known.length < alternative.length) return undefined;
  return {
    credentials: withOwnSecrets(known.map(({ credential }) => credential)),
    words: known.map(({ words }) => words).join(' and '),
    scopes: alternative.reduce((sum, { scopes }) => sum + scopes.length, 0),
  };
}

interface Read {
  readonly credential: Credential;
  readonly words: string;
}

type Reader<Type extends SecurityScheme['type']> = (
  scheme: Extract<SecurityScheme, { type: Type }>,
  system: string,
) => Read | undefined;

const readers: { readonly [Type in SecurityScheme['type']]: Reader<Type> } = {
  apiKey: ({ in: place, name }, system) => {
    const usual = /^(?:authorization|(?:x-)?(?:api|access|auth)?[-_]?(?:key|token))$/i.test(name);
    // Only what can be written as it is: a name with other characters is no header anyway.
    if (plainLine(name) !== name || looksLikeSecret(name)) return undefined;
    return {
      credential: {
        type: 'api_key',
        in: place,
        name,
        secret: secretName(system, usual ? 'api key' : name),
      },
      words: `API key in ${place} ${name}`,
    };
  },
  basic: (_scheme, system) => ({
    credential: { type: 'basic', secret: secretName(system, 'credentials') },
    words: 'HTTP basic (user and password)',
  }),
  bearer: (_scheme, system) => ({
    credential: { type: 'bearer', secret: secretName(system, 'token') },
    words: 'HTTP bearer token',
  }),
  oauth2: ({ flows }, system) => oauth(flows, system),
  openIdConnect: (_scheme, system) => oauth([], system),
  mutualTLS: (_scheme, system) => ({
    credential: {
      type: 'mtls',
      certificate: secretName(system, 'certificate'),
      private_key: secretName(system, 'private key'),
    },
    words: 'mutual TLS',
  }),
  http: () => undefined,
};

function oauth(flows: readonly OAuthFlow[], system: string): Read {
  const machine = flows.find(({ grant }) => grant === 'clientCredentials');
  const person = flows.find(({ grant }) => grant === 'authorizationCode');
  const grant =
    machine !== undefined
      ? { grant: 'client_credentials' }
      : person !== undefined
        ? { grant: 'authorization_code' }
        : {};
  return {
    credential: {
      type: 'oauth2',
      ...grant,
      client_id: secretName(system, 'client id'),
      client_secret: secretName(system, 'client secret'),
    },
    words: `OAuth 2.0${'grant' in grant ? ` (${grant.grant.replace('_', ' ')})` : ''}`,
  };
}

/** `stripe`, `api key` → `STRIPE_API_KEY`; of a header `X-Stripe-Key` what says something new. */
function secretName(system: string, what: string): string {
  const words = kebab(what.replace(/^x-/i, ''));
  const own = words.startsWith(`${system}-`) ? words.slice(system.length + 1) : words;
  const name = own === '' ? `${system}-api-key` : `${system}-${own}`;
  return name.toUpperCase().replaceAll('-', '_');
}

// Two keys that hold together are two secrets, whatever the description calls them.
function withOwnSecrets(credentials: readonly Credential[]): readonly Credential[] {
  const taken = new Set<string>();
  return credentials.map((credential) => {
    const { secret } = credential;
    if (secret === undefined) return credential;
    let free = secret;
    for (let count = 2; taken.has(free); count++) free = `${secret}_${count}`;
    taken.add(free);
    return { ...credential, secret: free };
  });
}
