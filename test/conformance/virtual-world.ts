import { virtualHost } from '../runtime/virtual-host.ts';
import { watch, type Arrival, type Reply, type World } from './world.ts';

/** A clock that moves by itself to whatever is due next, and servers that are functions. */
export function virtualWorld(): World {
  const servers = new Map<string, { arrivals: Arrival[]; reply: (request: Arrival) => Reply }>();
  const host = virtualHost({
    fetch: async (request) => {
      const { origin, pathname, search } = new URL(request.url);
      const server = servers.get(origin);
      if (server === undefined) throw new TypeError('no such server');
      const arrival = {
        method: request.method,
        path: `${pathname}${search}`,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
        atMs: host.now(),
        index: server.arrivals.length,
      };
      server.arrivals.push(arrival);
      return answered(server.reply(arrival));
    },
  });
  const answered = async (reply: Reply): Promise<Response> => {
    if (reply === 'hang') return new Promise<never>(() => undefined);
    if (reply === 'reset') {
      const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      throw new TypeError('fetch failed', { cause });
    }
    if (reply.afterMs !== undefined) await host.sleep(reply.afterMs);
    const headers = { 'content-type': 'application/json', ...reply.headers };
    if (reply.stall !== true) return Response.json(reply.data ?? {}, { ...reply, headers });
    const half = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{'));
      },
    });
    return new Response(half, { status: reply.status, headers });
  };
  return {
    host,
    now: () => host.now(),
    wallClock: () => host.wallClock(),
    pass: (ms) => host.advance(ms),
    serve(reply) {
      const baseUrl = `https://server-${servers.size}.test`;
      const server = { arrivals: [], reply };
      servers.set(baseUrl, server);
      return Promise.resolve({ baseUrl, arrivals: server.arrivals });
    },
    async within(ms, work) {
      const end = watch(work);
      const untilMs = host.now() + ms;
      await host.advance(0);
      // Step by step, so that whatever comes of the end begins at its moment.
      while (end().kind === 'pending' && host.now() < untilMs)
        await host.advance(Math.min(10, untilMs - host.now()));
      return end();
    },
  };
}
