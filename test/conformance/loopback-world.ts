import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeHost } from '../../generators/runtime/files/node-host.ts';
import { watch, type Arrival, type Reply, type World } from './world.ts';

/** Servers of `node:http` on the loopback address, and real time. */
export function loopbackWorld(): World & { close(): Promise<void> } {
  const servers: Server[] = [];
  const host = { ...nodeHost(), random: () => 0.5 };
  const pass = (ms: number): Promise<void> => host.sleep(ms);
  return {
    host,
    now: () => host.now(),
    wallClock: () => host.wallClock(),
    pass,
    async serve(reply) {
      const arrivals: Arrival[] = [];
      const server = createServer((request, response) => {
        const atMs = host.now();
        const chunks: Buffer[] = [];
        request.on('error', () => undefined);
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          const arrival = { ...seen(request), body, atMs, index: arrivals.length };
          arrivals.push(arrival);
          void answer(response, reply(arrival));
        });
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      return { baseUrl: `http://127.0.0.1:${port}`, arrivals };
    },
    async within(ms, work) {
      const end = watch(work);
      const settled = work.then(
        () => undefined,
        () => undefined,
      );
      await Promise.race([settled, pass(ms)]);
      return end();
    },
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function seen({
  method = '',
  url = '',
  headers,
}: IncomingMessage): Omit<Arrival, 'body' | 'atMs' | 'index'> {
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, path: url, headers: Object.fromEntries(plain) as Record<string, string> };
}

async function answer(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply === 'hang') return;
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  if (reply.afterMs !== undefined) await nodeHost().sleep(reply.afterMs);
  const text = JSON.stringify(reply.data ?? {});
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    ...reply.headers,
    ...(reply.stall === true ? { 'content-length': '1000' } : {}),
  });
  if (reply.stall === true) response.write(text);
  else response.end(text);
}
