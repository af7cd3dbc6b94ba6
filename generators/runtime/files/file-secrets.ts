// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, type SecretProvider } from './secret.ts';

/** Names that can be those of files, and lead nowhere else. */
const plainName = /^\w[\w.-]*$/;

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
