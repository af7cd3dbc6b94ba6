// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from './host.ts';
import { Secret, type SecretProvider } from './secret.ts';

/** Names that can be those of variables and files, and lead nowhere else. */
const plainName = /^\w[\w.-]*$/;

/**
 * Secrets of the environment: `LEDGER_KEY`, and `LEDGER_KEY__ACME_2DCO` for the tenant `acme-co`. A letter a-z and a digit of a
 * tenant stand as they are, in capitals, each other byte of its UTF-8 as `_` and two digits: no two tenants share a variable.
 * Names with `__` or `_` at the end are refused, since they could be read as another name and a tenant.
 */
export function envSecrets(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): SecretProvider {
  return (name, { tenant } = {}) => {
    if (tenant === '' || /__|_$/.test(name))
      throw new Error('The name of a secret or tenant is no name of a variable.');
    const variable = tenant === undefined ? name : `${name}__${encoded(tenant)}`;
    return new Secret(environment[variable] ?? '');
  };
}

function encoded(tenant: string): string {
  return [...Buffer.from(tenant)]
    .map((byte) => {
      const character = String.fromCodePoint(byte);
      const isPlain = /[a-z0-9]/.test(character);
      return isPlain
        ? character.toUpperCase()
        : `_${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    })
    .join('');
}

/**
 * Secrets that are mounted as files of a folder, as Kubernetes and Docker do: `<folder>/LEDGER_KEY`, and
 * `<folder>/<tenant>/LEDGER_KEY`. A file is read again when it has changed; a line feed at its end does not count.
 */
export function fileSecrets(directory: string): SecretProvider {
  const known = new Map<string, { readonly version: string; readonly secret: Secret }>();
  return async (name, { tenant } = {}) => {
    const parts = tenant === undefined ? [name] : [tenant, name];
    if (!parts.every((part) => plainName.test(part)))
      throw new Error('The name of a secret or tenant is no name of a file.');
    const path = join(directory, ...parts);
    const { mtimeMs, ino, size } = await stat(path);
    const version = [mtimeMs, ino, size].join(' ');
    const found = known.get(path);
    if (found?.version === version) return found.secret;
    const secret = new Secret((await readFile(path, 'utf8')).replace(/\r?\n$/, ''));
    known.set(path, { version, secret });
    return secret;
  };
}

/**
 * Secrets of a secret manager, asked for once in so many seconds and by one caller at a time. While the manager is away the
 * last value goes on: a secret that was changed is valid beside the new one for a while.
 */
export function cachedSecrets(
  ask: SecretProvider,
  { seconds, host }: { readonly seconds: number; readonly host: Pick<Host, 'now'> },
): SecretProvider {
  const known = new Map<string, { secret: Secret; untilMs: number }>();
  const asked = new Map<string, Promise<Secret>>();
  return async (name, context) => {
    const key = JSON.stringify([context?.tenant ?? null, name]);
    const found = known.get(key);
    if (found !== undefined && host.now() < found.untilMs) return found.secret;
    const flight = asked.get(key) ?? answered(key, name, context);
    asked.set(key, flight);
    try {
      return await flight;
    } catch (error) {
      if (found === undefined) throw error;
      found.untilMs = host.now() + (seconds * 1000) / 10;
      return found.secret;
    }
  };

  async function answered(key: string, ...question: Parameters<SecretProvider>): Promise<Secret> {
    try {
      const value = await ask(...question);
      const secret = value instanceof Secret ? value : new Secret(value);
      known.set(key, { secret, untilMs: host.now() + seconds * 1000 });
      return secret;
    } finally {
      asked.delete(key);
    }
  }
}
