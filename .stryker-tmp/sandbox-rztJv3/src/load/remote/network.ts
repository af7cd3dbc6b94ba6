// @ts-nocheck
import { lookup } from 'node:dns/promises';

import { isPublicAddress } from './public-address.ts';

/** What fetching takes from the world; a test gives a network of its own. */
export interface Network {
  /** All addresses of a host name; rejects where it has none. */
  resolve(host: string): Promise<readonly string[]>;
  /** Whether a connection to an address may be made. */
  mayConnect(address: string): boolean;
  /** Certificates, PEM, that are trusted instead of those that Node trusts. */
  readonly authorities?: string;
  /** For one file, from the name to its last byte. */
  readonly timeoutMs: number;
  /** For all files of one description. */
  readonly totalTimeoutMs: number;
}

/** The internet as it is: names by the system's resolver, connections to public addresses only. */
export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  mayConnect: isPublicAddress,
  timeoutMs: 10_000,
  totalTimeoutMs: 60_000,
};
