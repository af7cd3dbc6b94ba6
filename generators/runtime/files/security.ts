// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { OperationDefinition } from './operation.ts';
import { RequestFault } from './errors.ts';
import type { Revealed, SecretContext, SecretProvider } from './secret.ts';

/** A request whose secrets are still to be written. */
export interface Unsigned {
  readonly method: string;
  url: string;
  /** By name in small letters. */
  readonly headers: Record<string, string>;
}

/** Why a call is worth sending again: the system wants another token, or another proof of the same. */
export type Renewal = 'token' | 'proof';

/** Writes secrets into a request; made before the wait for a permit, used right before the send. */
export interface Signer {
  write(request: Unsigned): void;
  /** Hears of the answer; absent: it does not matter. */
  answered?(response: Response): Renewal | undefined;
}

/** Who is asked for secrets, and for whom. */
export interface Asked extends SecretContext {
  readonly secrets: SecretProvider;
}

/** How one security scheme is met; `tenant` as in `Asked`. */
export interface Credential {
  /** The query parameter that it writes. */
  readonly query?: string;
  /** Rejects with a `RequestFault`. */
  signer(asked: Asked, deadline: { readonly signal: AbortSignal }): Soon<Signer>;
}

/** The schemes of the description, and what meets each. */
export type Credentials = readonly (readonly [scheme: string, credential: Credential])[];

/** For a request that carries no secret. */
export const unsigned: Signer = { write: () => undefined };

/** A value that may be there at once: a promise, and its wait, costs more than most secrets. */
export type Soon<Value> = Value | Promise<Value>;

/** Asks for the secrets of the first requirement whose schemes are all configured. */
export function signer(
  operation: OperationDefinition,
  asked: Asked & { readonly credentials: Credentials },
  deadline: { readonly signal: AbortSignal },
): Soon<Signer> {
  const [only, ...others] = requirement(operation.security, asked.credentials);
  if (only === undefined) return unsigned;
  if (others.length === 0) return only.signer(asked, deadline);
  return Promise.all([only, ...others].map(async (each) => each.signer(asked, deadline))).then(
    together,
  );
}

function together(signers: readonly Signer[]): Signer {
  return {
    write(request) {
      for (const each of signers) each.write(request);
    },
    answered: (response) =>
      signers.map((each) => each.answered?.(response)).find((reason) => reason !== undefined),
  };
}

/** All schemes of an alternative hold together; one without schemes needs no secret and comes last. */
function requirement(
  security: OperationDefinition['security'],
  credentials: Credentials,
): readonly Credential[] {
  let isFree = security.length === 0;
  for (const schemes of security) {
    if (schemes.length === 0) isFree = true;
    const found = schemes.flatMap((scheme) => credentials.find(([id]) => id === scheme)?.[1] ?? []);
    if (found.length > 0 && found.length === schemes.length) return found;
  }
  if (isFree) return [];
  const wanted = security.map((schemes) => schemes.join(' and ')).join(', or ');
  throw new RequestFault('credential', `No credential is configured for ${wanted}.`);
}

/** The value of a secret; fails with a `RequestFault` that names it where it cannot be had. */
export function askSecret(name: string, asked: Asked): Soon<string> {
  const { secrets, tenant } = asked;
  // What the provider throws may quote the secret, so it is not passed on.
  const unread = (): never => {
    throw secretFault(name, asked, 'could not be read');
  };
  const checked = (given: Revealed): string => {
    const value: unknown = given instanceof Object ? given.reveal() : given;
    if (typeof value === 'string' && value !== '') return value;
    throw secretFault(name, asked, 'is empty or missing');
  };
  let given: ReturnType<SecretProvider>;
  try {
    given = secrets(name, tenant === undefined ? undefined : { tenant });
  } catch {
    return unread();
  }
  return given instanceof Promise ? given.catch(unread).then(checked) : checked(given);
}

/** The same for a header: `fetch` would quote a value that it refuses, and so the secret. */
export function askHeaderSecret<Made>(
  name: string,
  asked: Asked,
  made: (value: string) => Made,
): Soon<Made> {
  const checked = (value: string): Made => {
    if (/^[\x20-\x7e\x80-\xff]*$/.test(value)) return made(value);
    throw secretFault(name, asked, 'has a character that a header cannot hold');
  };
  const value = askSecret(name, asked);
  return typeof value === 'string' ? checked(value) : value.then(checked);
}

function secretFault(name: string, { tenant }: Asked, what: string): RequestFault {
  const whose = tenant === undefined ? '' : ` of the tenant "${tenant}"`;
  return new RequestFault('credential', `The secret "${name}"${whose} ${what}.`);
}
