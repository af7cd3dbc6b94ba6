// @ts-nocheck
import type { IncomingMessage } from 'node:http';
import { Agent, get } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

import type { Network } from './network.ts';

/** What was fetched, or why there is nothing. */
export type Fetched =
  { readonly text: string; readonly why?: undefined } | { readonly why: string };

/** Bounds of one request. */
export interface FetchBounds {
  readonly network: Network;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Gets the text behind an https address: no credential is sent, no redirect followed, and the connection goes to an address
 * that was checked. The resolver is asked once, so a name cannot mean another address afterwards.
 */
export async function fetchText(url: URL, bounds: FetchBounds): Promise<Fetched> {
  const signal = AbortSignal.any([bounds.signal, AbortSignal.timeout(bounds.network.timeoutMs)]);
  try {
    const addresses = await withSignal(addressesOf(url, bounds.network), signal);
    if (addresses.why !== undefined) return addresses;
    const response = await request(url, { ...bounds, signal }, addresses.all);
    return await read(response, bounds.maxBytes);
  } catch (error) {
    return { why: signal.aborted ? 'it did not come in time' : failure(error) };
  }
}

type Addresses =
  { readonly all: readonly string[]; readonly why?: undefined } | { readonly why: string };

async function addressesOf(url: URL, network: Network): Promise<Addresses> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const all = isIP(host) === 0 ? await network.resolve(host) : [host];
  const refused = all.length === 0 || !all.every((address) => network.mayConnect(address));
  return refused
    ? { why: `${url.hostname} does not lead to the public internet, and nothing else is fetched` }
    : { all };
}

function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    work.then(resolve, reject);
  });
}

function request(
  url: URL,
  { network, signal }: FetchBounds,
  addresses: readonly string[],
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      url,
      {
        // An agent of its own: no connection is reused, and no proxy of the environment is between.
        agent: new Agent({ keepAlive: false }),
        lookup: pinned(addresses),
        headers: {
          accept: 'application/json, application/yaml, text/*;q=0.9, */*;q=0.1',
          'accept-encoding': 'identity',
          'user-agent': 'integ-gen',
        },
        signal,
        // Whatever the environment says of certificates.
        rejectUnauthorized: true,
        ...(network.authorities === undefined ? {} : { ca: network.authorities }),
      },
      resolve,
    ).on('error', reject);
  });
}

function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all: wantsAll }, answer) => {
    if (wantsAll === true) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family ?? 4);
  };
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  const why = refusal(response);
  if (why !== undefined) {
    response.destroy();
    return { why };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes > maxBytes) return { why: `it is larger than ${String(maxBytes / 2 ** 20)} MiB` };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

function refusal({ statusCode: status = 0, headers }: IncomingMessage): string | undefined {
  if (status >= 300 && status < 400) {
    return `the server answers ${String(status)}, and no redirect is followed`;
  }
  if (status !== 200) return `the server answers ${String(status)}`;
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' ? undefined : 'the server compresses it although not asked to';
}

const failures: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host cannot be looked up now',
  ECONNREFUSED: 'its host refuses the connection',
  ECONNRESET: 'the connection broke',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its host cannot be reached',
};

function failure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  const isCertificate = /CERT|SIGNED|ISSUER|ALTNAME|SSL|TLS/.test(code);
  if (isCertificate) return `the certificate of its host cannot be trusted (${code})`;
  return failures[code] ?? `it cannot be fetched (${code})`;
}
