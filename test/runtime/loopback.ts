import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import {
  createClient,
  send,
  type Client,
  type ClientOptions,
} from '../../generators/runtime/files/client.ts';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import type { CallInput, OperationDefinition } from '../../generators/runtime/files/operation.ts';
import { operation, resilience } from './settings.ts';

/** One request as a server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** How a server answers. */
export type Answer = (request: Seen, response: ServerResponse) => void;

const servers: Server[] = [];
/** Answers every request. */
export const ok: Answer = (_, response) =>
  response.setHeader('content-type', 'application/json').end('{"ok":true}');

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A real server on the loopback address, and what it was sent. */
export async function serve(answer: Answer = ok): Promise<{ baseUrl: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks) };
      seen.push(one);
      answer(one, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, seen };
}

/** A client of a server, with what differs. */
export function clientOf(baseUrl: string, differs: Partial<ClientOptions> = {}): Client {
  return createClient({
    system: 'shop',
    baseUrl,
    credentials: [],
    resilience: resilience(),
    secrets: (name) => `value-of-${name}`,
    host: nodeHost(),
    ...differs,
  });
}

/** The one request that a call sends. */
export async function sentBody(
  described: Partial<OperationDefinition>,
  input: CallInput,
): Promise<Seen> {
  const { baseUrl, seen } = await serve();
  await send(
    clientOf(baseUrl),
    operation({ id: 'createThing', method: 'POST', ...described }),
    input,
  );
  const [only] = seen;
  if (only === undefined || seen.length !== 1) throw new Error(`${seen.length} requests`);
  return only;
}
