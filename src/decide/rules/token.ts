import type { OAuth2 } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import { oauthUse, type OAuthUse } from '../../model/oauth.ts';
import { present } from '../../model/present.ts';
import type { Decision, Source } from '../../plan/decision.ts';
import { count } from '../../plan/figure.ts';
import type { PlannedToken } from '../../plan/system.ts';
import { defaults } from '../defaults.ts';
import { byDefault, derived, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import { secretName } from './secret-names.ts';

/** How the client of a system gets its tokens; undefined where it needs none or where that is written by hand. */
export function decideToken(
  system: System,
  at: {
    readonly schemes: ReadonlySet<string>;
    readonly reserve: Decision<number> | undefined;
    readonly timeout: Decision<number> | undefined;
  },
): PlannedToken | undefined {
  const use = oauthUse(system);
  if (use === undefined || at.reserve === undefined || at.timeout === undefined) return undefined;
  if (!isChosen(use, at.schemes)) return undefined;
  const { declared, tokenUrl, authorizationUrl, discoveryUrl } = use;
  const id = `systems.${system.id}.auth`;
  const authentication = authenticationOf(use);
  const boundBy = declared?.sender_constraint;
  return {
    grant: stated(`${id}.grant`, sourceOf(system, use), {
      value: use.grant,
      reason: grantReason(system, use),
    }),
    authentication: derived(
      `${id}.client-authentication`,
      { value: authentication, reason: authenticationReasons[authentication] },
      [`${id}.grant`],
    ),
    ...present({ tokenUrl, authorizationUrl, discoveryUrl, audience: declared?.audience }),
    ...secretNames(system, use, authentication),
    rsa: rsaOf(declared),
    ...(boundBy === 'mtls' || boundBy === 'dpop' ? { boundBy } : {}),
    reserve: at.reserve,
    timeout: at.timeout,
    mostAtOnce: stated(`${id}.token-requests`, byDefault('tokenRequests'), {
      value: defaults.tokenRequests,
      reason: `Nobody says how many token requests the issuer bears; ${count(defaults.tokenRequests)} at once, in a line apart from the calls, neither wait for a call nor hold one up.`,
    }),
  };
}

/** Where only the description asks for tokens, another way may have been chosen. */
function isChosen({ declared, scheme }: OAuthUse, schemes: ReadonlySet<string>): boolean {
  return declared !== undefined || (scheme !== undefined && schemes.has(scheme.id));
}

function sourceOf(system: System, { declared, scheme }: OAuthUse): Source {
  if (declared !== undefined && system.auth !== undefined) return declaredAt(system.auth.at);
  const pointer = `/components/securitySchemes/${scheme?.id ?? ''}`;
  return { kind: 'documented', file: system.api?.file ?? '', pointer };
}

function grantReason({ id }: System, { grant, declared }: OAuthUse): string {
  if (grant === 'authorization_code')
    return `A person consents once in what ${id} may be used for; from then on the refresh token renews.`;
  const who = declared?.grant === undefined ? 'The description' : 'The file';
  return grant === 'jwt_bearer'
    ? `The file says of ${id} that a signed assertion is exchanged for a token.`
    : `${who} lets the client of ${id} ask for itself, so no person has to agree.`;
}

type Authentication = PlannedToken['authentication']['value'];

const authenticationReasons: Readonly<Record<Authentication, string>> = {
  secret:
    'A client secret is what servers must accept (RFC 6749); it goes into the header, and into the body where a server refuses that.',
  private_key_jwt: 'A signature by our key shows who we are, so no secret travels (RFC 7523).',
  tls: 'The certificate of the connection shows who we are, so no secret travels (RFC 8705).',
  public: 'Only the id of the client is named, so it is a public one: PKCE binds the code to us.',
  assertion: 'The signed assertion of the grant shows who we are.',
};

function authenticationOf({ grant, declared }: OAuthUse): Authentication {
  if (declared === undefined || declared.client_secret !== undefined) return 'secret';
  if (grant === 'jwt_bearer') return 'assertion';
  if (declared.private_key !== undefined) return 'private_key_jwt';
  if (declared.sender_constraint === 'mtls') return 'tls';
  if (declared.profile !== undefined) return 'private_key_jwt';
  const isPublic = grant === 'authorization_code' && declared.client_id !== undefined;
  return isPublic ? 'public' : 'secret';
}

function secretNames(
  { id }: System,
  { grant, declared }: OAuthUse,
  authentication: Authentication,
): Pick<PlannedToken, 'clientId' | 'clientSecret' | 'privateKey' | 'subject'> {
  const signs = authentication === 'private_key_jwt' || grant === 'jwt_bearer';
  return {
    clientId: declared?.client_id ?? secretName(id, 'CLIENT_ID'),
    ...(authentication === 'secret'
      ? { clientSecret: declared?.client_secret ?? secretName(id, 'CLIENT_SECRET') }
      : {}),
    ...(signs ? { privateKey: declared?.private_key ?? secretName(id, 'PRIVATE_KEY') } : {}),
    ...(declared?.subject === undefined ? {} : { subject: declared.subject }),
  };
}

function rsaOf(declared: OAuth2 | undefined): PlannedToken['rsa'] {
  if (declared?.profile === 'fapi2') return 'PS256';
  return declared?.profile === 'smart_backend_services' ? 'RS384' : 'RS256';
}

/** Names of the secrets of a token, in the order in which they are needed. */
export function tokenSecrets(token: PlannedToken | undefined): readonly string[] {
  if (token === undefined) return [];
  const { clientId, clientSecret, privateKey, subject } = token;
  return [clientId, clientSecret, privateKey, subject].filter((name) => name !== undefined);
}
