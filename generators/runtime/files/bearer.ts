// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { askHeaderSecret, type Credential } from './security.ts';

/** A bearer token that is a secret (RFC 6750). */
export const bearer = (secret: string): Credential => ({
  signer: (asked) =>
    askHeaderSecret(secret, asked, (value) => ({
      write({ headers }) {
        headers['authorization'] = `Bearer ${value}`;
      },
    })),
});
