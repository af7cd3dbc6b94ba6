import {
  code,
  joinCode,
  joinLines,
  literal,
  name,
  noCode,
  propertyKey,
  type Code,
} from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { TsFile } from '../../src/emit/ts-file.ts';
import type { PlannedScheme, PlannedSystem } from '../../src/plan/system.ts';
import type { Part, Parts } from './parts.ts';

/** Names of the secrets that the client of a system asks for. */
export function secretsOf({ auth }: PlannedSystem): readonly string[] {
  const { token, certificate, schemes } = auth;
  const names = [
    token?.clientId,
    token?.clientSecret,
    token?.privateKey,
    token?.subject,
    certificate?.certificate,
    certificate?.privateKey,
    ...schemes.filter(({ isToken }) => isToken !== true).flatMap(schemeSecrets),
  ];
  return names.filter((found) => found !== undefined);
}

function schemeSecrets({ scheme, secret, username, password }: PlannedScheme): readonly string[] {
  if (scheme.type === 'mutualTLS') return [];
  return username === undefined || password === undefined ? [secret] : [username, password];
}

/** Where tokens are kept: refresh tokens must be, others may be shared by several processes. */
export function tokenFields(file: TsFile, { described, instances }: Parts): readonly Code[] {
  const withTokens = described.filter(({ system }) => system.auth.token !== undefined);
  if (withTokens.length === 0) return [];
  const isNeeded = withTokens.some(hasConsent);
  // An import that nothing uses is an error in strict projects.
  const store =
    isNeeded || instances > 1 ? file.importType('TokenStore', 'runtime/token-store.ts') : noCode;
  const where =
    instances > 1
      ? 'sharedTokens of runtime/shared-tokens.ts'
      : 'fileTokens of runtime/token-file.ts';
  const urls = withTokens.map(
    ({ names }) =>
      code`readonly ${propertyKey(names.key)}?: { readonly tokenUrl?: string; readonly authorizationUrl?: string };`,
  );
  return [
    isNeeded
      ? code`${docComment(`Keeps refresh tokens through a restart, for all processes: ${where}, encrypted by encryptedTokens, or a store of yours.`)}
          readonly tokens: ${store};`
      : instances > 1
        ? code`${docComment(`Lets the processes share their access tokens: ${where}; each asks for its own where absent.`)}
            readonly tokens?: ${store};`
        : noCode,
    code`/** Addresses of the authorization servers, instead of the planned ones. */
      readonly oauthUrls?: {
        ${joinLines(urls)}
      };`,
  ];
}

function hasConsent({ system }: Part): boolean {
  return system.auth.token?.grant.value === 'authorization_code';
}

/** How persons let us act for them. */
export function consentsType(file: TsFile, described: readonly Part[]): Code {
  const fields = described.filter(hasConsent).map(({ system, names }) => {
    const consent = file.importType('Consent', 'runtime/oauth-consent.ts');
    const type = system.tenants === undefined ? consent : code`(tenant: string) => ${consent}`;
    return code`readonly ${propertyKey(names.key)}: ${type};`;
  });
  return fields.length === 0
    ? noCode
    : code`/** Asks persons for their consent, from which the tokens come. */
        readonly consents: {
          ${joinLines(fields)}
        };`;
}

/** Connections with a certificate, and sources of tokens, by system. */
export function credentialParts(file: TsFile, parts: Parts): Code {
  const { described } = parts;
  const hosts = described.flatMap((part) => certificateHost(file, part));
  const tokens = described.flatMap((part) => tokensEntry(file, part, parts));
  return joinLines([
    hosts.length === 0
      ? noCode
      : code`const hosts = {
      ${joinLines(hosts)}
    };`,
    tokens.length === 0
      ? noCode
      : code`const tokens = {
      ${joinLines(tokens)}
    };`,
  ]);
}

function certificateHost(file: TsFile, { system, names }: Part): readonly Code[] {
  const { certificate, token } = system.auth;
  if (certificate === undefined) return [];
  const key = name(names.key);
  const { baseUrl } = system;
  const base =
    baseUrl === undefined
      ? code`options.baseUrls.${key}`
      : code`options.baseUrls?.${key} ?? ${baseUrl.value}`;
  const others = (system.api?.operations ?? []).flatMap(({ server }) => server ?? []);
  const tokenUrl =
    token?.tokenUrl === undefined
      ? noCode
      : code`options.oauthUrls?.${key}?.tokenUrl ?? ${token.tokenUrl}`;
  const origins = joinCode([base, tokenUrl, ...[...new Set(others)].map(literal)], ', ');
  return [
    code`${propertyKey(names.key)}: ${file.importValue('mutualTlsHost', 'runtime/mutual-tls.ts')}(host, {
        secrets: options.secrets,
        certificate: ${certificate.certificate},
        privateKey: ${certificate.privateKey},
        origins: [${origins}],
      }),`,
  ];
}

function tokensEntry(file: TsFile, part: Part, { instances }: Parts): readonly Code[] {
  const { system, names } = part;
  if (system.auth.token === undefined) return [];
  const key = name(names.key);
  const create = file.importValue(`create${names.type}Tokens`, names.tokens);
  return [
    code`${propertyKey(names.key)}: ${create}({
        secrets: options.secrets,
        host${system.auth.certificate === undefined ? noCode : code`: hosts.${key}`},
        ${hasConsent(part) || instances > 1 ? code`store: options.tokens,` : noCode}
        addresses: options.oauthUrls?.${key},
      }),`,
  ];
}

/** What asks persons for their consent, by system. */
export function consentEntries(described: readonly Part[]): Code {
  const fields = described.filter(hasConsent).map(({ system, names }) => {
    const consent = code`tokens.${name(names.key)}.consent`;
    return code`${propertyKey(names.key)}: ${consent}${system.tenants === undefined ? code`()` : noCode},`;
  });
  return fields.length === 0
    ? noCode
    : code`consents: {
      ${joinLines(fields)}
    },`;
}
