// @ts-nocheck
import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import type { Decision } from '../../plan/decision.ts';
import type { PlannedAuth, PlannedScheme } from '../../plan/system.ts';
import { authMethod } from './auth-method.ts';
import { decideScopes } from './scopes.ts';
import { namedSecrets, plannedScheme, schemeOf, secretName } from './secret-names.ts';
import { chooseRequirements, chosenSchemes, type ChosenRequirement } from './security-schemes.ts';
import { decideRenewal } from './token-renewal.ts';

/** How a system knows us: method, secrets, scopes, renewal. */
export function decideAuth(
  system: System,
  at: { called: boolean; outage: Decision<number>; timeout: Decision<number> | undefined },
): PlannedAuth {
  const chosen = chooseRequirements(system);
  const schemes = chosenSchemes(system, chosen);
  const declared = system.auth?.value ?? [];
  const planned = plannedSchemes(system, schemes, chosen);
  const method = authMethod(system, { schemes, chosen, called: at.called });
  const hasToken = declared.some(isToken) || (declared.length === 0 && schemes.some(isTokenScheme));
  return {
    method,
    secrets: secretsOf(system, { planned, method, called: at.called }),
    ...decideScopes(system, { schemes, chosen }),
    schemes: planned,
    ...(hasToken && at.timeout !== undefined
      ? decideRenewal(system, { outage: at.outage, timeout: at.timeout })
      : {}),
    rotatingRefreshToken: declared.some(
      (auth) => auth.type === 'oauth2' && auth.refresh_token === 'rotating',
    ),
    byHand: byHand(declared, schemes),
  };
}

// A description without any scheme is called with what the file declares.
function plannedSchemes(
  system: System,
  schemes: readonly SecurityScheme[],
  chosen: readonly ChosenRequirement[],
): readonly PlannedScheme[] {
  if (system.api === undefined) return [];
  const made =
    chosen.length > 0 ? [] : (system.auth?.value ?? []).flatMap((auth) => schemeOf(auth) ?? []);
  return [...schemes, ...made].map((scheme) => plannedScheme(system, scheme));
}

function secretsOf(
  system: System,
  at: { planned: readonly PlannedScheme[]; method: Decision<string>; called: boolean },
): readonly string[] {
  const declared = (system.auth?.value ?? []).flatMap(namedSecrets);
  const ofSchemes = at.planned.flatMap(({ secret, username, password }) =>
    username === undefined || password === undefined ? [secret] : [username, password],
  );
  const all = [...new Set([...declared, ...ofSchemes])];
  if (all.length > 0 || !at.called || at.method.value === 'none') return all;
  return [
    secretName(
      system.id,
      system.kind === undefined || system.kind.value === 'rest' ? 'TOKEN' : 'CREDENTIAL',
    ),
  ];
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

const tokens = 'OAuth 2.0 token request and renewal';

function byHandOfAuth(auth: Auth): readonly string[] {
  switch (auth.type) {
    case 'oauth2':
      return auth.sender_constraint === 'dpop' ? [tokens, 'DPoP proof'] : [tokens];
    case 'mtls':
      return ['client certificate of mutual TLS'];
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
  if (isTokenScheme(scheme)) return [tokens];
  if (scheme.type === 'mutualTLS') return ['client certificate of mutual TLS'];
  return scheme.type === 'http' ? [`HTTP ${scheme.scheme} authentication`] : [];
}
