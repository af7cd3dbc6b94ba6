// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { slotsBucket } from './bucket-slots.ts';
import type { TokenSources } from './access-token.ts';
import { idleOut } from './idle-out.ts';
import { createLimiter } from './limiter.ts';
import { tokenSource, type OwnTokenSource } from './token-source.ts';
import type { TokenSourceOptions } from './token-renewal.ts';
import type { TokenRequest } from './token-request.ts';

/** What the sources of a system have in common. */
export interface TokenSourcesOptions extends Omit<
  TokenSourceOptions,
  'tenant' | 'request' | 'limiter'
> {
  /** Asks for tokens of a tenant; undefined: of the one account. */
  readonly requests: (tenant: string | undefined) => TokenRequest;
}

/** Sources that a person's consent can fill. */
export interface OwnTokenSources extends TokenSources {
  of(tenant?: string): OwnTokenSource;
  /** Tenants whose tokens are held. */
  size(): number;
}

/** A source for each tenant, forgotten when its token has ended; their requests wait in a line of their own. */
export function tokenSources(options: TokenSourcesOptions): OwnTokenSources {
  const { requests, ...common } = options;
  const { system, host, settings } = common;
  const max = settings.mostAtOnce;
  const atOnce = { id: 'token-requests', form: 'slots', bucket: slotsBucket, max } as const;
  const limiter = createLimiter({ system, host, limits: [atOnce] });
  const make = (tenant: string | undefined): OwnTokenSource =>
    tokenSource({ ...common, tenant, limiter, request: requests(tenant) });
  let own: OwnTokenSource | undefined;
  const tenants = idleOut(make, { now: () => host.now(), isIdle: (source) => source.isIdle() });
  return {
    of: (tenant) => (tenant === undefined ? (own ??= make(undefined)) : tenants.of(tenant)),
    size: () => tenants.size(),
  };
}
