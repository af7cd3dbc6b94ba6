// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { percentEncode } from './percent.ts';
import { askHeaderSecret, type Credential, type Unsigned } from './security.ts';

/** A secret in a header. */
export const headerKey = (name: string, secret: string): Credential =>
  keyed(secret, ({ headers }, value) => {
    headers[name.toLowerCase()] = value;
  });

/** A secret in the query. */
export const queryKey = (name: string, secret: string): Credential => ({
  query: name,
  ...keyed(secret, (request, value) => {
    const mark = request.url.includes('?') ? '&' : '?';
    request.url += `${mark}${percentEncode(name)}=${percentEncode(value)}`;
  }),
});

/** A secret in a cookie. */
export const cookieKey = (name: string, secret: string): Credential =>
  keyed(secret, ({ headers }, value) => {
    // Most servers take the value as it stands, so only what a cookie cannot hold is encoded (RFC 6265).
    const isCookie = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(value);
    const cookie = `${percentEncode(name)}=${isCookie ? value : percentEncode(value)}`;
    headers['cookie'] =
      headers['cookie'] === undefined ? cookie : `${headers['cookie']}; ${cookie}`;
  });

function keyed(secret: string, write: (request: Unsigned, value: string) => void): Credential {
  return {
    signer: (asked) =>
      askHeaderSecret(secret, asked, (value) => ({
        write(request) {
          write(request, value);
        },
      })),
  };
}
