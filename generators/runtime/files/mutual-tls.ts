// Part of the integ-gen runtime, copied here unchanged. `integ-gen build` overwrites it.
/* eslint-disable */

import { Agent, fetch } from 'undici';
import type { Host, HttpRequest } from './host.ts';
import type { SecretContext, SecretProvider } from './secret.ts';
import { askSecret } from './security.ts';

/** What a system is shown when a connection is made. */
export interface MutualTlsOptions extends SecretContext {
  readonly secrets: SecretProvider;
  /** Names of the secrets: certificate (with those in between) and private key, in PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The only addresses that see the certificate: `https://api.example`. */
  readonly origins: readonly string[];
  /** In PEM: whom the system's own certificate is from, where no public authority vouches for it. */
  readonly authority?: string | undefined;
}

interface Connections {
  readonly pem: string;
  readonly agent: Agent;
}

/** Milliseconds after which the certificate is asked for again, beside a call and not before it. */
const lookMs = 60_000;

/** A host whose connections to the system present the certificate; within a minute or so a changed one. */
export function mutualTlsHost(host: Host, options: MutualTlsOptions): Host {
  const origins = new Set(options.origins.map((url) => new URL(url).origin));
  let held: Connections | undefined;
  let lookAtMs = 0;
  let flight: Promise<Connections> | undefined;
  const renewed = async (): Promise<Connections> => {
    lookAtMs = host.now() + lookMs;
    const next = await connections(options, held);
    // Requests under way keep the old connections until they end.
    if (next !== held) held?.agent.close().catch(() => undefined);
    held = next;
    return next;
  };
  // One at a time: of two, the later would close what the other has just opened.
  const look = (): Promise<Connections> =>
    (flight ??= renewed().finally(() => {
      flight = undefined;
    }));
  return {
    ...host,
    async fetch(url, request) {
      if (!origins.has(new URL(url).origin)) return host.fetch(url, request);
      if (held !== undefined && host.now() >= lookAtMs) look().catch(() => undefined);
      const { agent } = held ?? (await look());
      return asResponse(url, request, agent);
    },
  };
}

async function connections(
  options: MutualTlsOptions,
  held: Connections | undefined,
): Promise<Connections> {
  const [cert, key] = await Promise.all([
    askSecret(options.certificate, options),
    askSecret(options.privateKey, options),
  ]);
  const pem = `${cert}\n${key}`;
  if (held?.pem === pem) return held;
  const { authority } = options;
  return {
    pem,
    agent: new Agent({ connect: { cert, key, ...(authority && { ca: authority }) } }),
  };
}

/** The answer as one of the platform, because `undici` of npm has classes of its own. */
async function asResponse(url: string, request: HttpRequest, dispatcher: Agent): Promise<Response> {
  const { headers, body, ...rest } = request;
  // The types of the two blobs differ, the blobs do not.
  const sent = body === undefined ? {} : { body: body as string };
  const answer = await fetch(url, {
    ...rest,
    ...sent,
    headers: Object.entries(headers),
    dispatcher,
  });
  const { status, statusText } = answer;
  // The same of the two streams.
  const content = answer.body as BodyInit | null;
  const response = new Response(content, { status, statusText, headers: [...answer.headers] });
  return Object.defineProperty(response, 'url', { value: answer.url });
}
