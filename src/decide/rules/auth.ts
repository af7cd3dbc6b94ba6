import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedAuth, PlannedScheme, PlannedToken } from '../../plan/system.ts';
import { authMethod } from './auth-method.ts';
import { decideScopes } from './scopes.ts';
import {
  namedSecrets,
  plannedScheme,
  schemeOf,
  schemeSecrets,
  secretName,
} from './secret-names.ts';
import {
  authFor,
  chooseRequirements,
  chosenSchemes,
  type ChosenRequirement,
} from './security-schemes.ts';
import { decideRenewal } from './token-renewal.ts';
import { decideToken, tokenSecrets } from './token.ts';

/** How a system knows us: method, secrets, scopes, renewal. */
export function decideAuth(
  system: System,
  at: { called: boolean; outage: Decision<number>; timeout: Decision<number> | undefined },
): PlannedAuth {
  const chosen = chooseRequirements(system);
  const schemes = chosenSchemes(system, chosen);
  const declared = system.auth?.value ?? [];
  const hasToken = declared.some(isToken) || (declared.length === 0 && schemes.some(isTokenScheme));
  const { reserve, ...renewal } =
    hasToken && at.timeout !== undefined
      ? decideRenewal(system, { outage: at.outage, timeout: at.timeout })
      : {};
  const ids = new Set(schemes.map(({ id }) => id));
  const token = decideToken(system, { schemes: ids, reserve, timeout: at.timeout });
  const certificate = certificateOf(system, { schemes, token });
  const planned = plannedSchemes(system, { schemes, chosen, token });
  const method = authMethod(system, { schemes, chosen, called: at.called });
  return {
    method,
    secrets: secretsOf(system, { planned, method, called: at.called, token, certificate }),
    ...decideScopes(system, { schemes, chosen }),
    schemes: planned,
    ...renewal,
    // With tokens of its own the client names it, too.
    ...(token === undefined && reserve !== undefined ? { renewalReserve: reserve } : {}),
    ...(token === undefined ? {} : { token }),
    ...(certificate === undefined ? {} : { certificate }),
    rotatingRefreshToken: declared.some(
      (auth) => auth.type === 'oauth2' && auth.refresh_token === 'rotating',
    ),
    byHand: byHand(declared, schemes).filter(
      (what) =>
        !(token !== undefined && tokens.includes(what)) && !(certificate && what === certified),
    ),
  };
}

// A description without any scheme is called with what the file declares.
function plannedSchemes(
  system: System,
  {
    schemes,
    chosen,
    token,
  }: {
    schemes: readonly SecurityScheme[];
    chosen: readonly ChosenRequirement[];
    token: PlannedToken | undefined;
  },
): readonly PlannedScheme[] {
  if (system.api === undefined) return [];
  const made =
    chosen.length > 0 ? [] : (system.auth?.value ?? []).flatMap((auth) => schemeOf(auth) ?? []);
  return [...schemes, ...made].map((scheme) => {
    const found = plannedScheme(system, scheme);
    return token !== undefined && isServedByToken(system, scheme)
      ? { ...found, isToken: true }
      : found;
  });
}

function secretsOf(
  system: System,
  at: {
    planned: readonly PlannedScheme[];
    method: Decision<string>;
    called: boolean;
    token: PlannedToken | undefined;
    certificate: PlannedAuth['certificate'];
  },
): readonly string[] {
  const declared = (system.auth?.value ?? []).flatMap(namedSecrets);
  const ofSchemes = at.planned.flatMap(schemeSecrets);
  const all = [
    ...new Set([
      ...declared,
      ...tokenSecrets(at.token),
      ...certificateSecrets(at.certificate),
      ...ofSchemes,
    ]),
  ];
  if (all.length > 0 || !at.called || at.method.value === 'none') return all;
  return [
    secretName(
      system.id,
      system.kind === undefined || system.kind.value === 'rest' ? 'TOKEN' : 'CREDENTIAL',
    ),
  ];
}

/** Where nothing is declared, only the schemes of tokens themselves are; else whatever the declared OAuth serves. */
function isServedByToken({ auth, api }: System, scheme: SecurityScheme): boolean {
  if (auth === undefined) return isTokenScheme(scheme);
  return authFor(scheme, auth.value, api?.securitySchemes ?? [])?.type === 'oauth2';
}

/** The certificate that is shown when a connection is made; undefined where none is asked for. */
function certificateOf(
  { id, auth, api }: System,
  { schemes, token }: { schemes: readonly SecurityScheme[]; token: PlannedToken | undefined },
): PlannedAuth['certificate'] {
  const declared = auth?.value.find(
    (one): one is Extract<Auth, { type: 'mtls' }> => one.type === 'mtls',
  );
  const isAsked =
    declared !== undefined ||
    token?.boundBy === 'mtls' ||
    schemes.some(({ type }) => type === 'mutualTLS');
  if (api === undefined || !isAsked) return undefined;
  return {
    certificate: declared?.certificate ?? secretName(id, 'CLIENT_CERTIFICATE'),
    privateKey: declared?.private_key ?? secretName(id, 'CLIENT_KEY'),
  };
}

function certificateSecrets(found: PlannedAuth['certificate']): readonly string[] {
  return found === undefined ? [] : [found.certificate, found.privateKey];
}

function isToken({ type }: Auth): boolean {
  return type === 'oauth2';
}

function isTokenScheme({ type }: SecurityScheme): boolean {
  return type === 'oauth2' || type === 'openIdConnect';
}

function byHand(declared: readonly Auth[], schemes: readonly SecurityScheme[]): readonly string[] {
  const found = [
    ...declared.flatMap(byHandOfAuth),
    ...(declared.length === 0 ? schemes.flatMap(byHandOfScheme) : []),
  ];
  return [...new Set(found)];
}

const request = 'OAuth 2.0 token request and renewal';
const proof = 'DPoP proof';
const tokens = [request, proof];
const certified = 'client certificate of mutual TLS';

function byHandOfAuth(auth: Auth): readonly string[] {
  switch (auth.type) {
    case 'oauth2':
      return auth.sender_constraint === 'dpop' ? tokens : [request];
    case 'mtls':
      return [certified];
    case 'ssh_key':
      return ['SSH key with pinned host key'];
    case 'hmac':
      return ['HMAC request signature'];
    case 'pgp':
      return ['PGP encryption'];
    case 'aws_sigv4':
      return ['AWS request signature'];
    default:
      return [];
  }
}

function byHandOfScheme(scheme: SecurityScheme): readonly string[] {
  if (isTokenScheme(scheme)) return [request];
  if (scheme.type === 'mutualTLS') return [certified];
  return scheme.type === 'http' ? [`HTTP ${scheme.scheme} authentication`] : [];
}
