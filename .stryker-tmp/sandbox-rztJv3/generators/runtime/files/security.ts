// @ts-nocheck
// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CredentialDefinition, OperationDefinition, SecretCredential } from './operation.ts';
import { RequestFault } from './errors.ts';
import { percentEncode } from './percent.ts';
import { Secret, type SecretContext, type SecretProvider } from './secret.ts';

/** A request whose secrets are still to be written. */
export interface Unsigned {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
}

/** Why a call is worth sending again: the system wants another token, or another proof of the same. */
export type Renewal = 'token' | 'proof';

/** Writes secrets into a request; made before the wait for a permit, used right before the send. */
export interface Signer {
  write(request: Unsigned): void;
  /** Hears of the answer. */
  answered(response: Response): Renewal | undefined;
}

/** An access token as it goes into a request. */
export interface AccessToken {
  readonly value: Secret;
  /** `DPoP`: bound to a key (RFC 9449). */
  readonly type: 'Bearer' | 'DPoP';
  /** What proves that the key is ours, for one request. */
  readonly prove?: (request: Pick<Unsigned, 'method' | 'url'>) => string;
}

/** Where access tokens come from. */
export interface TokenSource {
  /** One that is good now; waits for a renewal only where none serves. Rejects with a `RequestFault`. */
  current(signal: AbortSignal): Promise<AccessToken>;
  /** The newest that serves, without any wait. */
  latest(): AccessToken | undefined;
  /** Hears how the system answered a request with the token. */
  answered(token: AccessToken, response: Response): Renewal | undefined;
}

/** The source of each tenant; undefined: of the one account. */
export interface TokenSources {
  of(tenant: string | undefined): TokenSource;
}

/** For a request that carries no secret. */
export const unsigned: Signer = { write: () => undefined, answered: () => undefined };

/** Who is asked for secrets, and for whom. */
interface Asked extends SecretContext {
  readonly secrets: SecretProvider;
}

interface Credential {
  readonly definition: SecretCredential;
  readonly value: string;
}

/** Asks for the secrets of the first requirement whose schemes are all configured. */
export async function signer(
  operation: OperationDefinition,
  asked: Asked & {
    readonly credentials: readonly CredentialDefinition[];
    readonly tokens?: TokenSources;
  },
  signal: AbortSignal,
): Promise<Signer> {
  const definitions = requirement(operation.security, asked.credentials);
  const tokens = asked.tokens?.of(asked.tenant);
  const needsToken = definitions.some(({ type }) => type === 'token');
  const secret = definitions.filter((definition) => definition.type !== 'token');
  const ready = await Promise.all(secret.map((definition) => credential(definition, asked)));
  if (needsToken && tokens === undefined)
    throw new RequestFault('credential', 'The client was given no source of access tokens.');
  let token = needsToken ? await tokens?.current(signal) : undefined;
  return {
    write(request) {
      for (const found of ready) write(found, request.url, request.headers);
      // The wait for a permit may have outlasted the token.
      if (token !== undefined) writeToken((token = tokens?.latest() ?? token), request);
    },
    answered: (response) => (token === undefined ? undefined : tokens?.answered(token, response)),
  };
}

async function credential(definition: SecretCredential, asked: Asked): Promise<Credential> {
  const value = await secretOf(definition, asked);
  if (/^[\x20-\x7e\x80-\xff]*$/.test(value) || definition.type === 'basic')
    return { definition, value };
  // `Headers` would quote a value that it refuses, and so the secret.
  throw new RequestFault(
    'credential',
    `The secret for "${definition.scheme}" has a character that a header cannot hold.`,
  );
}

/** All schemes of an alternative hold together; one without schemes needs no secret and comes last. */
function requirement(
  security: OperationDefinition['security'],
  credentials: readonly CredentialDefinition[],
): readonly CredentialDefinition[] {
  const byScheme = new Map(credentials.map((found) => [found.scheme, found]));
  for (const schemes of security.filter((alternative) => alternative.length > 0)) {
    const found = schemes.flatMap((scheme) => byScheme.get(scheme) ?? []);
    if (found.length === schemes.length) return found;
  }
  if (security.length === 0 || security.some((alternative) => alternative.length === 0)) return [];
  const wanted = security.map((schemes) => schemes.join(' and ')).join(', or ');
  throw new RequestFault('credential', `No credential is configured for ${wanted}.`);
}

async function secretOf(definition: SecretCredential, asked: Asked): Promise<string> {
  const { type, username, password, secret } = definition;
  if (type !== 'basic' || username === undefined || password === undefined)
    return askSecret(secret, asked);
  const [user, word] = await Promise.all([askSecret(username, asked), askSecret(password, asked)]);
  return `${user}:${word}`;
}

/** The value of a secret. Rejects with a `RequestFault` that names it where it cannot be had. */
export async function askSecret(name: string, { secrets, tenant }: Asked): Promise<string> {
  // What the provider throws may quote the secret, so it is not passed on.
  const given = await Promise.resolve()
    .then(() => secrets(name, tenant === undefined ? undefined : { tenant }))
    .catch(() => {
      throw new RequestFault('credential', `The secret "${name}" could not be read.`);
    });
  const value = given instanceof Secret ? given.reveal() : given;
  if (typeof value !== 'string' || value === '')
    throw new RequestFault('credential', `The secret "${name}" is empty.`);
  return value;
}

function writeToken({ value, type, prove }: AccessToken, request: Unsigned): void {
  request.headers.set('authorization', `${type} ${value.reveal()}`);
  if (prove !== undefined) request.headers.set('dpop', prove(request));
}

function write({ definition, value }: Credential, url: URL, headers: Headers): void {
  const name = definition.name ?? '';
  if (definition.type === 'query') {
    appendQuery(url, name, value);
    return;
  }
  if (definition.type === 'basic') {
    headers.set('authorization', `Basic ${base64(value)}`);
    return;
  }
  if (definition.type === 'bearer') {
    headers.set('authorization', `Bearer ${value}`);
    return;
  }
  if (definition.type === 'header') {
    headers.set(name, value);
    return;
  }
  const others = headers.get('cookie');
  // Most servers take the value as it stands, so only what a cookie cannot hold is encoded (RFC 6265).
  const isCookie = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value);
  const cookie = `${percentEncode(name)}=${isCookie ? value : percentEncode(value)}`;
  headers.set('cookie', others === null ? cookie : `${others}; ${cookie}`);
}

function appendQuery(url: URL, name: string, value: string): void {
  const pair = `${percentEncode(name)}=${percentEncode(value)}`;
  url.search = url.search === '' ? pair : `${url.search}&${pair}`;
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
