// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { Secret, type SecretProvider } from './secret.ts';

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
