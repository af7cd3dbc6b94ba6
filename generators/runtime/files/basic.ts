// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { askSecret, type Credential } from './security.ts';

/** User and password (RFC 7617), of two secrets, or of one that holds `user:password`. */
export const basic = (user: string, password?: string): Credential => ({
  async signer(asked) {
    const names = password === undefined ? [user] : [user, password];
    const values = await Promise.all(names.map(async (name) => askSecret(name, asked)));
    const bytes = new TextEncoder().encode(values.join(':'));
    const authorization = `Basic ${btoa(String.fromCodePoint(...bytes))}`;
    return {
      write({ headers }) {
        headers['authorization'] = authorization;
      },
    };
  },
});
