import type { Auth } from '../../model/auth.ts';
import type { System } from '../../model/integration.ts';
import type { SecurityScheme } from '../../model/operation.ts';
import type { PlannedScheme } from '../../plan/system.ts';
import { authFor } from './security-schemes.ts';

/** A stable name for a secret that the file does not name: `LEDGER_BEARER_AUTH`. */
export function secretName(system: string, what: string): string {
  const name = [system, what]
    .map(upper)
    .filter((part) => part !== '')
    .join('_');
  return /^[A-Z][A-Z0-9_]{2,}$/.test(name) ? name : `SECRET_${name}`;
}

/** The scheme with the names of the secrets that it is given. */
export function plannedScheme(system: System, scheme: SecurityScheme): PlannedScheme {
  const auth = authFor(scheme, system.auth?.value ?? [], system.api?.securitySchemes ?? []);
  const secret = declaredSecret(auth) ?? secretName(system.id, scheme.id);
  if (auth?.type !== 'basic' || auth.username === undefined || auth.password === undefined) {
    return { scheme, secret };
  }
  return {
    scheme,
    secret: auth.secret ?? auth.password,
    username: auth.username,
    password: auth.password,
  };
}

/** The secrets that a scheme is given; none where the client gets a token by itself, or by its connection. */
export function schemeSecrets({
  scheme,
  secret,
  username,
  password,
  isToken,
}: PlannedScheme): readonly string[] {
  if (isToken === true || scheme.type === 'mutualTLS') return [];
  return username === undefined || password === undefined ? [secret] : [username, password];
}

/** A scheme for a description that has none, though the file declares how to authenticate. */
export function schemeOf(auth: Auth): SecurityScheme | undefined {
  switch (auth.type) {
    case 'api_key':
      return {
        id: 'api_key',
        type: 'apiKey',
        in: auth.in ?? 'header',
        name: auth.name ?? 'X-API-Key',
      };
    case 'basic':
    case 'bearer':
      return { id: auth.type, type: auth.type };
    case 'oauth2':
      return { id: 'oauth2', type: 'oauth2', flows: [] };
    default:
      return undefined;
  }
}

/** Every secret that the file names for a way of authentication. */
export function namedSecrets(auth: Auth): readonly string[] {
  return Object.entries(auth).flatMap(([key, value]) =>
    secretKeys.has(key) && typeof value === 'string' && /^[A-Z][A-Z0-9_]{2,}$/.test(value)
      ? [value]
      : [],
  );
}

const secretKeys = new Set([
  'secret',
  'username',
  'password',
  'client_id',
  'client_secret',
  'private_key',
  'subject',
  'certificate',
  'host_key',
  'public_key',
  'access_key',
]);

// An access token of OAuth 2.0 is none of the declared secrets: it comes from them.
function declaredSecret(auth: Auth | undefined): string | undefined {
  if (auth === undefined || auth.type === 'oauth2' || !('secret' in auth)) return undefined;
  return auth.secret;
}

function upper(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
