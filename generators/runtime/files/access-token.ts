// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import type { Secret } from './secret.ts';
import type { Credential, Renewal, Unsigned } from './security.ts';

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

/** A token that the client gets by itself. */
export const accessToken = (sources: TokenSources): Credential => ({
  async signer({ tenant }, { signal }) {
    const source = sources.of(tenant);
    let token = await source.current(signal);
    return {
      write(request) {
        // The wait for a permit may have outlasted the token.
        token = source.latest() ?? token;
        request.headers['authorization'] = `${token.type} ${token.value.reveal()}`;
        if (token.prove !== undefined) request.headers['dpop'] = token.prove(request);
      },
      answered: (response) => source.answered(token, response),
    };
  },
});
