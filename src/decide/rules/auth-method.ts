import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import type { Decision } from '../../plan/decision.ts';
import { byDefault, stated } from '../derive.ts';
import { declaredAt } from '../rule.ts';
import type { ChosenRequirement } from './security-schemes.ts';

/** How a system knows us, in words. */
export function authMethod(
  system: System,
  at: { schemes: readonly SecurityScheme[]; chosen: readonly ChosenRequirement[]; called: boolean },
): Decision<string> {
  const id = `systems.${system.id}.auth.method`;
  if (system.auth !== undefined) {
    return stated(id, declaredAt(system.auth.at), {
      value: system.auth.value.map(authWords).join(' and ') || 'none',
      reason: `The file says how ${system.id} knows us.`,
    });
  }
  const [first] = at.chosen;
  if (first !== undefined && system.api !== undefined) {
    return stated(
      id,
      {
        kind: 'documented',
        file: system.api.file,
        pointer: first.operation.securityPointer ?? first.operation.pointer,
      },
      {
        value: at.schemes.map(schemeWords).join(' and '),
        reason:
          'The description asks for it; of several ways the one that needs the fewest scopes is taken.',
      },
    );
  }
  return usualMethod(id, system, at.called);
}

function usualMethod(
  id: string,
  { id: name, kind, api }: System,
  called: boolean,
): Decision<string> {
  if (!called || api !== undefined) {
    return stated(id, byDefault('authNone'), {
      value: 'none',
      reason: called
        ? `The description of ${name} asks for no credential.`
        : `We never call ${name}, so it does not have to know us.`,
    });
  }
  const value = {
    rest: 'HTTP bearer token',
    sftp: 'SSH key',
    file: 'access to the directory',
    database: 'database user',
    graphql: 'HTTP bearer token',
    websocket: 'token in the handshake',
    queue: 'user of the broker over TLS',
    mqtt: 'client certificate',
    webhook: 'Standard Webhooks signature, a secret for each endpoint',
  }[kind?.value ?? 'rest'];
  return stated(id, byDefault('authMethod'), {
    value,
    reason: `Nobody says how ${name} knows us, so what such a system usually asks for is taken until somebody does.`,
  });
}

/** A declared way of authentication in words. */
function authWords(auth: Auth): string {
  if (auth.type === 'api_key')
    return auth.name === undefined ? 'API key' : `API key in ${auth.in ?? 'header'} ${auth.name}`;
  if (auth.type !== 'oauth2') return plainWords[auth.type];
  const grant = auth.grant === undefined ? '' : ` ${grants[auth.grant]}`;
  return `OAuth 2.0${grant}${constraint(auth.sender_constraint)}`;
}

const plainWords = {
  none: 'none',
  basic: 'HTTP basic',
  bearer: 'HTTP bearer token',
  mtls: 'mutual TLS',
  ssh_key: 'SSH key',
  hmac: 'HMAC signature',
  pgp: 'PGP encryption',
  aws_sigv4: 'AWS Signature Version 4',
} as const;

const grants = {
  client_credentials: 'client credentials',
  authorization_code: 'authorization code',
  jwt_bearer: 'JWT bearer grant',
} as const;

function constraint(kind: 'none' | 'mtls' | 'dpop' | undefined): string {
  if (kind === 'mtls') return ', token bound to the certificate';
  return kind === 'dpop' ? ', token bound by DPoP' : '';
}

function schemeWords(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return `API key in ${scheme.in} ${scheme.name}`;
    case 'basic':
      return 'HTTP basic';
    case 'bearer':
      return 'HTTP bearer token';
    case 'oauth2':
      return 'OAuth 2.0';
    case 'openIdConnect':
      return 'OpenID Connect';
    case 'mutualTLS':
      return 'mutual TLS';
    case 'http':
      return `HTTP ${scheme.scheme}`;
  }
}
