import { code, joinLines, name, noCode, type Code } from '../../src/emit/code.ts';
import { docComment } from '../../src/emit/doc-comment.ts';
import type { EmittedFile } from '../../src/emit/emitter.ts';
import { tsFile, type TsFile } from '../../src/emit/ts-file.ts';
import type { Decision } from '../../src/plan/decision.ts';
import type { PlannedAuth, PlannedToken } from '../../src/plan/system.ts';
import type { ClientSubject } from './subject.ts';

/** `tokens.ts` of a system: where its access tokens come from; none where its client needs no token. */
export function tokensFile(subject: ClientSubject): readonly EmittedFile[] {
  const { names, source, system } = subject;
  const { token } = system.auth;
  if (token === undefined) return [];
  return [
    tsFile({ path: names.tokens, source }, (file) => {
      file.add(oauthSettings(file, subject, token));
      file.add(tokenSettings(file, subject, token));
      file.add(optionsType(file, subject, token));
      if (isConsent(token)) file.add(sourcesType(file, subject));
      file.add(createFunction(file, subject, token));
    }),
  ];
}

function isConsent({ grant }: PlannedToken): boolean {
  return grant.value === 'authorization_code';
}

function reasonOf({ reason }: Decision): Code {
  return docComment(reason);
}

function oauthSettings(file: TsFile, { names, system }: ClientSubject, token: PlannedToken): Code {
  const type = file.importType('OAuthSettings', 'runtime/oauth-settings.ts');
  const { scopes } = system.auth;
  const { tokenUrl, authorizationUrl, discoveryUrl, audience } = token;
  const addresses = { tokenUrl, authorizationUrl, discoveryUrl, audience };
  const { clientId, clientSecret, privateKey, subject } = token;
  const secrets = { clientId, clientSecret, privateKey, subject };
  return code`${docComment(`How tokens of ${system.id} are asked for: addresses, and names of secrets.`)}
    const ${name(`${names.key}OAuth`)} = {
      ${reasonOf(token.grant)}
      grant: ${token.grant.value},
      ${fields(addresses)}
      ${reasonOf(scopes)}
      scopes: ${scopes.value},
      ${reasonOf(token.authentication)}
      authentication: ${token.authentication.value},
      rsa: ${token.rsa},
      ${fields(secrets)}
    } satisfies ${type};`;
}

function fields(values: Readonly<Record<string, string | undefined>>): Code {
  return joinLines(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [code`${name(key)}: ${value},`],
    ),
  );
}

function tokenSettings(file: TsFile, { names, system }: ClientSubject, token: PlannedToken): Code {
  const type = file.importType('TokenSettings', 'runtime/token-renewal.ts');
  const { tokenLifetime } = system.auth;
  return code`${docComment(`When tokens of ${system.id} are renewed. ${renewalWords(system.auth)}`)}
    const ${name(`${names.key}TokenSettings`)} = {
      ${tokenLifetime === undefined ? noCode : reasonOf(tokenLifetime)}
      lifetimeMs: ${milliseconds(tokenLifetime?.value ?? 0)},
      ${docComment(`${token.reserve.reason} ${token.reserve.formula ?? ''}`)}
      reserveMs: ${milliseconds(token.reserve.value)},
      timeoutMs: ${milliseconds(token.timeout.value)},
      ${reasonOf(token.mostAtOnce)}
      mostAtOnce: ${token.mostAtOnce.value},
      consent: ${isConsent(token)},
    } satisfies ${type};`;
}

function renewalWords({ renewal }: PlannedAuth): string {
  return renewal === undefined
    ? ''
    : `${renewal.reason} Left of a token then: ${renewal.formula ?? ''}.`;
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

function optionsType(file: TsFile, { names, system }: ClientSubject, token: PlannedToken): Code {
  const isKept = isConsent(token);
  return code`${docComment(`What the tokens of ${system.id} are got with.`)}
    export interface ${name(`${names.type}TokenOptions`)} {
      readonly secrets: ${file.importType('SecretProvider', 'runtime/secret.ts')};
      readonly host: ${file.importType('Host', 'runtime/host.ts')};
      ${isKept ? code`/** Keeps refresh tokens: without them a person has to consent anew. */` : code`/** Shares tokens with other processes, and through a restart. */`}
      readonly store${isKept ? noCode : code`?`}: ${file.importType('TokenStore', 'runtime/token-store.ts')}${isKept ? noCode : code` | undefined`};
      /** Instead of the planned addresses, for tests and sandboxes. */
      readonly addresses?: Partial<Pick<${file.importType('OAuthSettings', 'runtime/oauth-settings.ts')}, 'tokenUrl' | 'authorizationUrl'>> | undefined;
    }`;
}

function sourcesType(file: TsFile, { names, system }: ClientSubject): Code {
  const own = file.importType('OwnTokenSources', 'runtime/token-sources.ts');
  return code`${docComment(`The tokens of ${system.id}, and the consent that they come from.`)}
    export interface ${name(`${names.type}Tokens`)} extends ${own} {
      ${system.tenants === undefined ? code`consent(): ` : code`consent(tenant: string): `}${file.importType('Consent', 'runtime/oauth-consent.ts')};
    }`;
}

function createFunction(file: TsFile, { names, system }: ClientSubject, token: PlannedToken): Code {
  const oauth = name(`${names.key}OAuth`);
  const settings = name(`${names.key}TokenSettings`);
  const sources = file.importValue('tokenSources', 'runtime/token-sources.ts');
  const client = file.importValue('oauthClient', 'runtime/oauth-client.ts');
  const request = file.importValue('oauthRequest', 'runtime/oauth-client.ts');
  const type = isConsent(token)
    ? name(`${names.type}Tokens`)
    : file.importType('OwnTokenSources', 'runtime/token-sources.ts');
  const proofs =
    token.boundBy === 'dpop'
      ? code`proofs: ${file.importValue('dpop', 'runtime/dpop.ts')},`
      : noCode;
  return code`${docComment(`Where access tokens of ${system.id} come from; made once in a process, so that each is asked for once.`)}
    export function ${name(`create${names.type}Tokens`)}({
      secrets,
      host,
      store,
      addresses,
    }: ${name(`${names.type}TokenOptions`)}): ${type} {
      const oauth = { ...${oauth}, ...addresses };
      const client = (tenant: string | undefined) => ${client}({ settings: oauth, secrets, host, tenant });
      ${isConsent(token) ? code`const sources =` : code`return`} ${sources}({
        system: ${system.id},
        host,
        store,
        settings: ${settings},
        requests: (tenant) => ${request}(client(tenant)),
        ${proofs}
      });
      ${isConsent(token) ? consentPart(file, system.tenants !== undefined, settings) : noCode}
    }`;
}

function consentPart(file: TsFile, isOfTenants: boolean, settings: Code): Code {
  const consent = file.importValue('oauthConsent', 'runtime/oauth-consent.ts');
  return isOfTenants
    ? code`return {
        ...sources,
        consent: (tenant) => ${consent}(client(tenant), sources.of(tenant), ${settings}),
      };`
    : code`return {
        ...sources,
        consent: () => ${consent}(client(undefined), sources.of(), ${settings}),
      };`;
}
