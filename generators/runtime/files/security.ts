// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { CredentialDefinition, OperationDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import { percentEncode } from './percent.ts';
import { Secret, type SecretContext, type SecretProvider } from './secret.ts';

/** Writes secrets into a request; made before the wait for a permit, used right before the send. */
export type Signer = (url: URL, headers: Headers) => void;

/** Who is asked for secrets, and for whom. */
interface Asked extends SecretContext {
  readonly secrets: SecretProvider;
}

interface Credential {
  readonly definition: CredentialDefinition;
  readonly value: string;
}

/** Asks for the secrets of the first requirement whose schemes are all configured. */
export async function signer(
  operation: OperationDefinition,
  credentials: readonly CredentialDefinition[],
  { secrets, tenant }: Asked,
): Promise<Signer> {
  const definitions = requirement(operation.security, credentials);
  const ready = await Promise.all(
    definitions.map(async (definition): Promise<Credential> => {
      const value = await secretOf(definition, { secrets, tenant });
      if (/^[\x20-\x7e\x80-\xff]*$/.test(value) || definition.type === 'basic')
        return { definition, value };
      // `Headers` would quote a value that it refuses, and so the secret.
      throw new RequestFault(
        'credential',
        `The secret for "${definition.scheme}" has a character that a header cannot hold.`,
      );
    }),
  );
  return (url, headers) => {
    for (const credential of ready) write(credential, url, headers);
  };
}

/** All schemes of an alternative hold together; one without schemes needs no secret and comes last. */
function requirement(
  security: OperationDefinition['security'],
  credentials: readonly CredentialDefinition[],
): readonly CredentialDefinition[] {
  const byScheme = new Map(credentials.map((credential) => [credential.scheme, credential]));
  for (const schemes of security.filter((alternative) => alternative.length > 0)) {
    const found = schemes.flatMap((scheme) => byScheme.get(scheme) ?? []);
    if (found.length === schemes.length) return found;
  }
  if (security.length === 0 || security.some((alternative) => alternative.length === 0)) return [];
  const wanted = security.map((schemes) => schemes.join(' and ')).join(', or ');
  throw new RequestFault('credential', `No credential is configured for ${wanted}.`);
}

async function secretOf(definition: CredentialDefinition, asked: Asked): Promise<string> {
  const { type, username, password, secret } = definition;
  if (type !== 'basic' || username === undefined || password === undefined)
    return ask(secret, asked);
  const [user, word] = await Promise.all([ask(username, asked), ask(password, asked)]);
  return `${user}:${word}`;
}

async function ask(name: string, { secrets, tenant }: Asked): Promise<string> {
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
