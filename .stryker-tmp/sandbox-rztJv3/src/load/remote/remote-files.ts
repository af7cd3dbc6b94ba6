// @ts-nocheck
import { fetchText } from './fetch-text.ts';
import type { Fetched } from './fetch-text.ts';
import type { Network } from './network.ts';

/** From where descriptions and their parts may be fetched. */
export interface Remote {
  /** `specs.example` for port 443, `specs.example:8443` for another; nothing else is allowed by it. */
  readonly allowHosts: readonly string[];
  readonly network: Network;
}

/**
 * The largest description that is fetched, bytes: the largest published ones have 13 MB (GitHub) to 35 MB (Microsoft
 * Graph); a part of one is far smaller.
 */
export const maxSpecBytes = 50 * 2 ** 20;
/** The largest file that a reference fetches, bytes. */
export const maxPartBytes = 5 * 2 ** 20;

/** Fetches files of one description. */
export interface RemoteFiles {
  fetch(address: string, maxBytes: number): Promise<Fetched>;
}

/** Fetches nothing yet; the time for all files starts with the first. */
export function remoteFiles({ allowHosts, network }: Remote): RemoteFiles {
  let total: AbortSignal | undefined;
  return {
    async fetch(address, maxBytes) {
      const url = new URL(address);
      const why = addressRefusal(url) ?? hostRefusal(url, allowHosts);
      if (why !== undefined) return { why };
      total ??= AbortSignal.timeout(network.totalTimeoutMs);
      return fetchText(url, { network, maxBytes, signal: total });
    },
  };
}

/** Whether the place of a document is an address and not a path. */
export function isAddress(place: string): boolean {
  return /^https?:/i.test(place);
}

/** Why an address is never fetched, whatever its host; undefined where it may be. */
export function addressRefusal(url: URL): string | undefined {
  if (url.protocol !== 'https:') return 'nothing is fetched but by https';
  if (url.username !== '' || url.password !== '') {
    return 'it holds credentials, and none are ever sent';
  }
  return undefined;
}

/** Why the host of an address is not asked; undefined where the user allows it. */
export function hostRefusal(url: URL, allowHosts: readonly string[]): string | undefined {
  if (allowHosts.some((host) => host.toLowerCase() === url.host)) return undefined;
  return `nothing is fetched from ${url.host} without --allow-host ${url.host}`;
}
